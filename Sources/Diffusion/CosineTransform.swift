public import Arrays

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The orthonormal cosine transform DCT-II of square pictures, and its inverse.
///
/// Coefficient (v, u) of a channel is how much of the wave cos(π v (y + ½) / N) · cos(π u (x + ½) / N)
/// it holds: v half cycles down and u across. The transform is a rotation of the space of pictures. So
/// it keeps squared errors, white noise stays white, and because its waves are even about both
/// edges a symmetric blur with mirrored edges only scales each of them.
public struct CosineTransform: Sendable {
  /// The width and height of the pictures.
  public let side: Int

  /// `basis[u · side + x]`, the waves as rows.
  private let basis: [Float]

  /// Prepares the transform of pictures of a side.
  public init(side: Int) {
    self.side = side
    basis = (0..<side * side).map { index in
      let (u, x) = (Double(index / side), Double(index % side))
      let scale = ((u == 0 ? 1 : 2) / Double(side)).squareRoot()
      return Float(scale * cos(.pi * u * (x + 0.5) / Double(side)))
    }
  }

  /// Returns the coefficients of a picture, `[C, side, side]` for `[C, side, side]`.
  public func forward(_ picture: NDArray) -> NDArray { turned(picture) { basis[$0 * side + $1] } }

  /// Returns the picture that has the given coefficients.
  public func inverse(_ coefficients: NDArray) -> NDArray {
    turned(coefficients) { basis[$1 * side + $0] }
  }

  /// Multiplies each channel by a matrix from the left and by its transpose from the right.
  private func turned(_ array: NDArray, by matrix: (_ row: Int, _ column: Int) -> Float) -> NDArray
  {
    precondition(
      array.shape.count == 3 && array.shape[1] == side && array.shape[2] == side,
      "a cosine transform of side \(side) cannot turn an array of shape \(array.shape)"
    )
    let entries = (0..<side * side).map { matrix($0 / side, $0 % side) }
    var halfway = [Float](repeating: 0, count: array.count)
    var result = halfway
    for start in stride(from: 0, to: array.count, by: side * side) {
      for row in 0..<side {
        for inner in 0..<side {
          let (weight, from) = (entries[row * side + inner], start + inner * side)
          for x in 0..<side { halfway[start + row * side + x] += weight * array.values[from + x] }
        }
      }
      for row in 0..<side {
        for column in 0..<side {
          var sum: Float = 0
          for inner in 0..<side {
            sum += entries[column * side + inner] * halfway[start + row * side + inner]
          }
          result[start + row * side + column] = sum
        }
      }
    }
    return NDArray(result, shape: array.shape)
  }
}
