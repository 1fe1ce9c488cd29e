/// A file of tensors that cannot be read, or does not fit what it is read for.
public struct SafetensorsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Code: Hashable, Sendable {
    case unreadable
    case truncated
    case badHeader
    case duplicateName
    case badOffsets
    case unknownType
    case missingTensor
    case wrongShape
    case badMetadata
    case unwritable

    /// Whether the file is damaged, rather than out of reach or fit for something else.
    public var isDamage: Bool {
      switch self {
      case .truncated, .badHeader, .duplicateName, .badOffsets, .unknownType: true
      case .unreadable, .missingTensor, .wrongShape, .badMetadata, .unwritable: false
      }
    }
  }

  /// What is wrong.
  public let code: Code

  /// The file.
  public let path: String

  /// One sentence: what is wrong, and where.
  public let message: String

  public var description: String { "\(path): \(message)" }
}
