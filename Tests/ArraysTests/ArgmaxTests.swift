import Arrays
import Testing

@Suite struct ArgmaxTests {
  /// By hand; in the second row two are equal.
  @Test func theGreatestOfEachRowIsFound() {
    let rows = NDArray([0, 2, 1, 5, 3, 5, -1, -3, -2], shape: [3, 3])
    #expect(rows.argmax() == [1, 0, 0])
    #expect(NDArray([], shape: [0, 3]).argmax() == [])
  }

  @Test func rowsOfNothingAreAProgrammerError() async {
    await #expect(processExitsWith: .failure) { _ = NDArray([], shape: [3, 0]).argmax() }
  }
}
