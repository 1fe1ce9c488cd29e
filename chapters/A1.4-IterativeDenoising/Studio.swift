import Arrays
import Diffusion
import PretrainedModels

/// Where many pictures are noised and denoised: the same noise for all ways of denoising.
struct Studio {
  let model: PromptedModel

  /// The clean pictures, `[N, 3, S, S]`.
  let clean: NDArray
  private let epsilon: NDArray
  private let smoothing: [BestSmoothing]
  private let random: (String) -> RandomStream

  init(model: PromptedModel, clean: NDArray, random: @escaping (String) -> RandomStream) {
    var stream = random("noise")
    let epsilon = NDArray.randomNormal(shape: clean.shape, using: &stream)
    smoothing = (0..<clean.shape[0]).map { BestSmoothing(clean: clean[$0], epsilon: epsilon[$0]) }
    self.model = model
    self.clean = clean
    self.epsilon = epsilon
    self.random = random
  }

  func noised(_ places: Range<Int>, at t: Int) -> NDArray {
    addNoise(to: clean[places], at: t, schedule: model.schedule, epsilon: epsilon[places])
  }

  func blurred(_ places: Range<Int>, at t: Int) -> NDArray {
    smoothed(places, at: t) { $0.blur(of: $1, alphaBar: $2) }
  }

  func filtered(_ places: Range<Int>, at t: Int) -> NDArray {
    smoothed(places, at: t) { $0.linear(of: $1, alphaBar: $2) }
  }

  private func smoothed(
    _ places: Range<Int>,
    at t: Int,
    _ smooth: (BestSmoothing, NDArray, Float) -> NDArray
  ) -> NDArray {
    let alphaBar = model.schedule.alphaBar(at: t)
    let noisy = noised(places, at: t)
    let pictures = places.map { smooth(smoothing[$0], noisy[$0 - places.lowerBound], alphaBar) }
    return NDArray(pictures.flatMap(\.values), shape: noisy.shape)
  }

  func oneStep(_ places: Range<Int>, from t: Int) throws -> NDArray {
    let noisy = noised(places, at: t)
    return try model.inBatches(places.count) { part in
      try oneStepDenoise(
        noisy[part],
        at: t,
        schedule: model.schedule,
        predicting: model.prompted(part.map { _ in IterativeDenoising.prompt })
      )
    }
  }

  /// Denoises pictures in wide strides.
  func iterated<Sampler: ReverseSampler>(
    _ places: Range<Int>,
    from t: Int,
    by sampler: ([Int]) -> Sampler
  ) throws -> NDArray {
    let all = stridedTimesteps(by: IterativeDenoising.wideStride, of: model.schedule.stepCount)
    let sampler = sampler(all.filter { $0 <= t })
    let noisy = noised(places, at: t)
    var stream = random("noise of the steps")
    return try model.inBatches(places.count) { part in
      try iterativeDenoise(
        noisy[part],
        by: sampler,
        predicting: model.prompted(part.map { _ in IterativeDenoising.prompt }),
        drawing: { .randomNormal(shape: $0, using: &stream) }
      )
    }
  }
}
