/// Why a picture could not be read, and which one.
public struct PNGError: Error, Equatable, CustomStringConvertible {
  /// What is wrong with the file.
  public enum Code: Equatable, Sendable {
    case notPNG
    case truncated
    case corrupt(String)
    case tooLarge(width: Int, height: Int)
    case outOfMemory
  }

  public let code: Code

  /// The file as the caller named it.
  public let path: String

  public init(code: Code, path: String) {
    self.code = code
    self.path = path
  }

  public var description: String {
    switch code {
    case .notPNG:
      "\(path) is not a PNG file; convert the picture to PNG first."
    case .truncated:
      "\(path) ends before its picture does; copy the file again."
    case .corrupt(let detail):
      "\(path) is a damaged PNG file (\(detail)); copy it again or export it anew."
    case .tooLarge(let width, let height):
      "\(path) has \(width) × \(height) pixels, more than \(PNG.maximumPixelCount) in all; "
        + "scale it down first."
    case .outOfMemory:
      "\(path) needs more memory than there is; scale the picture down first."
    }
  }
}
