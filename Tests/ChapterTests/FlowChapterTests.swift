import Arrays
@testable import BetterFlowChapter
import Datasets
import Diffusion
import DigitModels
@testable import FlowSamplingChapter
@testable import FlowTrainingChapter
@testable import GuidedSamplingChapter
import NeuralNet
import Statistics
import TestSupport
import Testing
@testable import TimeConditioningChapter

private func stream(_ purpose: String) -> RandomStream { RandomStream(seed: 3, purpose) }

@Suite struct ToyTests {
  @Test func everyWayEndsOnAPicture() {
    let toy = Toy(random: stream)
    for line in 0..<Toy.lineCount {
      let end = toy.way(line)[Toy.stepCount]
      let distances = (0..<8).map { picture in
        let x = Double(toy.pictures.values[2 * picture]) - end.0
        let y = Double(toy.pictures.values[2 * picture + 1]) - end.1
        return (x * x + y * y).squareRoot()
      }
      #expect((distances.min() ?? 1) < 1e-3)
    }
    #expect(toy.lengthRatio > 1)
  }
}

@Suite struct LinearLossTests {
  /// Four pictures of two independent pixels with the variances 4 and 1: at each time the loss is the
  /// mean of λ / (t²λ + (1 − t)²).
  @Test(arguments: [0, 0.25, 0.5, 0.9, 1]) func independentPixelsHaveTheClosedForm(time: Double) {
    let pictures = NDArray([2, 1, -2, 1, 2, -1, -2, -1], shape: [4, 1, 1, 2])
    let expected = [4.0, 1].reduce(0) {
      $0 + $1 / (time * time * $1 + (1 - time) * (1 - time)) / 2
    }
    #expect(abs(linearLoss(of: PixelMoments(of: pictures), at: time) - expected) < 1e-6)
  }

  /// Two pixels that are always the same vary in one direction only, twice as much.
  @Test func dependentPixelsAreOneDirection() {
    let moments = PixelMoments(of: NDArray([1, 1, -1, -1], shape: [2, 1, 1, 2]))
    let t = 0.5
    #expect(abs(linearLoss(of: moments, at: t) - 2 / (t * t * 2 + t * t) / 2) < 1e-6)
    // Where nothing varies the noise can be seen, until at time 1 there is none.
    #expect(abs(linearLoss(of: moments, at: 0.9999) - 0.5) < 1e-3)
    #expect(linearLoss(of: moments, at: 1) == 1)
  }

  /// The loss of the best linear velocity is never below that of the exact one, which is any map.
  @Test func theExactVelocityIsNoWorseThanALinearOne() {
    var noise = stream("pictures")
    let pictures = NDArray.randomNormal(shape: [30, 1, 2, 2], using: &noise)
    let flow = EmpiricalFlow(pictures: pictures)
    let moments = PixelMoments(of: pictures)
    let lines = NDArray.joined([NDArray](repeating: pictures, count: 40))
    let times: [Float] = [0.2, 0.5, 0.8]
    let losses = flowLosses(on: lines, at: times, using: &noise, velocity: flow.velocity)
    for (time, losses) in zip(times, losses) {
      let mean = losses.reduce(0, +) / Double(losses.count)
      #expect(mean < 1.05 * linearLoss(of: moments, at: Double(time)))
    }
  }
}

@Suite struct SolverStudyTests {
  /// A smooth field, dx/dt = (1 + t)·x: more evaluations bring every solver closer to the end.
  @Test func moreEvaluationsHelpEverySolver() {
    var noise = stream("solvers")
    let start = NDArray.randomNormal(shape: [3, 4], using: &noise)
    let study = SolverStudy(from: start) { xt, time in (1 + time) * xt }
    #expect(study.errors.count == FlowSolver.allCases.count)
    for errors in study.errors {
      #expect(errors.count == SolverStudy.evaluations.count)
      #expect(errors[4] < errors[0])
    }
    // At 32 evaluations the orders have parted.
    #expect(study.errors[1][3] < 0.2 * study.errors[0][3])
    #expect(study.errors[2][3] < 0.2 * study.errors[1][3])
  }
}

@Suite struct AmbigramTests {
  @Test func turningTwiceChangesNothing() {
    var noise = stream("ambigrams")
    let pictures = NDArray.randomNormal(shape: [2, 1, 3, 2], using: &noise)
    #expect(pictures.turned() != pictures)
    #expect(pictures.turned().turned() == pictures)
    // By hand: the first pixel of a picture goes where its last one was.
    #expect(pictures.turned()[1].values[5] == pictures[1].values[0])
  }
}

@Suite struct RateRuleTests {
  private let plan = TrainingPlan(
    epochCount: 11,
    batchSize: 4,
    learningRate: ExponentialLR(initial: 1e-2, gamma: 0.1.squareRoot().squareRoot()),
    snapshotEpochs: []
  )

  /// By hand: from 10⁻² a factor of 10^(−1/4) ten times is 10^(−4.5), and half way to it 10^(−3.25).
  @Test(arguments: [
    (RateRule.first, Float(1e-2)), (.geometric, 5.623_413e-4), (.tenth, 1e-3), (.warmUp, 1e-2),
  ])
  func aConstantRateStays(rule: RateRule, rate: Float) {
    let changed = rule.applied(to: plan, batchCount: 7)
    for epoch in [1, 11] {
      #expect(abs(changed.learningRate.learningRate(inEpoch: epoch) / rate - 1) < 1e-4)
    }
    #expect(changed.warmUpSteps == (rule == .warmUp ? 7 : 0))
  }

  @Test func theScheduleIsLeftAsItIs() {
    #expect(RateRule.schedule.applied(to: plan, batchCount: 7) == plan)
  }
}

@Suite struct TrialTests {
  private func gain(_ values: [Double]) -> SampleMean { SampleMean(of: values) }

  /// By hand: a gain helps when its interval is above zero and its mean above what chance has made.
  @Test func onlyACertainGainAboveChanceHelps() {
    #expect(Change.helps(gain([2, 2.1, 1.9, 2]), moreThan: 1))
    #expect(!Change.helps(gain([2, 2.1, 1.9, 2]), moreThan: 3))
    #expect(!Change.helps(gain([6, -2, 6, -2]), moreThan: 1))
    #expect(!Change.helps(gain([-2, -2.1, -1.9, -2]), moreThan: 1))
  }
}
