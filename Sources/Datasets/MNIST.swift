import Arrays
import Foundation

/// The MNIST database of handwritten digits, read from the four IDX files that it is published as.
///
/// Each file may be packed, `train-images-idx3-ubyte.gz`, or plain, without `.gz`. Nothing is
/// downloaded.
public enum MNIST {
  /// A part of the database.
  public enum Split: String, CaseIterable, Sendable {
    /// 60,000 digits to learn from.
    case train
    /// 10,000 digits of other writers, to be judged by.
    case test

    /// The name of the file of pictures, without `.gz`.
    var imagesName: String { self == .train ? "train-images-idx3-ubyte" : "t10k-images-idx3-ubyte" }

    /// The name of the file of labels, without `.gz`.
    var labelsName: String { self == .train ? "train-labels-idx1-ubyte" : "t10k-labels-idx1-ubyte" }
  }

  /// The names of the four files, without `.gz`.
  public static let fileNames = Split.allCases.flatMap { [$0.imagesName, $0.labelsName] }

  /// Returns the paths of the four files in a folder, or `nil` when none of them is there.
  ///
  /// The order is that of ``fileNames``. A packed file is preferred to a plain one.
  ///
  /// - Throws: ``DatasetError`` with code `missingFile` when only some of the four are there.
  public static func files(in folder: String) throws(DatasetError) -> [String]? {
    var found: [String] = []
    var missing: [String] = []
    for name in fileNames {
      let path = URL(fileURLWithPath: folder).appendingPathComponent(name).path
      if let present = [path + ".gz", path].first(where: FileManager.default.fileExists) {
        found.append(present)
      } else {
        missing.append(path)
      }
    }
    guard let first = missing.first else { return found }
    guard found.isEmpty else { throw DatasetError(.missingFile, path: first) }
    return nil
  }

  /// Reads one part of the database from a folder that holds its four files.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - split: The part.
  ///   - limit: How many digits to return, the first ones; `nil` returns all.
  /// - Returns: The digits in the files' order.
  /// - Throws: ``DatasetError`` when a file is missing, damaged, or contradicts its header or its
  ///   partner. A count other than the published one is not an error.
  public static func load(
    from folder: String,
    split: Split,
    limit: Int? = nil
  ) throws(DatasetError) -> Digits {
    guard let paths = try files(in: folder) else {
      let path = URL(fileURLWithPath: folder).appendingPathComponent(split.imagesName).path
      throw DatasetError(.unreadableFile, path: path)
    }
    let (imagesPath, labelsPath) = split == .train ? (paths[0], paths[1]) : (paths[2], paths[3])
    let images = try IDXFile(path: imagesPath, axes: 3)
    let labels = try IDXFile(path: labelsPath, axes: 1)
    guard images.extents[1...] == [28, 28] else {
      throw DatasetError(
        .wrongPictureSize(rows: images.extents[1], columns: images.extents[2]),
        path: imagesPath
      )
    }
    guard labels.extents[0] == images.extents[0] else {
      throw DatasetError(
        .countMismatch(labels: labels.extents[0], images: images.extents[0]),
        path: labelsPath
      )
    }
    for (index, label) in labels.bytes.enumerated() where label > 9 {
      throw DatasetError(.wrongLabel(value: label, index: index), path: labelsPath)
    }
    let count = min(limit ?? images.extents[0], images.extents[0])
    return Digits(
      images: NDArray(
        images.bytes.prefix(count * 28 * 28).map { Float($0) / 255 },
        shape: [count, 1, 28, 28]
      ),
      labels: labels.bytes.prefix(count).map { Int($0) },
      source: .mnist
    )
  }
}
