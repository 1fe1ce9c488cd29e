import Diffusion

extension IterativeDenoising {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var isPainted: Bool
    var seed: Int

    /// The width and height of a picture in pixels.
    var side: Int

    /// How the model's DDPM finds the noise of a step.
    var variance: DDPMSampler.Variance

    /// The timesteps of the loop, noisiest first.
    var timesteps: [Int]

    /// The weights of its steps.
    var weights: [Weights]
    var run: CampanileRun
    var contest: Contest

    /// What a step from a timestep is made of.
    struct Weights: Codable, Sendable {
      var t: Int

      /// The weights of the estimate and of the picture as it is.
      var estimate: Float
      var current: Float

      /// The same with α and β of a single timestep.
      var mistakenEstimate: Float
      var mistakenCurrent: Float

      init(at index: Int, of sampler: DDPMSampler) {
        let right = sampler.coefficients(at: index)
        let wrong = UnitStepMistake(right: sampler).weights(at: index)
        t = sampler.timesteps[index]
        (estimate, current) = (right.estimate, right.current)
        (mistakenEstimate, mistakenCurrent) = wrong
      }
    }
  }
}
