import Arrays
@testable import PureNoiseChapter
import Testing

@Suite struct PureNoiseTests {
  /// Three pictures, each of one brightness all over, and then a fourth.
  @Test func theMedianIsThatOfEachPixel() {
    func pictures(_ values: [Float]) -> NDArray {
      NDArray(values.flatMap { [Float](repeating: $0, count: 6) }, shape: [values.count, 1, 2, 3])
    }
    #expect(
      medianPicture(of: pictures([1, 0, 0.25])) == NDArray(repeating: 0.25, shape: [1, 2, 3])
    )
    #expect(
      medianPicture(of: pictures([1, 0, 0.25, 0.5])) == NDArray(repeating: 0.375, shape: [1, 2, 3])
    )
  }
}
