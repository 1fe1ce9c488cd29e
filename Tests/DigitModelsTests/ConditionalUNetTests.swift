import Arrays
import Autodiff
import DigitModels
import Foundation
import NeuralNet
import Testing

/// Against PyTorch 2.15 on the CPU; `interop/pytorch/make_fixtures.py` wrote the expected values.
@Suite struct ConditionalUNetTests {
  @Test func theUNetWithATimeIsPyTorchs() throws {
    let fixture = try fixture("time-unet")
    let time = Tensor(try #require(fixture["time"]))
    var stream = RandomStream(seed: 1, "test")
    try expectTwin(TimeUNet(channels: 3, using: &stream), fixture) { $0($1, time: time) }
  }

  @Test func theUNetWithGroupsAndATimeInEveryBlockIsPyTorchs() throws {
    let fixture = try fixture("told-unet")
    let time = Tensor(try #require(fixture["time"]))
    var stream = RandomStream(seed: 1, "test")
    var design = TimeUNet.Design()
    design.normalization = .group
    design.tellsEveryBlock = true
    let unet = TimeUNet(channels: 8, design: design, using: &stream)
    try expectTwin(unet, fixture) { $0($1, time: time) }
  }

  @Test func theUNetWithAClassIsPyTorchs() throws {
    let fixture = try fixture("class-time-unet")
    let time = Tensor(try #require(fixture["time"]))
    let labels = Tensor(try #require(fixture["labels"]))
    var stream = RandomStream(seed: 1, "test")
    try expectTwin(ClassTimeUNet(channels: 3, using: &stream), fixture) {
      $0($1, time: time, labels: labels)
    }
  }

  /// Counted by `make_fixtures.py` over the twins in PyTorch.
  ///
  /// With D = 64 the assignment's networks
  /// have 1,996,417 and 2,019,201; the two DownConvs here have 4×4 filters for its 3×3, which is
  /// 7 · (64 · 64 + 64 · 128) = 86,016 more.
  @Test func theNetworksHaveAsManyParametersAsTheirTwins() {
    var stream = RandomStream(seed: 1, "test")
    #expect(UNet(channels: 64, using: &stream).parameterCount == 2_061_377)
    #expect(UNet(channels: 128, using: &stream).parameterCount == 8_235_137)
    #expect(TimeUNet(channels: 64, using: &stream).parameterCount == 2_082_433)
    #expect(TimeUNet(channels: 128, using: &stream).parameterCount == 8_318_209)
    #expect(ClassTimeUNet(channels: 64, using: &stream).parameterCount == 2_105_217)
    #expect(ClassTimeUNet(channels: 128, using: &stream).parameterCount == 8_404_737)
  }

  @Test func theParametersOfTheTrunkHaveTheirNamesInTheUNet() {
    var stream = RandomStream(seed: 1, "test")
    let names = UNet(channels: 2, using: &stream).checkpoint().tensors.map(\.name)
    let conditional = ClassTimeUNet(channels: 2, using: &stream).checkpoint().tensors.map(\.name)
    #expect(Array(conditional.prefix(names.count)) == names)
    #expect(conditional.count == names.count + 16)
  }

  private func expectTwin<Model: Parameterized>(
    _ model: Model,
    _ fixture: Safetensors,
    apply: (Model, Tensor) -> Tensor
  ) throws {
    var model = model
    try model.load(fixture.part("before"), path: "fixture")
    let x = Tensor(try #require(fixture["x"])), target = Tensor(try #require(fixture["target"]))
    let inferred = apply(model, x).array
    let inferenceError = relativeError(inferred, try #require(fixture["inferred"]))
    #expect(inferenceError < 1e-4)

    var output: Tensor?
    let (_, gradients) = valueWithGradient(at: &model) { model in
      let prediction = apply(model, x)
      output = prediction.detached
      return meanSquaredError(prediction, target)
    }
    let outputError = relativeError(
      try #require(output).array,
      try #require(fixture["output"])
    )
    #expect(outputError < 1e-4)
    let expected = fixture.part("gradient")
    #expect(Set(gradients.names) == Set(expected.tensors.map(\.name)))
    // A bias before a batch normalization has no effect: its gradient is what rounding leaves.
    for (name, gradient) in zip(gradients.names, gradients.values)
    where !name.hasSuffix("conv.bias") {
      let error = relativeError(gradient.array, try #require(expected[name]))
      #expect(error < 2e-3, "\(name): \(error)")
    }
  }

  private func fixture(_ name: String) throws -> Safetensors {
    let url = try #require(
      Bundle.module.url(
        forResource: name,
        withExtension: "safetensors",
        subdirectory: "Fixtures"
      )
    )
    return try Safetensors(path: url.path)
  }

  private func relativeError(_ actual: NDArray, _ expected: NDArray) -> Float {
    guard actual.shape == expected.shape else { return .infinity }
    let largest = zip(actual.values, expected.values).map { abs($0 - $1) }.max() ?? 0
    return largest / (expected.values.map(abs).max() ?? 1)
  }
}

extension Safetensors {
  /// The tensors whose names begin with a word and a dot, without it.
  fileprivate func part(_ prefix: String) -> Safetensors {
    Safetensors(
      tensors: tensors.filter { $0.name.hasPrefix(prefix + ".") }
        .map { (String($0.name.dropFirst(prefix.count + 1)), $0.array) }
    )
  }
}
