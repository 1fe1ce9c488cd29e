import Arrays
import Diffusion
import Testing

@Suite struct NoiseScheduleTests {
  /// Expected values: a float64 running product of 1 − β, β from 1e-4 to 0.02 in 1000 even steps;
  /// the same numbers follow from `DDPMScheduler(beta_schedule="linear")` of diffusers.
  @Test(arguments: [
    (250, Float(0.521_423), Float(1.0895)), (500, 0.077_797, 0.0844), (750, 0.003_300, 0.0033),
  ])
  func linearScheduleMatchesFloat64(t: Int, alphaBar: Float, signalToNoise: Float) {
    let schedule = NoiseSchedule.linear(stepCount: 1000)
    #expect(abs(schedule.alphaBar(at: t) - alphaBar) < 1e-6)
    #expect(abs(schedule.signalToNoise(at: t) - signalToNoise) < 5e-5)
  }

  /// Expected values: `squaredcos_cap_v2` with 1000 steps in float64, as DeepFloyd IF's scheduler
  /// configuration asks for, rounded to four digits after the point.
  @Test(arguments: [
    (30, Float(0.9965)), (90, 0.9765), (240, 0.8570), (250, 0.8459), (390, 0.6608), (500, 0.4923),
    (540, 0.4302), (690, 0.2145), (750, 0.1432), (900, 0.0236),
  ])
  func cosineScheduleMatchesDiffusers(t: Int, alphaBar: Float) {
    #expect(abs(NoiseSchedule.cosine(stepCount: 1000).alphaBar(at: t) - alphaBar) < 5.1e-5)
  }

  /// Expected values: as above; ᾱ / (1 − ᾱ) to three significant digits.
  @Test(arguments: [
    (30, Float(282)), (90, 41.6), (250, 5.49), (390, 1.95), (500, 0.97), (690, 0.273), (750, 0.167),
  ])
  func cosineSignalToNoiseMatchesDiffusers(t: Int, ratio: Float) {
    let found = NoiseSchedule.cosine(stepCount: 1000).signalToNoise(at: t)
    #expect(abs(found / ratio - 1) < 0.005)
  }

  static let schedules = [
    NoiseSchedule.linear(stepCount: 1000), .cosine(stepCount: 1000), .linear(stepCount: 2),
    .cosine(stepCount: 7),
  ]

  @Test(arguments: schedules)
  func whatIsKeptFallsAtEveryStepAndStaysPositive(schedule: NoiseSchedule) {
    let kept = schedule.alphasCumprod
    #expect(zip(kept, kept.dropFirst()).allSatisfy(>))
    #expect(kept.allSatisfy { 0 < $0 && $0 < 1 })
  }

  @Test(arguments: schedules)
  func signalToNoiseFallsAtEveryStep(schedule: NoiseSchedule) {
    let ratios = (0..<schedule.stepCount).map { schedule.signalToNoise(at: $0) }
    #expect(zip(ratios, ratios.dropFirst()).allSatisfy(>))
  }

  @Test(arguments: schedules)
  func alphaIsWhatBetaLeaves(schedule: NoiseSchedule) {
    #expect(schedule.betas.count == schedule.stepCount)
    #expect(schedule.alphas.count == schedule.stepCount)
    #expect(zip(schedule.alphas, schedule.betas).allSatisfy { abs($0 + $1 - 1) < 1e-7 })
  }

  @Test func linearScheduleStartsAndEndsWhereHoStartsAndEnds() {
    let betas = NoiseSchedule.linear(stepCount: 1000).betas
    #expect(betas.first == 1e-4)
    #expect(betas.last == 0.02)
  }

  @Test func cosineScheduleIsCappedAtItsLastStep() {
    let betas = NoiseSchedule.cosine(stepCount: 1000).betas
    #expect(betas.last == 0.999)
    #expect(betas.dropLast().allSatisfy { $0 < 0.999 })
  }

  @Test func aTimestepBeforeTheStartIsAProgrammerError() async {
    await #expect(processExitsWith: .failure) {
      _ = NoiseSchedule.linear(stepCount: 10).alphaBar(at: -1)
    }
  }

  @Test func aTimestepPastTheEndIsAProgrammerError() async {
    await #expect(processExitsWith: .failure) {
      _ = NoiseSchedule.linear(stepCount: 10).signalToNoise(at: 10)
    }
  }

  @Test func aVarianceOfOneIsAProgrammerError() async {
    await #expect(processExitsWith: .failure) { _ = NoiseSchedule(betas: [0.5, 1]) }
  }
}
