import Datasets
import Notebook

/// What is known of a data set as it was published.
extension DataRequirement {
  /// A server's folder with its packed files: the one that torchvision asks first.
  var source: String {
    switch self {
    case .mnist: "https://ossci-datasets.s3.amazonaws.com/mnist"
    }
  }

  /// The sizes of its packed files in bytes, in the order of ``Notebook/DataRequirement/files``.
  var packedSizes: [Int] {
    switch self {
    case .mnist: [9_912_422, 28_881, 1_648_877, 4_542]
    }
  }

  /// The SHA-256 of each file, packed and plain, in lower-case hexadecimal digits.
  var publishedDigests: [String: String] {
    switch self {
    case .mnist: MNIST.publishedDigests
    }
  }

  /// Compares the files in a folder with the published ones.
  ///
  /// - Throws: ``Datasets/DatasetError`` for the first file that is missing, unreadable or another.
  func verify(in folder: String) throws {
    switch self {
    case .mnist: try MNIST.verify(in: folder)
    }
  }
}
