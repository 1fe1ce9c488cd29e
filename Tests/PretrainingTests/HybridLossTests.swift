import Arrays
import Autodiff
import Diffusion
import Foundation
import NeuralNet
import Pretraining
import TestSupport
import Testing

@Suite struct HybridLossTests {
  let loss = HybridLoss(schedule: .cosine(stepCount: 1000))

  /// The output with a number for each of the three noises and for each of the three variances.
  private struct Output: Parameterized {
    var values: Tensor

    mutating func visit(_ visitor: inout some ParameterVisitor) {
      visitor.visit(&values, named: "values")
    }
  }

  private func random(_ shape: [Int], _ name: String) -> NDArray {
    var stream = RandomStream(seed: 5, name)
    return .randomNormal(shape: shape, using: &stream)
  }

  /// Expected values: `interop/pytorch/denoising.py`, at timesteps from the first to the last.
  @Test func lossAndGradientAreThoseOfPyTorch() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "hybrid-loss",
        withExtension: "safetensors",
        subdirectory: "Fixtures"
      )
    )
    let golden = try Safetensors(path: url.path)
    func array(_ name: String) throws -> NDArray { try #require(golden[name]) }
    let timesteps = try array("timesteps").values.map { Int($0) }
    var model = Output(values: Tensor(try array("output")))
    let epsilon = Tensor(try array("epsilon"))
    let (value, gradients) = valueWithGradient(at: &model) {
      loss($0.values, epsilon: epsilon, timesteps: timesteps)
    }
    let expected = try array("loss").values[0]
    #expect(abs(value - expected) < 1e-4 * expected)
    try expectClose(gradients.values[0].array, array("gradient"), relative: 1e-4, ofLargest: 1e-7)
  }

  /// Where the noise is known and the variance is the true one, nothing is left.
  @Test func theLossOfTheTruthIsZero() {
    let epsilon = Tensor(random([1, 3, 4, 4], "epsilon"))
    let truth = concatenate(epsilon, Tensor(repeating: -1, shape: [1, 3, 4, 4]))
    #expect(abs(loss(truth, epsilon: epsilon, timesteps: [500]).scalar) < 1e-6)
  }

  /// At t = 500 of the cosine schedule ᾱ is 0.492285, so SNR is 0.96962 and lies between the bounds: the
  /// weight is 1, an error of 0.5 everywhere costs 0.25, and the variance's share is small.
  @Test func anErrorCountsAsItsSquareInTheMiddle() {
    let epsilon = Tensor(random([1, 3, 4, 4], "epsilon"))
    let wrong = epsilon + Tensor(repeating: 0.5, shape: [1, 3, 4, 4])
    let output = concatenate(wrong, Tensor(repeating: -1, shape: [1, 3, 4, 4]))
    let value = loss(output, epsilon: epsilon, timesteps: [500]).scalar
    #expect(value > 0.25 && value < 0.27)
  }

  /// At t = 10 SNR is 0.999279 / 0.000721 = 1386, and the weight 5 / 1386; at t = 990 it is 0.000196756,
  /// and the weight that of the least ratio, 0.03 / 0.00076 = 39.5.
  @Test func theWeightFollowsTheBounds() {
    let epsilon = Tensor(repeating: 0, shape: [1, 3, 2, 2])
    func cost(at t: Int) -> Float {
      let right = concatenate(epsilon, Tensor(repeating: -1, shape: [1, 3, 2, 2]))
      let wrong = concatenate(
        Tensor(repeating: 0.01, shape: [1, 3, 2, 2]),
        Tensor(repeating: -1, shape: [1, 3, 2, 2])
      )
      return loss(wrong, epsilon: epsilon, timesteps: [t]).scalar
        - loss(right, epsilon: epsilon, timesteps: [t]).scalar
    }
    #expect(abs(cost(at: 990) / 1e-4 - 39.5) < 0.5)
    #expect(cost(at: 10) < 1e-4 * 0.1)
  }

  @Test func noGradientOfTheVarianceTermReachesTheMean() {
    let epsilon = Tensor(random([2, 3, 2, 2], "epsilon"))
    var model = Output(values: Tensor(random([2, 6, 2, 2], "output")))
    let (_, gradients) = valueWithGradient(at: &model) {
      loss($0.values, epsilon: epsilon, timesteps: [500, 500])
    }
    // The squared error alone: 2·(ε̂ − ε) / 24 at a weight of 1.
    for image in 0..<2 {
      for place in 0..<12 {
        let difference =
          model.values.array[image].values[place] - epsilon.array[image].values[place]
        let gradient = gradients.values[0].array[image].values[place]
        #expect(abs(gradient - 2 * difference / 24) < 1e-6)
      }
    }
  }

  /// Central differences, for the places of the variance.
  @Test func theGradientOfTheVarianceIsItsSlope() {
    let epsilon = Tensor(random([1, 3, 1, 1], "epsilon"))
    let output = random([1, 6, 1, 1], "output")
    for t in [0, 3, 400, 980] {
      var model = Output(values: Tensor(output))
      let (_, gradients) = valueWithGradient(at: &model) {
        loss($0.values, epsilon: epsilon, timesteps: [t])
      }
      for place in 3..<6 {
        func value(_ shift: Float) -> Float {
          var moved = output.values
          moved[place] += shift
          let array = NDArray(moved, shape: [1, 6, 1, 1])
          return loss(Tensor(array), epsilon: epsilon, timesteps: [t]).scalar
        }
        let slope = (value(0.01) - value(-0.01)) / 0.02
        let gradient = gradients.values[0].array.values[place]
        #expect(abs(slope - gradient) < 0.02 * max(0.01, abs(slope)), "t = \(t)")
      }
    }
  }
}
