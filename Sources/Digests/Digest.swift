import CCrypto

/// A SHA-256 digest: what results, files and keys are named by.
public struct Digest: Hashable, Sendable, Comparable {
  /// The digest as 64 lower-case hexadecimal digits.
  public let hex: String

  /// Takes a digest that was written down before.
  ///
  /// - Returns: `nil` when `hex` is not 64 lower-case hexadecimal digits.
  public init?(hex: String) {
    guard hex.utf8.count == 64,
      hex.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
    else { return nil }
    self.hex = hex
  }

  fileprivate init(bytes: [UInt8]) {
    hex = String(unsafeUninitializedCapacity: 2 * bytes.count) { text in
      for (index, byte) in bytes.enumerated() {
        for (place, digit) in [byte >> 4, byte & 15].enumerated() {
          text[2 * index + place] = digit < 10 ? 48 + digit : 87 + digit
        }
      }
      return 2 * bytes.count
    }
  }

  /// The first twelve digits: enough to tell results apart on a page.
  public var short: String { String(hex.prefix(12)) }

  /// Digests the bytes of a file or a message.
  public static func of(_ bytes: some Sequence<UInt8>) -> Digest {
    var hash = DigestBuilder()
    hash.add(bytes: Array(bytes))
    return hash.finish()
  }

  /// Digests a text in UTF-8.
  public static func of(_ text: String) -> Digest { of(text.utf8) }

  public static func < (left: Digest, right: Digest) -> Bool { left.hex < right.hex }
}

extension Digest: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let digest = Digest(hex: text) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "'\(text)' is not a SHA-256 digest"
      )
    }
    self = digest
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(hex)
  }
}

/// Digests a message that comes in parts.
///
/// Texts are added with their length, so that ("ab", "c") and ("a", "bc") have different digests.
public struct DigestBuilder: ~Copyable {
  private let context: OpaquePointer

  /// Starts an empty message.
  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes as they are.
  public mutating func add(bytes: [UInt8]) {
    EVP_DigestUpdate(context, bytes, bytes.count)
  }

  /// Adds a text, its length first.
  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      withUnsafeBytes(of: UInt64(utf8.count).littleEndian) { length in
        _ = EVP_DigestUpdate(context, length.baseAddress, length.count)
      }
      EVP_DigestUpdate(context, utf8.baseAddress, utf8.count)
    }
  }

  /// Returns the digest of all that was added, and starts anew.
  public mutating func finish() -> Digest {
    var bytes = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &bytes, nil)
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
    return Digest(bytes: bytes)
  }
}
