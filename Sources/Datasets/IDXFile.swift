import Foundation

/// The contents of one IDX file: unsigned bytes along one or more axes.
///
/// Format: a big-endian word 0x0000080*d*, where 08 means unsigned bytes and *d* is the number of
/// axes; *d* big-endian words with their extents; the bytes (LeCun, Cortes, Burges, "The MNIST
/// database").
struct IDXFile {
  /// The largest file unpacked, in bytes; the largest of MNIST has 47,040,016.
  static let sizeLimit = 1 << 28

  /// The extent of each axis.
  var extents: [Int]

  /// The elements, the last axis varying fastest.
  var bytes: ArraySlice<UInt8>

  /// Reads a file, unpacking it when it is gzip data.
  ///
  /// - Throws: ``DatasetError`` when the file cannot be read, is damaged, has another number of axes,
  ///   or is shorter or longer than its header says.
  init(path: String, axes: Int) throws(DatasetError) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DatasetError(.unreadableFile, path: path)
    }
    try self.init([UInt8](data), axes: axes, path: path)
  }

  /// Reads the bytes of a file.
  init(_ file: [UInt8], axes: Int, path: String) throws(DatasetError) {
    let contents =
      Gzip.isGzip(file)
      ? try Gzip.inflate(file, path: path, limit: Self.sizeLimit) : file
    let headerLength = 4 + 4 * axes
    let words = stride(from: 0, to: min(contents.count, headerLength) - 3, by: 4).map { place in
      contents[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    let magic = 0x0000_0800 | UInt32(axes)
    if let first = words.first, first != magic {
      throw DatasetError(.wrongMagic(found: first, expected: magic), path: path)
    }
    extents = words.dropFirst().map { Int($0) }
    let expected =
      words.count == 1 + axes ? headerLength + Self.saturatingProduct(extents) : headerLength
    guard contents.count == expected else {
      throw DatasetError(.wrongLength(found: contents.count, expected: expected), path: path)
    }
    bytes = contents[headerLength...]
  }

  /// Returns the product of extents below 2³², or a number beyond every file's length.
  private static func saturatingProduct(_ extents: [Int]) -> Int {
    extents.reduce(1) { product, extent in
      let (result, overflow) = product.multipliedReportingOverflow(by: extent)
      return overflow ? Int.max / 2 : min(result, Int.max / 2)
    }
  }
}
