import Digests
import Notebook

/// The data beside a page, `data/<ID>.json`: its values, and what they were computed from.
struct PageData: Encodable {
  struct Value: Encodable {
    let value: Scalar
    let unit: String
  }

  /// A number, or a word.
  enum Scalar: Encodable {
    case number(Double)
    case word(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .word(let word): try container.encode(word)
      }
    }
  }

  struct Provenance: Encodable {
    let profile: String
    let findingsKey: String?
    let presentationKey: String?
    let findings: String?
    let parameters: [String: String]
    let inputs: [String: String]

    /// What was not computed by this program, and by what.
    let origins: [String]
    let isFresh: Bool
  }

  let id: String
  let values: [String: Value]
  let provenance: Provenance

  init(of page: ChapterPage) {
    id = page.section.id
    values = Dictionary(
      (page.presentation?.values ?? []).map { named in
        (
          named.name,
          Value(
            value: named.value.map(Scalar.number) ?? .word(named.text),
            unit: named.unit
          )
        )
      },
      uniquingKeysWith: { $1 }
    )
    let record = page.record
    provenance = Provenance(
      profile: (record?.profile ?? .quick).rawValue,
      findingsKey: page.result.findings?.hex,
      presentationKey: page.result.presentation?.hex,
      findings: record?.findings.hex,
      parameters: record?.parameters ?? [:],
      inputs: Dictionary(
        (record?.inputs ?? []).map { ($0.name, $0.digest.hex) },
        uniquingKeysWith: { $1 }
      ),
      origins: record?.origins ?? [],
      isFresh: page.result.isFresh
    )
  }

  /// The file's bytes.
  var bytes: [UInt8] {
    get throws { try StableJSON.encode(self) + [10] }
  }
}
