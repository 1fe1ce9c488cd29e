import Digests
import Foundation

extension MNIST {
  /// The SHA-256 of each published file, packed and plain, in lower-case hexadecimal digits.
  ///
  /// Taken from the files whose MD5 sums torchvision lists for its `MNIST` data set.
  public static let publishedDigests = [
    "train-images-idx3-ubyte.gz":
      "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
    "train-labels-idx1-ubyte.gz":
      "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
    "t10k-images-idx3-ubyte.gz":
      "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
    "t10k-labels-idx1-ubyte.gz":
      "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
    "train-images-idx3-ubyte":
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte":
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte":
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte":
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
  ]

  /// Compares the four files in a folder with the published ones.
  ///
  /// - Parameter folder: A folder that holds the four files.
  /// - Throws: ``DatasetError`` for the first file that is missing, unreadable or another.
  public static func verify(in folder: String) throws(DatasetError) {
    guard let paths = try files(in: folder) else {
      throw DatasetError(.unreadableFile, path: folder)
    }
    for path in paths {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw DatasetError(.unreadableFile, path: path)
      }
      let found = Digest.of(data).hex
      let name = URL(fileURLWithPath: path).lastPathComponent
      if let expected = publishedDigests[name], expected != found {
        throw DatasetError(.wrongDigest(found: found, expected: expected), path: path)
      }
    }
  }
}
