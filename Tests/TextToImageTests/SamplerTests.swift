import Arrays
import Diffusion
import Foundation
import TestSupport
import Testing

@testable import TextToImage

@Suite struct SamplerTests {
  private let x = Fixture.draw([2, 3, 4, 5], "x")
  private let output = Fixture.draw([2, 6, 4, 5], "output")
  private let noise = Fixture.draw([2, 3, 4, 5], "noise 0")

  private func configuration() throws -> SchedulerConfiguration {
    try SchedulerConfiguration(path: Fixture.path("scheduler.json"))
  }

  @Test func theScheduleIsTheFiles() throws {
    let configuration = try configuration()
    let expected = try Fixture("schedulers")["alphas_cumprod"]
    let alphaBars = stride(from: 0, to: 1000, by: 37).map {
      configuration.schedule.alphaBar(at: $0)
    }
    // diffusers takes products of rounded factors; the last of them is 1 - 0.999.
    expectClose(NDArray(alphaBars, shape: [alphaBars.count]), expected, relative: 2e-5)
    #expect(configuration.bound == .dynamicThreshold(ratio: 0.95, maximum: 1.5))
    #expect(configuration.variance == .learnedRange)
  }

  @Test func aLinearScheduleIsDiffusers() throws {
    let json = #"{"num_train_timesteps": 100, "beta_start": 0.001, "beta_end": 0.05}"#
    let configuration = try SchedulerConfiguration(
      Settings(json: Data(json.utf8), path: "scheduler_config.json")
    )
    let alphaBars = NDArray(configuration.schedule.alphasCumprod, shape: [100])
    expectClose(alphaBars, try Fixture("schedulers")["alphas_cumprod.linear"], relative: 2e-6)
  }

  /// Among the numbers are some at which a timestep lies in the middle of two, and is rounded.
  @Test(arguments: TimestepSpacing.allCases, [1, 7, 20, 27, 48, 100, 103, 240])
  func timestepsAreDiffusers(spacing: TimestepSpacing, count: Int) throws {
    let expected = try Fixture("schedulers")["timesteps.\(spacing.rawValue).\(count)"]
    #expect(spacing.timesteps(count: count, of: 1000).map { Float($0) } == expected.values)
  }

  @Test(
    arguments: [
      ("threshold", EstimateBound.dynamicThreshold(ratio: 0.95, maximum: 1.5)), ("clip", .clip(1)),
      ("none", .none),
    ],
    [990, 510, 30, 0]
  )
  func aDDPMStepIsDiffusers(bound: (name: String, bound: EstimateBound), t: Int) throws {
    try expectDDPMStep(bound.name, .learnedRange, bound.bound, t)
  }

  @Test(
    arguments: [("small", DDPMSampler.Variance.fixedSmall), ("large", .fixedLarge)],
    [990, 30, 0]
  )
  func fixedVariancesAreDiffusers(
    variance: (name: String, kind: DDPMSampler.Variance),
    t: Int
  )
    throws
  {
    let bound = EstimateBound.dynamicThreshold(ratio: 0.95, maximum: 1.5)
    try expectDDPMStep(variance.name, variance.kind, bound, t)
  }

  private func expectDDPMStep(
    _ name: String,
    _ variance: DDPMSampler.Variance,
    _ bound: EstimateBound,
    _ t: Int
  ) throws {
    let fixture = try Fixture("schedulers")
    let sampler = DDPMSampler(
      schedule: try configuration().schedule,
      timesteps: TimestepSpacing.leading.timesteps(count: 100, of: 1000),
      variance: variance,
      bound: bound
    )
    let index = try #require(sampler.timesteps.firstIndex(of: t))
    let prediction = NoisePrediction(output, channels: 3)
    let (next, estimate) = sampler.step(x, prediction, at: index, noise: noise)
    // At t = 990 rounding of ᾱ is magnified seventyfold.
    expectClose(estimate, try fixture["ddpm.\(name).\(t).estimate"], ofLargest: 1e-4)
    expectClose(next, try fixture["ddpm.\(name).\(t)"], ofLargest: 1e-4)
  }

  @Test(
    arguments: [
      ("threshold", EstimateBound.dynamicThreshold(ratio: 0.95, maximum: 1.5)), ("clip", .clip(1)),
      ("none", .none),
    ],
    [(980, Float(0)), (980, 1), (500, 0), (500, 1), (0, 0), (0, 1)]
  )
  func aDDIMStepIsDiffusers(
    bound: (name: String, bound: EstimateBound),
    step: (t: Int, eta: Float)
  ) throws {
    let sampler = DDIMSampler(
      schedule: try configuration().schedule,
      timesteps: TimestepSpacing.leading.timesteps(count: 50, of: 1000),
      bound: bound.bound,
      eta: step.eta
    )
    let index = try #require(sampler.timesteps.firstIndex(of: step.t))
    let prediction = NoisePrediction(output, channels: 3)
    let next = sampler.step(x, prediction, at: index, noise: noise).next
    let name = "ddim.\(bound.name).\(step.t).\(Int(step.eta))"
    expectClose(next, try Fixture("schedulers")[name], ofLargest: 1e-4)
  }

