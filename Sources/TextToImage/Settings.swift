import Foundation

/// The settings of a model: a JSON object, and the file that it is from, for messages.
///
/// A key that is missing or null has its default. Keys that nobody asks for are ignored, as diffusers
/// and transformers do.
struct Settings: Sendable {
  let path: String
  private let values: JSONValue

  init(path: String) throws(ModelError) {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw ModelError(path: path, message: "the file cannot be read")
    }
    try self.init(json: bytes, path: path)
  }

  init(json: Data, path: String) throws(ModelError) {
    guard let values = try? JSONDecoder().decode(JSONValue.self, from: json), case .object = values
    else { throw ModelError(path: path, message: "the file is no JSON object; get it again") }
    self.values = values
    self.path = path
  }

  /// Returns the value of a key; `nil` when it is missing or null.
  subscript(key: String) -> JSONValue? {
    values[key] == .null ? nil : values[key]
  }

  /// Returns an error about the value of a key.
  func error(_ key: String, mustBe expected: String) -> ModelError {
    ModelError(
      path: path,
      message: "\(key) is \((self[key] ?? .null).summary), and must be \(expected)"
    )
  }

  /// Returns a whole number, up to 100,000.
  func count(
    _ key: String,
    from least: Int = 1,
    default standard: Int? = nil
  ) throws(ModelError) -> Int {
    if self[key] == nil, let standard { return standard }
    guard let number = self[key]?.integer, (least...100_000).contains(number) else {
      throw error(key, mustBe: "a whole number from \(least) to 100000")
    }
    return number
  }

  /// Returns a list of whole numbers from 1 to 100,000; one number stands for `length` of them.
  func counts(
    _ key: String,
    length: Int? = nil,
    default standard: Int? = nil
  ) throws(ModelError) -> [Int] {
    let expected = "a list of \(length.map { "\($0) " } ?? "")whole numbers from 1 to 100000"
    if let list = self[key]?.list {
      let numbers = list.compactMap(\.integer).filter { (1...100_000).contains($0) }
      guard numbers.count == list.count, numbers.count == length ?? numbers.count, !list.isEmpty
      else { throw error(key, mustBe: expected) }
      return numbers
    }
    guard let length else { throw error(key, mustBe: expected) }
    return [Int](repeating: try count(key, default: standard), count: length)
  }

  /// Returns a number above 0.
  func positive(
    _ key: String,
    default standard: Double,
    atMost limit: Double = 1e6
  ) throws(ModelError) -> Double {
    guard let value = self[key] else { return standard }
    guard case .number(let number) = value, number > 0, number <= limit else {
      throw error(key, mustBe: "a number above 0, at most \(JSONValue.number(limit).summary)")
    }
    return number
  }

  /// Returns true or false.
  func flag(_ key: String, default standard: Bool) throws(ModelError) -> Bool {
    guard let value = self[key] else { return standard }
    guard case .flag(let flag) = value else { throw error(key, mustBe: "true or false") }
    return flag
  }

  /// Returns what a word of a key stands for.
  func choice<Choice>(
    _ key: String,
    among choices: KeyValuePairs<String, Choice>,
    default standard: Choice? = nil
  ) throws(ModelError) -> Choice {
    if self[key] == nil, let standard { return standard }
    for (word, choice) in choices where self[key]?.text == word { return choice }
    throw error(key, mustBe: choices.map { "'\($0.key)'" }.joined(separator: " or "))
  }

  /// Throws unless a key has a value that this package implements, or is missing where that is the
  /// default.
  func require(_ key: String, _ expected: JSONValue, orMissing: Bool = true) throws(ModelError) {
    if let value = self[key] {
      guard value == expected else { throw error(key, mustBe: "\(expected.summary)") }
    } else if !orMissing {
      throw error(key, mustBe: "\(expected.summary)")
    }
  }
}
