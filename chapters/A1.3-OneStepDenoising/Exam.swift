import Arrays
import Diffusion
import PretrainedModels

/// The clean pictures, the noise that all timesteps share, and what smoothing knows of them.
struct Exam {
  /// The pictures, `[N, 3, S, S]`, the campanile first; values in `-1...1`.
  let clean: NDArray
  let epsilon: NDArray
  let schedule: NoiseSchedule
  private let smoothing: [BestSmoothing]

  init(clean: NDArray, epsilon: NDArray, schedule: NoiseSchedule) {
    self.clean = clean
    self.epsilon = epsilon
    self.schedule = schedule
    smoothing = (0..<clean.shape[0]).map { BestSmoothing(clean: clean[$0], epsilon: epsilon[$0]) }
  }

  /// What is made of the noisy pictures of a timestep, each `[N, 3, S, S]`.
  struct Answers {
    let t: Int
    let noisy: NDArray
    let blur: NDArray
    let linear: NDArray
    let oneStep: NDArray
  }

  func noised(at t: Int) -> NDArray {
    addNoise(to: clean, at: t, schedule: schedule, epsilon: epsilon)
  }

  func answers(at t: Int, of model: PromptedModel) throws -> Answers {
    let xt = noised(at: t)
    let alphaBar = schedule.alphaBar(at: t)
    func each(_ restore: (BestSmoothing, NDArray) -> NDArray) -> NDArray {
      .joined(smoothing.indices.map { restore(smoothing[$0], xt[$0]).reshaped([1] + xt[$0].shape) })
    }
    return Answers(
      t: t,
      noisy: xt,
      blur: each { $0.blur(of: $1, alphaBar: alphaBar) },
      linear: each { $0.linear(of: $1, alphaBar: alphaBar) },
      oneStep: try model.inBatches(clean.shape[0]) { places in
        let prompts = places.map { _ in OneStepDenoising.prompt }
        return try oneStepDenoise(
          xt[places],
          at: t,
          schedule: schedule,
          predicting: model.prompted(prompts)
        )
      }
    )
  }

  /// Returns the mean squared error of each picture.
  func errors(of answers: NDArray) -> [Double] {
    (0..<clean.shape[0]).map { meanSquaredError(answers[$0], clean[$0]) }
  }

  /// Returns the PSNR of each picture, in decibels, unclipped.
  func peaks(of answers: NDArray) -> [Double] {
    errors(of: answers).map { peakSignalToNoise(meanSquaredError: $0, peak: 2) }
  }
}
