import Arrays
import Datasets
import Diffusion
import PretrainedModels
import Statistics

/// Draws the same prompts from the same noise with any weight of guidance.
struct GuidanceTrial {
  let model: PromptedModel
  let judge: SceneJudge
  let sampler: DDPMSampler

  /// The number of pictures for each of ``ClassifierFreeGuidance/pairs``, at least 2.
  let perPair: Int

  /// What the judge says of pictures that were painted for the same prompts.
  let paintedReading: Proportion

  /// The mean distance of two painted pictures of a prompt in the judge's features, for each pair.
  private let paintedSpreads: [Double]
  private let random: (Int) -> RandomStream

  /// The places of the timesteps at which the two predictions are looked at.
  private static let lookedAt = [1, 6, 11]

  /// The most pictures of a pair that they are looked at in.
  private static let looksPerPair = 3

  /// How many pictures of a prompt are painted to compare with.
  private static let paintedCount = 24

  init(
    model: PromptedModel,
    judge: SceneJudge,
    perPair: Int,
    random: @escaping (Int) -> RandomStream
  ) {
    self.model = model
    self.judge = judge
    self.perPair = perPair
    self.random = random
    sampler = model.ddpm(stridedTimesteps(by: 60, of: model.schedule.stepCount))
    let painted = ClassifierFreeGuidance.pairs.map { pair in
      ScenePainter.pictures(of: pair, count: Self.paintedCount, seed: 6, side: model.side)
    }
    paintedSpreads = painted.map { meanPairwiseDistance(of: judge.features(of: $0)) }
    let readings = zip(ClassifierFreeGuidance.pairs, painted).map { pair, pictures in
      judge.read(pictures).count { $0.subject == pair.subject }
    }
    paintedReading = Proportion(
      readings.reduce(0, +),
      of: Self.paintedCount * ClassifierFreeGuidance.pairs.count
    )
  }

  /// What came of one weight, and what the pictures looked like at some timesteps on their way.
  typealias Run = (
    weight: ClassifierFreeGuidance.Findings.Weight, noisy: [(t: Int, xt: NDArray)]
  )

  /// Draws and measures the pictures of one weight.
  func run(guidanceScale: Float) throws -> Run {
    let count = perPair * ClassifierFreeGuidance.pairs.count
    var beyond = [Double](repeating: 0, count: count)
    var noisy: [Int: [NDArray]] = [:]
    let pictures = try picturesFromNoise(
      count,
      side: model.side,
      by: sampler,
      random: random
    ) { numbers in
      let weighted = try model.weighted(prompts(numbers), guidanceScale: guidanceScale)
      return { xt, t in
        let prediction = try weighted(xt, t)
        let estimate = cleanEstimate(
          xt: xt,
          epsilon: prediction.epsilon,
          at: t,
          schedule: model.schedule
        )
        for (place, number) in numbers.enumerated() {
          let values = estimate[place].values
          beyond[number] += Double(values.count { abs($0) > 1 }) / Double(values.count)
        }
        noisy[t, default: []].append(xt)
        return prediction
      }
    }
    let weight = measured(
      pictures,
      guidanceScale: guidanceScale,
      beyond: beyond.map { $0 / Double(sampler.timesteps.count) }
    )
    let timesteps = Self.lookedAt.map { sampler.timesteps[$0] }
    return (weight, timesteps.map { t in (t, NDArray.joined(noisy[t] ?? [])) })
  }

  private func prompts(_ numbers: some Sequence<Int>) -> [String] {
    numbers.map { ClassifierFreeGuidance.pairs[$0 / perPair].prompt }
  }

  private func measured(
    _ pictures: NDArray,
    guidanceScale: Float,
    beyond: [Double]
  ) -> ClassifierFreeGuidance.Findings.Weight {
    let pairs = ClassifierFreeGuidance.pairs
    let readings = judge.read(pictures)
    func hits(_ isRight: (SceneReading, PaintedScene.Pair) -> Bool) -> Proportion {
      Proportion(
        readings.enumerated().count { isRight($1, pairs[$0 / perPair]) },
        of: readings.count
      )
    }
    let spreads = zip(pairs.indices, paintedSpreads).map { index, painted in
      let own = pictures[index * perPair..<(index + 1) * perPair]
      return meanPairwiseDistance(of: judge.features(of: own)) / painted
    }
    return ClassifierFreeGuidance.Findings.Weight(
      scale: guidanceScale,
      first: PictureSheet(pictures.rows(at: pairs.indices.map { $0 * perPair }), range: -1...1),
      subject: hits { $0.subject == $1.subject },
      medium: hits { $0.medium == $1.medium },
      spread: SampleMean(of: spreads),
      beyond: SampleMean(of: beyond)
    )
  }

  /// Looks at the two predictions of which guidance is made.
  func looks(
    at noisy: [(t: Int, xt: NDArray)]
  ) throws -> [ClassifierFreeGuidance.Findings.Look] {
    // The first pictures of each pair.
    let numbers = ClassifierFreeGuidance.pairs.indices.flatMap { pair in
      (0..<min(perPair, Self.looksPerPair)).map { pair * perPair + $0 }
    }
    return try noisy.map { t, all in
      let (xt, wanted) = (all.rows(at: numbers), prompts(numbers))
      let unconditional = try model.prompted(wanted.map { _ in "" })(xt, t).epsilon
      let conditional = try model.prompted(wanted)(xt, t).epsilon
      func estimate(_ epsilon: NDArray) -> NDArray {
        cleanEstimate(xt: xt[0], epsilon: epsilon[0], at: t, schedule: model.schedule)
      }
      return ClassifierFreeGuidance.Findings.Look(
        t: t,
        xt: xt[0],
        unconditional: unconditional[0],
        conditional: conditional[0],
        estimate: estimate(unconditional),
        estimateChange: estimate(conditional) - estimate(unconditional),
        share: SampleMean(
          of: numbers.indices.map { picture in
            rootMeanSquare(conditional[picture] - unconditional[picture])
              / rootMeanSquare(unconditional[picture])
          }
        )
      )
    }
  }
}

extension PromptedModel {
  /// Returns the model with a weight of guidance; 0 and 1 need one prediction in place of two.
  func weighted(_ prompts: [String], guidanceScale: Float) throws -> NoiseModel {
    switch guidanceScale {
    case 0: try prompted(prompts.map { _ in "" })
    case 1: try prompted(prompts)
    default: try guided(prompts, guidanceScale: guidanceScale)
    }
  }
}

/// Returns the root of the mean square of all values.
func rootMeanSquare(_ array: NDArray) -> Double {
  (array.values.reduce(0) { $0 + Double($1) * Double($1) } / Double(array.count)).squareRoot()
}
