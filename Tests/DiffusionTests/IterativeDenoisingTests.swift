import Arrays
import Diffusion
import Foundation
import TestSupport
import Testing

@Suite struct IterativeDenoisingTests {
  private let schedule = NoiseSchedule.cosine(stepCount: 1000)
  private let timesteps = Array(stride(from: 990, through: 0, by: -30))
  private let clean = normal([2, 3, 8, 8], "clean").map { $0 / 3 }

  /// Knows the clean pictures, and so the noise in any others.
  private func exact(_ xt: NDArray, _ t: Int) -> NoisePrediction {
    let alphaBar = schedule.alphaBar(at: t)
    let epsilon = (xt - alphaBar.squareRoot() * clean) / (1 - alphaBar).squareRoot()
    return NoisePrediction(epsilon: epsilon, variance: NDArray(repeating: 0, shape: xt.shape))
  }

  @Test func whoKnowsTheNoiseGetsThePictureBack() throws {
    var stream = RandomStream(seed: 1, "noise")
    let ddim = DDIMSampler(schedule: schedule, timesteps: timesteps)
    let ddpm = DDPMSampler(schedule: schedule, timesteps: timesteps, variance: .learnedRange)
    let byDDIM = try imageToImage(
      clean,
      from: 10,
      by: ddim,
      predicting: exact,
      using: &stream
    )
    let byDDPM = try imageToImage(
      clean,
      from: 0,
      by: ddpm,
      predicting: exact,
      using: &stream
    )
    expectClose(byDDIM, clean, absolute: 1e-4)
    expectClose(byDDPM, clean, absolute: 1e-4)
  }

  /// The assignment's own: 990, 960 … 0.
  @Test func thirtyApartThereAre34Timesteps() {
    let timesteps = stridedTimesteps(by: 30, of: 1000)
    #expect(timesteps.prefix(2) == [990, 960])
    #expect(timesteps.last == 0)
    #expect(timesteps.count == 34)
    #expect(timesteps[10] == 690)
  }

  /// With one ε throughout, each step of DDIM leads to the picture that the forward process makes of the
  /// same clean picture and that ε: x at the end is (xₜ − √(1−ᾱₜ)·ε)/√ᾱₜ of the beginning.
  @Test func ddimWithOneNoiseLandsWhereTheFormulaSays() throws {
    let epsilon = normal(clean.shape, "epsilon"), start = normal(clean.shape, "start")
    let sampler = DDIMSampler(schedule: schedule, timesteps: Array(timesteps.dropFirst(5)))
    let end = try iterativeDenoise(
      start,
      by: sampler,
      predicting: { _, _ in NoisePrediction(epsilon: epsilon) },
      drawing: { _ in preconditionFailure("DDIM takes no noise") }
    )
    let expected = cleanEstimate(xt: start, epsilon: epsilon, at: timesteps[5], schedule: schedule)
    expectClose(end, expected, absolute: 1e-3, relative: 1e-3)
  }

  /// Two ways of writing one step: from the believed picture and the believed noise, and from the believed
  /// picture and the one at hand.
  @Test func ddimWithAllNoiseIsDDPMOfTheLeastVariance() {
    let ddim = DDIMSampler(schedule: schedule, timesteps: timesteps, eta: 1)
    let ddpm = DDPMSampler(schedule: schedule, timesteps: timesteps, variance: .fixedSmall)
    let xt = normal(clean.shape, "xt"), noise = normal(clean.shape, "fresh noise")
    let prediction = NoisePrediction(epsilon: normal(clean.shape, "epsilon"))
    #expect(timesteps.count == 34)
    for index in timesteps.indices {
      expectClose(
        ddim.step(xt, prediction, at: index, noise: noise).next,
        ddpm.step(xt, prediction, at: index, noise: noise).next,
        ofLargest: 1e-4,
        "step \(index): "
      )
    }
  }

  @Test func eachStepIsTold() throws {
    let sampler = DDIMSampler(schedule: schedule, timesteps: timesteps)
    var told: [DenoisingStep] = []
    let start = normal(clean.shape, "start")
    _ = try iterativeDenoise(
      start,
      from: 30,
      by: sampler,
      predicting: exact,
      drawing: { normal($0, "noise") }
    ) { told.append($0) }
    #expect(told.map(\.index) == [30, 31, 32, 33])
    #expect(told.first?.xt == start)
    for step in told { expectClose(step.estimate, clean, absolute: 1e-3) }
  }

  /// The step from t to p by way of s has the mean and the variance of the step from t to p at once, when
  /// the clean picture is known: the process in between is only another way to the same distribution.
  @Test func theStridedPosteriorIsTheUnitOneComposed() {
    for (t, p) in [(690, 660), (30, 27), (500, 200)] {
      let whole = DDPMSampler(schedule: schedule, timesteps: [t, p], variance: .fixedSmall)
        .coefficients(at: 0)
      let units = DDPMSampler(
        schedule: schedule,
        timesteps: Array((p...t).reversed()),
        variance: .fixedSmall
      )
      // x after some steps is a·x0 + b·x_t with a variance of its own.
      var (a, b, variance) = (0.0, 1.0, 0.0)
      for index in 0..<(t - p) {
        let c = units.coefficients(at: index)
        let current = Double(c.current)
        (a, b) = (Double(c.estimate) + current * a, current * b)
        variance = current * current * variance + exp(Double(c.leastLogVariance))
      }
      #expect(abs(a - Double(whole.estimate)) < 1e-4)
      #expect(abs(b - Double(whole.current)) < 1e-4)
      // The weights are of single precision, and a unit step's β of 0.0002 is 1 less a number near it.
      let expected = exp(Double(whole.leastLogVariance))
      #expect(abs(variance - expected) < 1e-3 * expected)
    }
  }
}
