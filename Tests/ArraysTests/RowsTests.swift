import Arrays
import TestSupport
import Testing

@Suite struct RowsTests {
  private let batch = NDArray((0..<12).map { Float($0) }, shape: [3, 2, 2])

  @Test func partsJoinedAreTheWhole() {
    #expect(NDArray.joined([batch[0..<1], batch[1..<3]]) == batch)
    #expect(batch[1..<1].shape == [0, 2, 2])
    #expect(batch.rows(at: [2, 0]) == .joined([batch[2..<3], batch[0..<1]]))
  }

  @Test func rowsPastTheEndAreAProgrammerError() async {
    await #expect(processExitsWith: .failure) { _ = NDArray([1, 2], shape: [2])[1..<3] }
  }

  @Test func batchesOfOtherShapesAreAProgrammerError() async {
    await #expect(processExitsWith: .failure) {
      _ = NDArray.joined([NDArray([1, 2], shape: [1, 2]), NDArray([1], shape: [1, 1])])
    }
  }

  /// The oracle sums in double precision; rows of any shape, sizes that fill no tile.
  @Test(arguments: [(1, 1, 1), (7, 5, 3), (33, 17, 49)])
  func innerProductsAreThoseOfTheRows(count: Int, others: Int, length: Int) {
    var stream = RandomStream(seed: 6, "inner products")
    let rows = NDArray.randomNormal(shape: [count, 1, length], using: &stream)
    let columns = NDArray.randomNormal(shape: [others, length], using: &stream)
    let expected = (0..<count).flatMap { row in
      (0..<others).map { column in
        Float(
          zip(rows[row].values, columns[column].values).reduce(0.0) {
            $0 + Double($1.0) * Double($1.1)
          }
        )
      }
    }
    expectClose(
      innerProducts(rows, columns),
      NDArray(expected, shape: [count, others]),
      absolute: 1e-5
    )
  }
}
