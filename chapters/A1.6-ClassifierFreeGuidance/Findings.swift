import Arrays
import Datasets
import Diffusion
import Statistics

extension ClassifierFreeGuidance {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var seed: Int

    /// The height and width of a picture.
    var side: Int

    /// The number of steps of a sample, and of a picture that weights are compared on.
    var stepCount: Int
    var sweepStepCount: Int

    /// Samples without guidance, and with it, from the same noise.
    var plain: PictureSheet
    var guided: PictureSheet

    /// The number of pictures for each pair and weight.
    var perPair: Int

    /// What each of ``ClassifierFreeGuidance/scales`` came to.
    var weights: [Weight]

    /// How the sampler brings estimates back into the range of pictures.
    var bound: Bound

    /// How many pictures painted for the prompts are read as their subject.
    var painted: Proportion

    /// The two predictions at a few timesteps, noisiest first.
    var looks: [Look]

    /// How estimates are bounded.
    struct Bound: Codable, Sendable {
      /// The share of a picture's magnitudes that a dynamic threshold is above; `nil` for another bound.
      var ratio: Float?

      /// The greatest magnitude that the bound leaves as it is; `nil` where there is none.
      var limit: Float?

      init(_ bound: EstimateBound) {
        switch bound {
        case .none: break
        case .clip(let limit): self.limit = limit
        case .dynamicThreshold(let ratio, let maximum):
          self.ratio = ratio
          limit = maximum
        }
      }
    }

    /// One weight of guidance.
    struct Weight: Codable, Sendable {
      var scale: Float

      /// The first picture of each pair.
      var first: PictureSheet

      /// How many pictures are read as the subject, and as the medium, that was asked for.
      var subject: Proportion
      var medium: Proportion

      /// The mean distance of two pictures of a prompt in the judge's features, relative to painted
      /// ones, over the pairs.
      var spread: SampleMean

      /// The share of the values of the estimates that lie past ±1, mean of a run, over the pictures.
      var beyond: SampleMean
    }

    /// The predictions for the first picture on its way to γ = 7, and how they differ in all of them.
    struct Look: Codable, Sendable {
      var t: Int

      /// The picture and the noise found in it without and with the prompt, `[3, S, S]`.
      var xt: NDArray
      var unconditional: NDArray
      var conditional: NDArray

      /// The clean picture believed in without the prompt, and what the prompt adds to it.
      var estimate: NDArray
      var estimateChange: NDArray

      /// The size of the difference relative to the unconditional prediction.
      var share: SampleMean
    }
  }
}
