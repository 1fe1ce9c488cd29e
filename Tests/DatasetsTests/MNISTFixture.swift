import Foundation
import TestSupport

/// A folder's worth of MNIST files with two digits in each part, 7 and 3.
///
/// The first picture has one white pixel, the upper left, and the second one grey pixel there, 51.
struct MNISTFixture {
  /// The contents of each file.
  var files: [String: [UInt8]] = [
    "train-images-idx3-ubyte": images, "train-labels-idx1-ubyte": labels,
    "t10k-images-idx3-ubyte": images, "t10k-labels-idx1-ubyte": labels,
  ]

  static let images = header(0x803, 2, 28, 28) + picture(255) + picture(51)
  static let labels = header(0x801, 2) + [7, 3]

  /// The same files packed by Python: `base64.b64encode(gzip.compress(data, mtime=0))`.
  static let packedImages = bytes(
    "H4sIAAAAAAACA2Ng4GBmYGBgAmIZEP7PMApGwSiAAePRIBgFowAOAMmD2LUwBgAA"
  )
  static let packedLabels = bytes("H4sIAAAAAAACA2Ng4GBkYGBgYmcGAGRr1EMKAAAA")

  /// Returns the start of an IDX file: big-endian words.
  static func header(_ words: UInt32...) -> [UInt8] {
    words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  }

  /// Returns a black picture but for its upper left pixel.
  static func picture(_ first: UInt8, count: Int = 28 * 28) -> [UInt8] {
    [first] + [UInt8](repeating: 0, count: count - 1)
  }

  static func bytes(_ base64: String) -> [UInt8] { [UInt8](Data(base64Encoded: base64) ?? Data()) }

  /// Writes the files to a folder, runs a test there, and removes them.
  func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    try withTemporaryFolder { folder in
      for (name, contents) in files {
        try Data(contents).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      return try body(folder)
    }
  }
}
