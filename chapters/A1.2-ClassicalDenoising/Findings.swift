import Arrays
import Diffusion
import Statistics

extension ClassicalDenoising {
  /// What was found.
  public struct Findings: Codable, Sendable {
    /// The picture, `[3, 64, 64]`, values in `-1...1`.
    var clean: NDArray

    /// The number of draws of noise over which PSNRs are means.
    var drawCount: Int
    var isPainted: Bool
    var seed: Int

    /// The picture's mean power in each ring of frequencies.
    var power: [Float]
    var measurements: [Measurement]
    var pictures: [Pictures]

    /// One timestep: PSNRs in decibels, unclipped, over all draws of noise.
    struct Measurement: Codable, Sendable {
      var t: Int
      var alphaBar: Float

      /// Of the noisy picture itself.
      var noisy: SampleMean

      /// Of the one blur for all timesteps.
      var fixed: SampleMean

      /// Of the best blur, left at the scale of the noisy picture.
      var plain: SampleMean

      /// Of the best blur, divided by √ᾱ.
      var rescaled: SampleMean
      var linear: SampleMean
      var expectedLinear: Double

      /// The widths of the best blurs, in pixels.
      var plainSigma: Float
      var rescaledSigma: Float

      /// The mean PSNR of each width of the search.
      var plainBySigma: [Float]
      var rescaledBySigma: [Float]
    }

    /// One timestep's pictures, `[3, 64, 64]`, from the first draw of noise.
    struct Pictures: Codable, Sendable {
      var t: Int
      var noisy: Picture
      var fixed: Picture
      var plain: Picture
      var rescaled: Picture
      var linear: Picture

      /// The share of the picture that the best linear filter lets through, for each ring.
      var linearShare: [Float]

      /// The share that the best rescaled blur lets through, for 0 to 63 half cycles.
      var blurShare: [Float]
    }

    /// A picture and its PSNR, unclipped.
    struct Picture: Codable, Sendable {
      var image: NDArray
      var peakSignalToNoise: Double

      init(_ image: NDArray, clean: NDArray) {
        self.image = image
        peakSignalToNoise = Diffusion.peakSignalToNoise(image, clean, peak: 2)
      }
    }
  }
}

extension ClassicalDenoising.Findings.Measurement {
  init(
    t: Int,
    alphaBar: Float,
    clean: NDArray,
    draws: [NDArray],
    search: BlurSearch,
    fixed: BlurSearch,
    bound: LinearBound
  ) {
    func summaries(_ search: BlurSearch, isRescaled: Bool) -> [SampleMean] {
      search.sigmas.indices.map { row in
        SampleMean(
          of: search.peakSignalToNoise(row: row, alphaBar: alphaBar, isRescaled: isRescaled)
        )
      }
    }
    let plain = summaries(search, isRescaled: false)
    let rescaled = summaries(search, isRescaled: true)
    let plainRow = search.bestRow(alphaBar: alphaBar, isRescaled: false)
    let rescaledRow = search.bestRow(alphaBar: alphaBar, isRescaled: true)
    self.init(
      t: t,
      alphaBar: alphaBar,
      noisy: SampleMean(
        of: draws.map { epsilon in
          let xt = alphaBar.squareRoot() * clean + (1 - alphaBar).squareRoot() * epsilon
          return peakSignalToNoise(xt, clean, peak: 2)
        }
      ),
      fixed: summaries(fixed, isRescaled: false)[0],
      plain: plain[plainRow],
      rescaled: rescaled[rescaledRow],
      linear: SampleMean(of: bound.peakSignalToNoise(alphaBar: alphaBar)),
      expectedLinear: bound.expectedPeakSignalToNoise(alphaBar: alphaBar),
      plainSigma: search.sigmas[plainRow],
      rescaledSigma: search.sigmas[rescaledRow],
      plainBySigma: plain.map { Float($0.mean) },
      rescaledBySigma: rescaled.map { Float($0.mean) }
    )
  }
}

extension ClassicalDenoising.Findings.Pictures {
  init(
    t: Int,
    xt: NDArray,
    alphaBar: Float,
    clean: NDArray,
    search: BlurSearch,
    bound: LinearBound
  ) {
    typealias Picture = ClassicalDenoising.Findings.Picture
    func blur(_ sigma: Float) -> NDArray {
      gaussianBlur(xt, sigma: sigma, kernelSize: BlurSearch.kernelSize(for: sigma))
    }
    let plainSigma = search.sigmas[search.bestRow(alphaBar: alphaBar, isRescaled: false)]
    let rescaledSigma = search.sigmas[search.bestRow(alphaBar: alphaBar, isRescaled: true)]
    let fixed = gaussianBlur(
      xt,
      sigma: ClassicalDenoising.fixedSigma,
      kernelSize: ClassicalDenoising.fixedKernelSize
    )
    let filter = bound.filter(alphaBar: alphaBar)
    self.init(
      t: t,
      noisy: Picture(xt, clean: clean),
      fixed: Picture(fixed, clean: clean),
      plain: Picture(blur(plainSigma), clean: clean),
      rescaled: Picture(blur(rescaledSigma) / alphaBar.squareRoot(), clean: clean),
      linear: Picture(filter.denoise(xt), clean: clean),
      linearShare: filter.gains.map { $0 * alphaBar.squareRoot() },
      blurShare: transfer(
        of: gaussianKernel(
          sigma: rescaledSigma,
          size: BlurSearch.kernelSize(for: rescaledSigma)
        ),
        side: bound.rings.side
      )
    )
  }
}
