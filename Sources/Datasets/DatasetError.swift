/// A data file or picture that is missing, damaged, or not what its name says.
public struct DatasetError: Error, Equatable, Sendable {
  /// What is wrong.
  public enum Code: Equatable, Sendable {
    /// Some of a data set's files are there, and this one is not.
    case missingFile
    case unreadableFile
    /// The compressed data are damaged, or cut short.
    case damagedGzip
    /// Bytes follow the end of the compressed data.
    case bytesAfterGzip
    /// The file unpacks to more than any file of this kind holds.
    case tooLarge(limit: Int)
    /// The first four bytes are not those of the kind of file that was asked for.
    case wrongMagic(found: UInt32, expected: UInt32)
    /// The pictures are not 28 pixels wide and high.
    case wrongPictureSize(rows: Int, columns: Int)
    /// The file is shorter or longer than its header says, in bytes.
    case wrongLength(found: Int, expected: Int)
    /// A label is not a digit; `index` counts from 0.
    case wrongLabel(value: UInt8, index: Int)
    /// There are not as many labels as pictures.
    case countMismatch(labels: Int, images: Int)
    /// The file is not the published one, by its SHA-256 in lower-case hexadecimal digits.
    case wrongDigest(found: String, expected: String)
    /// The picture cannot be decoded, for the reason given.
    case damagedPicture(reason: String)
  }

  /// What is wrong.
  public var code: Code

  /// The path of the file.
  public var path: String

  /// Creates an error about the file at `path`.
  public init(_ code: Code, path: String) {
    self.code = code
    self.path = path
  }
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    switch code {
    case .missingFile:
      "\(path), or the same with .gz, is missing although other files of the set are there"
    case .unreadableFile:
      "\(path) cannot be read; check that it exists, is a file, and may be opened"
    case .damagedGzip:
      "\(path) is not intact gzip data; fetch it again"
    case .bytesAfterGzip:
      "\(path) goes on after the end of its gzip data; fetch it again"
    case .tooLarge(let limit):
      "\(path) unpacks to more than \(limit) bytes, which no file of this kind does"
    case .wrongMagic(let found, let expected):
      "\(path) starts with \(hexadecimal(found)) where this kind of IDX file has "
        + "\(hexadecimal(expected))"
    case .wrongPictureSize(let rows, let columns):
      "\(path) holds pictures of \(rows) by \(columns) pixels, not of 28 by 28"
    case .wrongLength(let found, let expected):
      "\(path) has \(found) bytes where its header promises \(expected)"
    case .wrongLabel(let value, let index):
      "\(path) has the label \(value) at place \(index), and labels are digits from 0 to 9"
    case .countMismatch(let labels, let images):
      "\(path) has \(labels) labels for \(images) pictures"
    case .wrongDigest(let found, let expected):
      "\(path) is not the published file: its SHA-256 is \(found), not \(expected)"
    case .damagedPicture(let reason):
      "\(reason)"
    }
  }

  private func hexadecimal(_ word: UInt32) -> String {
    let digits = String(word, radix: 16)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
