import Diffusion
@testable import IterativeDenoisingChapter
import Testing

@Suite struct UnitStepMistakeTests {
  /// In steps of one timestep it is no mistake.
  @Test(arguments: [1, 400, 998])
  func inUnitStepsTheWeightsAreTheRightOnes(t: Int) {
    let right = sampler([t, t - 1])
    let (weights, coefficients) = (
      UnitStepMistake(right: right).weights(at: 0), right.coefficients(at: 0)
    )
    #expect(abs(weights.estimate - coefficients.estimate) < 1e-3)
    #expect(abs(weights.current - coefficients.current) < 1e-3)
  }

  /// In strides of 30 the weight of the estimate is about a thirtieth.
  @Test func inStridesTheEstimateHardlyCounts() {
    let right = sampler([690, 660])
    let share =
      UnitStepMistake(right: right).weights(at: 0).estimate / right.coefficients(at: 0).estimate
    #expect((0.025...0.045).contains(share))
  }

  private func sampler(_ timesteps: [Int]) -> DDPMSampler {
    DDPMSampler(schedule: .cosine(stepCount: 1000), timesteps: timesteps, variance: .fixedSmall)
  }
}