  /// All seven steps of a list, each from the same picture, of DDPM and of DDIM with half of the noise.
  ///
  /// DDIM's steps lead 142 timesteps down, wherever the next one begins, and the last may lead to 0.
  @Test(arguments: [("leading", 0), ("leading", 1), ("linspace", 0), ("trailing", 0)])
  func theStepsOfASpacingAreDiffusers(spacing: String, offset: Int) throws {
    let json = #"{"timestep_spacing": "\#(spacing)", "steps_offset": \#(offset)}"#
    let timesteps = try SchedulerConfiguration(Settings(json: Data(json.utf8), path: "scheduler"))
      .timesteps(count: 7)
    let plain = try configuration(), fixture = try Fixture("schedulers")
    let prediction = NoisePrediction(output, channels: 3)
    let ddpm = DDPMSampler(
      schedule: plain.schedule,
      timesteps: timesteps,
      variance: plain.variance,
      bound: plain.bound
    )
    expectSteps(
      of: { ddpm.step(x, prediction, at: $0, noise: noise).next },
      try fixture["ddpm.steps.\(spacing).\(offset)"]
    )
    for endsClean in [true, false] {
      let ddim = DDIMSampler(
        schedule: plain.schedule,
        timesteps: timesteps,
        bound: plain.bound,
        eta: 0.5,
        stride: 142,
        endsClean: endsClean
      )
      expectSteps(
        of: { ddim.step(x, prediction, at: $0, noise: noise).next },
        try fixture["ddim.steps.\(spacing).\(offset).\(endsClean ? "True" : "False")"]
      )
    }
  }

  private func expectSteps(of step: (Int) -> NDArray, _ expected: NDArray) {
    for index in 0..<7 { expectClose(step(index), expected[index], ofLargest: 1e-4, "\(index): ") }
  }

  /// By hand: the 95 % quantile of 0, 1, … 100 is 95, which is more than the maximum allows.
  @Test func aDynamicThresholdCutsOffAndDivides() {
    let picture = NDArray((0...100).map { Float($0) / 50 }, shape: [1, 1, 1, 101])
    let bounded = EstimateBound.dynamicThreshold(ratio: 0.95, maximum: 1.5)(picture)
    #expect(bounded.values[75] == 1 && bounded.values[100] == 1)
    #expect(abs(bounded.values[30] - 0.4) < 1e-6)
    let gentle = EstimateBound.dynamicThreshold(ratio: 0.25, maximum: 1.5)(picture)
    #expect(gentle.values[40] == 0.8 && gentle.values[60] == 1)
  }

  @Test func guidancePushesTheNoiseAndTakesTheTextsVariance() {
    let output = NDArray([1, 2, 30, 40, 3, 5, 60, 70], shape: [2, 2, 1, 2])
    let prediction = NoisePrediction(guiding: output, channels: 1, guidanceScale: 7)
    #expect(prediction.epsilon.values == [15, 23])
    #expect(prediction.variance?.values == [60, 70])
  }

  @Test(
    arguments: [
      (#"{"beta_schedule":"sigmoid"}"#, "beta_schedule is 'sigmoid'"),
      (#"{"prediction_type":"v_prediction"}"#, "prediction_type is 'v_prediction'"),
      (#"{"num_train_timesteps":0}"#, "num_train_timesteps is 0"),
      (#"{"beta_end":7}"#, "beta_end is 7"), (#"{"steps_offset":-1}"#, "steps_offset is -1"),
      (#"{"thresholding":true,"sample_max_value":-1}"#, "sample_max_value is -1"),
      (#"{"variance_type":"learned"}"#, "variance_type is 'learned'"), ("7", "no JSON object"),
      (#"{"beta_start":0.5}"#, "beta_end is null, and must be beta_start or more"),
      (#"{"num_train_timesteps":1}"#, "num_train_timesteps is 1, and must be at least 2"),
    ]
  )
  func anUnknownValueIsAnError(json: String, words: String) {
    let error = #expect(throws: ModelError.self) {
      try SchedulerConfiguration(Settings(json: Data(json.utf8), path: "scheduler_config.json"))
    }
    #expect(error?.description.contains(words) ?? false, "\(error?.description ?? "")")
  }

  @Test(arguments: [0, -1, 1001, Int.max])
  func aNumberOfStepsThatCannotBeIsAnError(count: Int) throws {
    let configuration = try configuration()
    #expect(throws: ModelError.self) { try configuration.timesteps(count: count) }
  }
}
