/// What a stage is to compute, for a program that computes it in the place of the chapter.
struct StageOrder: Sendable {
  /// What is the same for all stages of a chapter.
  struct Chapter: Codable, Sendable {
    let section: String
    let profile: Profile

    /// The absolute paths of the data sets that were found.
    let data: [String: String]
  }

  let chapter: Chapter
  let stage: String

  /// The stage's inputs, as JSON.
  let inputs: [UInt8]

  /// Writes the order into the folder of the unfinished stage.
  func write(to folder: String) throws {
    // The inputs are of a type that only the chapter knows: they are set in as they are.
    let rest = try [
      ("data", StableJSON.encode(chapter.data)), ("inputs", inputs),
      ("profile", StableJSON.encode(chapter.profile)),
      ("section", StableJSON.encode(chapter.section)), ("stage", StableJSON.encode(stage)),
    ]
    let fields = rest.map { "\"\($0)\":\(String(decoding: $1, as: UTF8.self))" }
    try Files.write(Array("{\(fields.joined(separator: ","))}\n".utf8), to: "\(folder)/order.json")
  }
}

/// Who computed a stage, where it was not this program.
struct StageOrigin: Codable, Sendable {
  /// The program, such as "PyTorch 2.15.0 in 2 processes".
  let by: String

  /// Reads what a program has left in the folder of an unfinished stage; `nil` where none has.
  init?(in folder: String) {
    guard let bytes = try? Files.read("\(folder)/computed-by.json"),
      let origin = try? StableJSON.decode(Self.self, from: bytes)
    else { return nil }
    self = origin
  }
}
