public import Arrays

/// The errors of the best radial filter at any timestep, for several draws of noise.
///
/// The cosine transform keeps squared errors, and the filter treats a ring as one. So the error follows
/// from three sums over each ring, which do not depend on the timestep.
public struct LinearBound: Sendable {
  /// The rings of the picture's frequencies.
  public let rings: Rings

  /// The picture's mean power in each ring: what the filter is told.
  public let power: [Float]

  private let ringSizes: [Double]
  private let clean: [Double]
  private let noise: [[Double]]
  private let mixed: [[Double]]

  /// Measures a picture and draws of noise.
  ///
  /// - Parameters:
  ///   - picture: The picture, `[C, S, S]`.
  ///   - draws: Standard normal noise of the same shape, one array for each draw.
  /// - Precondition: The picture is square, and the draws have its shape.
  public init(clean picture: NDArray, draws: [NDArray]) {
    let rings = Rings(side: picture.shape[1])
    let transform = CosineTransform(side: rings.side)
    let coefficients = transform.forward(picture)
    let ones = NDArray(repeating: 1, shape: picture.shape)
    ringSizes = rings.products(ones, ones)
    clean = rings.products(coefficients, coefficients)
    power = zip(clean, ringSizes).map { Float($0 / $1) }
    let turned = draws.map(transform.forward)
    noise = turned.map { rings.products($0, $0) }
    mixed = turned.map { rings.products($0, coefficients) }
    self.rings = rings
  }

  /// Returns the best filter at a timestep's ᾱ.
  public func filter(alphaBar: Float) -> RadialFilter {
    RadialFilter(power: power, rings: rings, alphaBar: alphaBar)
  }

  /// Returns the filter's PSNR for each draw of noise, in decibels.
  public func peakSignalToNoise(alphaBar: Float) -> [Double] {
    let gains = filter(alphaBar: alphaBar).gains
    let (a, b) = (Double(alphaBar).squareRoot(), Double(1 - alphaBar).squareRoot())
    return noise.indices.map { draw in
      var sum = 0.0
      for ring in gains.indices {
        let (kept, added) = (Double(gains[ring]) * a - 1, Double(gains[ring]) * b)
        sum += kept * kept * clean[ring] + 2 * kept * added * mixed[draw][ring]
        sum += added * added * noise[draw][ring]
      }
      return Diffusion.peakSignalToNoise(meanSquaredError: sum / count, peak: 2)
    }
  }

  /// Returns the PSNR of the squared error that theory expects, in decibels.
  ///
  ///     Σ S·(1 − ᾱ) / (ᾱ·S + 1 − ᾱ), over all coefficients
  public func expectedPeakSignalToNoise(alphaBar: Float) -> Double {
    let alphaBar = Double(alphaBar)
    var sum = 0.0
    for (ring, size) in ringSizes.enumerated() {
      let power = Double(power[ring])
      sum += size * power * (1 - alphaBar) / (alphaBar * power + 1 - alphaBar)
    }
    return Diffusion.peakSignalToNoise(meanSquaredError: sum / count, peak: 2)
  }

  private var count: Double { ringSizes.reduce(0, +) }
}
