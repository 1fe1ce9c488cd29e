import Arrays
import Diffusion
import Testing

@Suite struct PictureDetailTests {
  @Test func aPlainPictureHasNoDetail() {
    #expect(amountOfDetail(in: NDArray(repeating: 0.3, shape: [2, 3, 4, 4])) == [0, 0])
  }

  /// Every neighbour of a pixel of a chessboard of -1 and 1 differs by 2, and 2² = 4.
  @Test func aChessboardHasAllOfIt() {
    let board = (0..<24).map { place -> Float in
      let isDark = (place / 6 + place % 6).isMultiple(of: 2)
      return isDark ? -1 : 1
    }
    #expect(amountOfDetail(in: NDArray(board, shape: [1, 1, 4, 6])) == [4])
  }

  /// Counted by hand: (0 + 1 + 4) · 2 / (6 + 4) = 1.
  ///
  /// Three pairs across differ by 0, 1 and 2 in each of two rows, and the four pairs down by nothing.
  @Test func pairsAcrossAndDownCountAlike() {
    let rows: [Float] = [0, 0, 1, 3, 0, 0, 1, 3]
    #expect(amountOfDetail(in: NDArray(rows, shape: [1, 1, 2, 4])) == [1])
  }
}
