import Arrays
import Autodiff
import DigitModels
import Foundation
import NeuralNet
import TestSupport
import Testing

/// Against PyTorch 2.15 on the CPU; `interop/pytorch/make_fixtures.py` wrote the expected values.
@Suite struct UNetTests {
  let fixture: Safetensors
  let x: Tensor
  let z: Tensor

  init() throws {
    let url = try #require(
      Bundle.module.url(
        forResource: "unet",
        withExtension: "safetensors",
        subdirectory: "Fixtures"
      )
    )
    fixture = try Safetensors(path: url.path)
    x = Tensor(try #require(fixture["x"]))
    z = Tensor(try #require(fixture["z"]))
  }

  private func unet() throws -> UNet {
    var stream = RandomStream(seed: 1, "test")
    var unet = UNet(channels: 8, using: &stream)
    try unet.load(part("before"), path: "unet.safetensors")
    return unet
  }

  /// The tensors whose names begin with a word and a dot, without it.
  private func part(_ prefix: String) -> Safetensors {
    Safetensors(
      tensors: fixture.tensors.filter { $0.name.hasPrefix(prefix + ".") }
        .map { (String($0.name.dropFirst(prefix.count + 1)), $0.array) }
    )
  }

  @Test func theOutputIsPyTorchs() throws {
    var unet = try unet()
    var output: Tensor?
    _ = valueWithGradient(at: &unet) { unet in
      let prediction = unet(z)
      output = prediction.detached
      return meanSquaredError(prediction, x)
    }
    let expected = try #require(fixture["output"])
    let error = relativeError(try #require(output).array, expected)
    #expect(error < 1e-4)
  }

  @Test func inferenceIsPyTorchs() throws {
    let expected = try #require(fixture["inferred"])
    let error = relativeError(try unet()(z).array, expected)
    #expect(error < 1e-4)
  }

  @Test func theGradientsArePyTorchs() throws {
    var unet = try unet()
    let (_, gradients) = valueWithGradient(at: &unet) { meanSquaredError($0(z), x) }
    let expected = part("gradient")
    #expect(Set(gradients.names) == Set(expected.tensors.map(\.name)))
    // A bias before a batch normalization has no effect: its gradient is what rounding leaves.
    for (name, gradient) in zip(gradients.names, gradients.values)
    where !(name.hasSuffix("conv.bias")) {
      let error = relativeError(gradient.array, try #require(expected[name]))
      #expect(error < 2e-3, "\(name): \(error)")
    }
  }

  @Test func tenStepsOfAdamArePyTorchs() throws {
    var unet = try unet()
    var optimizer = Adam(learningRate: 1e-3)
    let expected = try #require(fixture["losses"]).values
    for step in expected.indices {
      let (loss, gradients) = valueWithGradient(at: &unet) { meanSquaredError($0(z), x) }
      #expect(abs(loss - expected[step]) < 1e-3 * expected[step], "step \(step): \(loss)")
      optimizer.update(&unet, along: gradients)
    }
  }

  /// Along PyTorch's own gradients, because Adam divides by their size: where one is little more than
  /// rounding, the sign of a whole step hangs on its last digit.
  @Test func oneStepOfAdamIsPyTorchsOnEveryParameter() throws {
    var unet = try unet()
    var (_, gradients) = valueWithGradient(at: &unet) { meanSquaredError($0(z), x) }
    let given = part("gradient"), expected = part("after")
    for (index, name) in gradients.names.enumerated() {
      gradients.values[index] = Tensor(try #require(given[name]))
    }
    var optimizer = Adam(learningRate: 1e-3)
    optimizer.update(&unet, along: gradients)
    for (name, array) in unet.checkpoint().tensors {
      let error = relativeError(array, try #require(expected[name]))
      #expect(error < 1e-5, "\(name): \(error)")
    }
  }

  private func relativeError(_ actual: NDArray, _ expected: NDArray) -> Float {
    guard actual.shape == expected.shape else { return .infinity }
    let largest = zip(actual.values, expected.values).map { abs($0 - $1) }.max() ?? 0
    return largest / (expected.values.map(abs).max() ?? 1)
  }
}
