import Arrays
@testable import BetterFlowChapter
@testable import ClassConditioningChapter
@testable import ClassTrainingChapter
import Datasets
import Diffusion
@testable import FlowSamplingChapter
@testable import FlowTrainingChapter
@testable import GuidedSamplingChapter
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

@Suite struct PixelCovarianceTests {
  /// Four pictures of two independent pixels with the variances 4 and 1: at each time the loss is the
  /// mean of λ / (t²λ + (1 − t)²).
  @Test(arguments: [0, 0.25, 0.5, 0.9]) func independentPixelsHaveTheClosedForm(time: Double) {
    let pictures = NDArray([2, 1, -2, 1, 2, -1, -2, -1], shape: [4, 1, 1, 2])
    let expected = [4.0, 1].reduce(0) {
      $0 + $1 / (time * time * $1 + (1 - time) * (1 - time)) / 2
    }
    #expect(abs(PixelCovariance(pictures).linearLoss(at: time) - expected) < 1e-6)
    #expect(abs(PixelCovariance.meanVariance(of: pictures) - 2.5) < 1e-9)
  }

  /// Two pixels that are always the same vary in one direction only, twice as much.
  @Test func dependentPixelsAreOneDirection() {
    let pictures = NDArray([1, 1, -1, -1], shape: [2, 1, 1, 2])
    let covariance = PixelCovariance(pictures)
    let t = 0.5
    #expect(abs(covariance.linearLoss(at: t) - 2 / (t * t * 2 + t * t) / 2) < 1e-6)
  }

  /// The loss of the best linear velocity is never below that of the exact one, which is any map.
  @Test func theExactVelocityIsNoWorseThanALinearOne() {
    var noise = stream("pictures")
    let pictures = NDArray.randomNormal(shape: [30, 1, 2, 2], using: &noise)
    let flow = EmpiricalFlow(pictures: pictures)
    let covariance = PixelCovariance(pictures)
    let lines = NDArray.joined([NDArray](repeating: pictures, count: 40))
    let times: [Float] = [0.2, 0.5, 0.8]
    let losses = flowLosses(on: lines, at: times, using: &noise, velocity: flow.velocity)
    for (time, losses) in zip(times, losses) {
      let mean = losses.reduce(0, +) / Double(losses.count)
      #expect(mean < 1.05 * covariance.linearLoss(at: Double(time)))
    }
  }
}

@Suite struct ClassMomentsTests {
  private let digits = Digits(
    images: .joined([0, 1, 0.5].map { NDArray(repeating: $0, shape: [1, 1, 28, 28]) }),
    labels: [3, 3, 7],
    source: .synthetic
  )

  /// By hand: class 3 is 0 and 1 with the mean ½ and the variance ¼, class 7 a single digit of ½; over
  /// all three the mean is ½ and the variance ⅙.
  @Test func momentsAreThoseOfTheClasses() {
    let moments = ClassMoments(of: digits)
    #expect(moments.mean.values.allSatisfy { abs($0 - 0.5) < 1e-6 })
    #expect(moments.means[3].values.allSatisfy { abs($0 - 0.5) < 1e-6 })
    #expect(moments.means[0].values.allSatisfy { $0 == 0 })
    #expect(abs(moments.variance - 1 / 6.0) < 1e-9)
    #expect(abs(moments.variances[3] - 0.25) < 1e-9)
    #expect(abs(moments.withinVariance - 1 / 6.0) < 1e-9)
  }

  @Test func bothChaptersMeasureTheSameVariances() {
    let drawn = SyntheticDigits.draw(count: 60, seed: 4)
    let moments = ClassMoments(of: drawn), variance = ClassVariance(of: drawn)
    #expect(abs(moments.variance - variance.all) < 1e-9)
    #expect(abs(moments.withinVariance - variance.within) < 1e-9)
    #expect(variance.within < variance.all)
  }
}

@Suite struct ComparisonTests {
  /// By hand: two lines at times 0, one middle, and 1.
  @Test func theGapIsTakenLineByLine() {
    let comparison = Comparison(
      without: [[3, 5], [2, 4], [1, 1]],
      told: [[1, 3], [1, 1], [1, 1]],
      untold: [[3, 5], [2, 2], [1, 1]]
    )
    #expect(comparison.gap.map(\.mean) == [2, 1, 0])
    #expect(comparison.gap[0].halfWidth == 0)
    #expect(comparison.meanGap.mean == 1)
    #expect(comparison.meanWithout.mean == 3)
    #expect(comparison.meanUntold.mean == 2)
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
