public import Arrays

/// The rings of a square picture's cosine coefficients: ring ρ holds those whose frequency, √(u² + v²)
/// half cycles, rounds to ρ.
public struct Rings: Sendable {
  /// The width and height of the pictures.
  public let side: Int

  /// The ring of each coefficient of a channel, row by row.
  public let numbers: [Int]

  /// The number of rings.
  public let count: Int

  /// Sorts the coefficients of pictures of a side.
  public init(side: Int) {
    self.side = side
    numbers = (0..<side * side).map { index in
      let (v, u) = (Double(index / side), Double(index % side))
      return Int((u * u + v * v).squareRoot().rounded())
    }
    count = (numbers.max() ?? 0) + 1
  }

  /// Returns the sum over each ring, and over the channels, of the products of two sets of coefficients.
  public func products(_ first: NDArray, _ second: NDArray) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for index in 0..<first.count {
      sums[numbers[index % (side * side)]] +=
        Double(first.values[index]) * Double(second.values[index])
    }
    return sums
  }
}

// snippet.radial-filter
// snippet.hide
/// The best of all filters that treat every direction alike, for one picture and one timestep.
///
/// Ring by ring it minimises the expected squared error of gain · (√ᾱ·X + √(1 − ᾱ)·E) against X, where
/// the coefficients E of the noise have variance 1: Wiener's filter for a known power spectrum.
// snippet.show
public struct RadialFilter: Sendable {
  public let rings: Rings
  public let gains: [Float]

  public init(power: [Float], rings: Rings, alphaBar: Float) {
    self.rings = rings
    gains = power.map { power in
      alphaBar.squareRoot() * power
        / (alphaBar * power + 1 - alphaBar)
    }
  }

  public func denoise(_ xt: NDArray) -> NDArray {
    let transform = CosineTransform(side: rings.side)
    var values = transform.forward(xt).values
    for index in values.indices {
      let ring = rings.numbers[index % rings.numbers.count]
      values[index] *= gains[ring]
    }
    return transform.inverse(NDArray(values, shape: xt.shape))
  }
}
// snippet.end
