import Arrays
import Testing
@testable import VisualAnagramsChapter

@Suite struct VisualAnagramsTests {
  /// By hand: in ±1 rows every product of neighbours is 1, on a checkerboard −1; rows do not touch.
  @Test func neighboursAreThoseOfARow() {
    func product(_ sign: (_ row: Int, _ column: Int) -> Float) -> Double {
      let values = (0..<9).map { sign($0 / 3, $0 % 3) }
      return neighbourProduct(NDArray(values, shape: [1, 3, 3]))
    }
    #expect(product { row, _ in row == 1 ? -1 : 1 } == 1)
    #expect(product { row, column in (row + column) % 2 == 0 ? 1 : -1 } == -1)
  }
}
