public import Arrays

/// The errors of Gaussian blurs of many widths, at any timestep, for several draws of noise.
///
/// Blurring is linear: the blur of √ᾱ·x₀ + √(1 − ᾱ)·ε is √ᾱ·B(x₀) + √(1 − ᾱ)·B(ε). Its squared error
/// against x₀ therefore follows from six inner products, which do not depend on the timestep. One blur
/// of the picture and one of each draw of noise answer for all thousand timesteps.
public struct BlurSearch: Sendable {
  /// The widths tried, in pixels.
  public let sigmas: [Float]

  /// The number of draws of noise.
  public let drawCount: Int

  /// The inner products of each width and draw, a row for each width; means over the values.
  private let products: [Products]

  private struct Products: Sendable {
    var clean = 0.0
    var picture = 0.0
    var pictureClean = 0.0
    var noise = 0.0
    var pictureNoise = 0.0
    var noiseClean = 0.0
  }

  /// Blurs the picture and the noise with every width.
  ///
  /// - Parameters:
  ///   - clean: The picture, `[C, H, W]`.
  ///   - draws: Standard normal noise of the same shape, one array for each draw.
  ///   - sigmas: The widths to try, in pixels.
  ///   - kernelSize: The number of taps for a width; by default as many as hold nearly all of the bell.
  /// - Precondition: The picture has three axes, and the draws have its shape.
  public init(
    clean: NDArray,
    draws: [NDArray],
    sigmas: [Float],
    kernelSize: @Sendable (Float) -> Int = { BlurSearch.kernelSize(for: $0) }
  ) {
    self.sigmas = sigmas
    drawCount = draws.count
    var products = [Products](repeating: Products(), count: sigmas.count * draws.count)
    products.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(sigmas.count) { row in
        let size = kernelSize(sigmas[row])
        let picture = gaussianBlur(clean, sigma: sigmas[row], kernelSize: size)
        var common = Products()
        common.clean = meanProduct(clean, clean)
        common.picture = meanProduct(picture, picture)
        common.pictureClean = meanProduct(picture, clean)
        for (draw, epsilon) in draws.enumerated() {
          let noise = gaussianBlur(epsilon, sigma: sigmas[row], kernelSize: size)
          common.noise = meanProduct(noise, noise)
          common.pictureNoise = meanProduct(picture, noise)
          common.noiseClean = meanProduct(noise, clean)
          target[row * draws.count + draw] = common
        }
      }
    }
    self.products = products
  }

  /// Returns the PSNR of the width at `row`, in decibels, for each draw of noise.
  ///
  /// `isRescaled` says whether the blurred picture is divided by √ᾱ.
  public func peakSignalToNoise(row: Int, alphaBar: Float, isRescaled: Bool) -> [Double] {
    let alphaBar = Double(alphaBar)
    let scale = isRescaled ? 1 / alphaBar.squareRoot() : 1
    let (a, b) = (scale * alphaBar.squareRoot(), scale * (1 - alphaBar).squareRoot())
    return products[row * drawCount..<(row + 1) * drawCount].map { product in
      let estimate =
        a * a * product.picture + 2 * a * b * product.pictureNoise + b * b * product.noise
      let overlap = a * product.pictureClean + b * product.noiseClean
      return Diffusion.peakSignalToNoise(
        meanSquaredError: estimate - 2 * overlap + product.clean,
        peak: 2
      )
    }
  }

  /// Returns the row of the width with the greatest mean PSNR.
  public func bestRow(alphaBar: Float, isRescaled: Bool) -> Int {
    let means = sigmas.indices.map { row in
      peakSignalToNoise(row: row, alphaBar: alphaBar, isRescaled: isRescaled).reduce(0, +)
    }
    return means.indices.max { means[$0] < means[$1] } ?? 0
  }

  /// Returns the taps that hold all but a ten-thousandth of a bell: four widths to either side.
  public static func kernelSize(for sigma: Float) -> Int { 2 * Int((4 * sigma).rounded(.up)) + 1 }
}

/// Returns the mean of the products of two arrays' values, in double precision.
private func meanProduct(_ first: NDArray, _ second: NDArray) -> Double {
  var sum = 0.0
  first.values.withUnsafeBufferPointer { first in
    second.values.withUnsafeBufferPointer { second in
      for index in first.indices { sum += Double(first[index]) * Double(second[index]) }
    }
  }
  return sum / Double(first.count)
}
