import Arrays
import Datasets
import Foundation
import Testing

@Suite struct MNISTTests {
  typealias Fixture = MNISTFixture

  @Test(arguments: MNIST.Split.allCases)
  func plainFilesAreRead(split: MNIST.Split) throws {
    let digits = try Fixture().withFolder { try MNIST.load(from: $0, split: split) }
    #expect(digits.labels == [7, 3])
    #expect(digits.source == .mnist)
    #expect(digits.images.shape == [2, 1, 28, 28])
    #expect(digits.images.values[0] == 1)
    #expect(digits.images.values[28 * 28] == 0.2)  // 51 / 255
    #expect(digits.images.values.count { $0 != 0 } == 2)
  }

  @Test func packedFilesAreReadAndPreferred() throws {
    var fixture = Fixture()
    fixture.files["train-images-idx3-ubyte.gz"] = Fixture.packedImages
    fixture.files["train-labels-idx1-ubyte.gz"] = Fixture.packedLabels
    fixture.files["train-labels-idx1-ubyte"] = [0]
    let digits = try fixture.withFolder { try MNIST.load(from: $0, split: .train) }
    #expect(digits.labels == [7, 3])
    #expect(digits.images.values[28 * 28] == 0.2)
  }

  @Test(arguments: [(0, []), (1, [7]), (2, [7, 3]), (9, [7, 3])])
  func aLimitKeepsTheFirst(limit: Int, labels: [Int]) throws {
    let digits = try Fixture().withFolder {
      try MNIST.load(from: $0, split: .test, limit: limit)
    }
    #expect(digits.labels == labels)
  }

  @Test func anEmptyFolderHasNoFiles() throws {
    #expect(try Fixture(files: [:]).withFolder { try MNIST.files(in: $0) } == nil)
  }

  @Test func threeOfFourFilesAreAnErrorThatNamesTheFourth() throws {
    var fixture = Fixture()
    fixture.files["t10k-labels-idx1-ubyte"] = nil
    try fixture.withFolder { folder in
      let error = #expect(throws: DatasetError.self) { try MNIST.files(in: folder) }
      #expect(error?.code == .missingFile)
      #expect(error?.path == "\(folder)/t10k-labels-idx1-ubyte")
    }
  }

  /// A file with a fault, and what is said of it.
  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file: String
    var contents: [UInt8]
    var code: DatasetError.Code

    init(_ description: String, _ file: String, _ contents: [UInt8], _ code: DatasetError.Code) {
      testDescription = description
      self.file = file
      self.contents = contents
      self.code = code
    }
  }

  static let images = "train-images-idx3-ubyte"
  static let labels = "train-labels-idx1-ubyte"
  static let faults = [
    Fault("an empty file", images, [], .wrongLength(found: 0, expected: 16)),
    Fault(
      "half a header",
      images,
      Array(Fixture.images.prefix(10)),
      .wrongLength(found: 10, expected: 16)
    ),
    Fault(
      "a missing byte",
      images,
      Fixture.images.dropLast(),
      .wrongLength(found: 1583, expected: 1584)
    ),
    Fault(
      "a byte too many",
      labels,
      Fixture.labels + [0],
      .wrongLength(found: 11, expected: 10)
    ),
    Fault(
      "labels in place of pictures",
      images,
      Fixture.labels,
      .wrongMagic(found: 0x801, expected: 0x803)
    ),
    Fault(
      "floats in place of bytes",
      labels,
      Fixture.header(0xd01, 2) + [7, 3],
      .wrongMagic(found: 0xd01, expected: 0x801)
    ),
    Fault(
      "pictures of another size",
      images,
      Fixture.header(0x803, 2, 14, 56) + Fixture.picture(1) + Fixture.picture(2),
      .wrongPictureSize(rows: 14, columns: 56)
    ),
    Fault(
      "a picture too few",
      images,
      Fixture.header(0x803, 1, 28, 28) + Fixture.picture(255),
      .countMismatch(labels: 2, images: 1)
    ),
    Fault(
      "a label of ten",
      labels,
      Fixture.header(0x801, 2) + [7, 10],
      .wrongLabel(value: 10, index: 1)
    ),
    Fault(
      "extents past every file",
      images,
      Fixture.header(0x803, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff),
      .wrongLength(found: 16, expected: 16 + Int.max / 2)
    ),
    Fault("packed data cut short", images, Fixture.packedImages.dropLast(9), .damagedGzip),
    Fault("packed data with a wrong bit", labels, flipped(Fixture.packedLabels), .damagedGzip),
    Fault("bytes after packed data", labels, Fixture.packedLabels + [0], .bytesAfterGzip),
  ]

  /// Returns packed data whose check sum, eight bytes before the end, is wrong.
  private static func flipped(_ packed: [UInt8]) -> [UInt8] {
    var result = packed
    result[packed.count - 8] ^= 1
    return result
  }

  @Test(arguments: faults)
  func aFaultIsNamedWithItsFile(fault: Fault) throws {
    var fixture = Fixture()
    fixture.files[fault.file] = fault.contents
    try fixture.withFolder { folder in
      let error = #expect(throws: DatasetError.self) { try MNIST.load(from: folder, split: .train) }
      #expect(error?.code == fault.code)
      let blamed = if case .countMismatch = fault.code { Self.labels } else { fault.file }
      #expect(error?.path == "\(folder)/\(blamed)")
      #expect(error?.description.hasPrefix("\(folder)/\(blamed) ") == true)
    }
  }

  @Test func anotherFileIsNotThePublishedOne() throws {
    try Fixture().withFolder { folder in
      let error = #expect(throws: DatasetError.self) { try MNIST.verify(in: folder) }
      #expect(error?.path == "\(folder)/train-images-idx3-ubyte")
      guard case .wrongDigest = error?.code else {
        Issue.record("the error is \(String(describing: error))")
        return
      }
    }
  }

  /// Reads the real files where `REPORT_DATA` says that they are; else the digits drawn in their place.
  ///
  /// Expected counts: of the training labels, as the database's authors publish them.
  @Test func theTrainingDigitsAreAllThere() throws {
    guard let data = ProcessInfo.processInfo.environment["REPORT_DATA"], !data.isEmpty else {
      #expect(SyntheticDigits.draw(count: 100, seed: 1).source == .synthetic)
      return
    }
    try MNIST.verify(in: "\(data)/mnist")
    let digits = try MNIST.load(from: "\(data)/mnist", split: .train)
    let counts = (0...9).map { digit in digits.labels.count { $0 == digit } }
    #expect(counts == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    #expect(abs(digits.images.mean() - 0.13066) < 1e-5)
  }
}
