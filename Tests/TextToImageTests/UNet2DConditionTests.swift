import Arrays
import Autodiff
import Foundation
import LayerTestSupport
import NeuralNet
import TestSupport
import Testing

@testable import TextToImage

@Suite struct UNet2DConditionTests {
  /// A first stage with short and with long texts, one of other activations, attention and waves, one
  /// whose levels attend to different things, and a second stage; with one timestep for all, and each its
  /// own.
  @Test(
    arguments: [
      ("one", 2, 11, [990]), ("one", 1, 77, [7]), ("other", 2, 11, [510, 3]),
      ("deep", 2, 77, [250]), ("deep", 1, 11, [999]), ("two", 2, 11, [30, 700]),
      ("two", 1, 77, [980]),
    ] as [(String, Int, Int, [Float])]
  )
  func everyBlockIsDiffusers(name: String, batch: Int, length: Int, timesteps: [Float]) throws {
    try expectBlocks(of: .fixture(name), name, batch, length, timesteps)
  }

  /// diffusers computes in single precision with weights that were rounded to half precision; here they
  /// are read from a file of half precision into memory, and left in the file.
  @Test func aNetworkOfHalfPrecisionIsDiffusersOfTheSameWeights() throws {
    try withTemporaryFolder { path in
      let folder = try ModelFolder(in: path, hasTextEncoder: false, type: .float16)
      for unet in [try ModelDirectory(path: path).unet(), try folder.mappedUNet()] {
        try expectBlocks(of: unet, "one-half", 2, 77, [640])
      }
    }
  }

  private func expectBlocks(
    of unet: UNet2DCondition,
    _ name: String,
    _ batch: Int,
    _ length: Int,
    _ timesteps: [Float]
  ) throws {
    let fixture = try Fixture("unets"), name = "\(name).\(batch).\(length)"
    let text = unet.condition(on: Tensor(Fixture.draw([batch, length, 24], "text")))
    expectClose(
      Fixture.excerpt(text.embedding.array),
      try fixture["\(name).add_embedding"],
      ofLargest: 1e-5
    )
    var seen: Set<String> = []
    let output = try withoutErrors { check in
      unet(
        Tensor(Fixture.draw([batch, unet.configuration.inChannels, 16, 16], "sample")),
        timesteps: timesteps,
        text: text,
        classLabels: unet.configuration.hasClassEmbedding ? Array([250, 20].prefix(batch)) : nil
      ) { block, result in
        seen.insert(block)
        check {
          expectClose(
            Fixture.excerpt(result.array),
            try fixture["\(name).\(block)"],
            ofLargest: 1e-4,
            "\(block): "
          )
        }
      }
    }
    expectClose(output.array, try fixture["\(name).output"], ofLargest: 1e-4)
    #expect(seen.count == 2 + 2 * unet.configuration.blockOutChannels.count, "\(seen)")
  }

  /// Runs a body that checks things where it cannot throw, and throws the first error afterwards.
  private func withoutErrors<Result>(
    _ body: (_ check: (() throws -> Void) -> Void) -> Result
  ) throws -> Result {
    var first: (any Error)?
    let result = body { check in
      do { try check() } catch { first = first ?? error }
    }
    if let first { throw first }
    return result
  }

  @Test func aNetworkShowsEachTensorOnceAndTreatsPicturesAlone() throws {
    let configuration = try UNet2DCondition.fixture("two").configuration
    expectModelLaws(
      inputShapes: [[2, 6, 16, 16], [2, 11, 24]],
      outputShape: [2, 6, 16, 16],
      { UNet2DCondition(configuration, using: &$0) },
      apply: { unet, inputs in
        unet(inputs[0], timesteps: [30], text: unet.condition(on: inputs[1]), classLabels: [250])
      }
    )
  }

  /// Gradients against central differences of the loss along the gradient itself, whose slope is the
  /// square of its norm.
  @Test(arguments: ["one", "other", "deep", "two"])
  func gradientsReachEveryParameter(name: String) throws {
    var unet = try UNet2DCondition.fixture(name)
    let (sample, text) = (
      Tensor(Fixture.draw([2, unet.configuration.inChannels, 16, 16], "sample")),
      Tensor(Fixture.draw([2, 11, 24], "text"))
    )
    let target = Tensor(repeating: 0, shape: [2, 6, 16, 16])
    func loss(_ unet: UNet2DCondition) -> Tensor {
      let output = unet(
        sample,
        timesteps: [30, 900],
        text: unet.condition(on: text),
        classLabels: unet.configuration.hasClassEmbedding ? [250] : nil
      )
      return meanSquaredError(output, target)
    }
    let (_, gradients) = valueWithGradient(at: &unet, loss)
    for (parameter, gradient) in zip(gradients.names, gradients.values) {
      // Nothing depends on the bias of keys: it adds one number to all products of a query.
      let isFlat = parameter.hasSuffix("k_proj.bias") || parameter.hasSuffix("to_k.bias")
      #expect(
        isFlat || gradient.array.values.contains { $0 != 0 },
        "no gradient reaches \(parameter)"
      )
    }
    let square = gradients.values.reduce(0.0) {
      $0 + $1.array.values.reduce(0) { $0 + Double($1 * $1) }
    }
    let step = 1e-3 / Float(square.squareRoot())
    func moved(by step: Float) -> Float {
      var copy = unet
      var moving = Moving(step: step, gradients: gradients.values)
      copy.visit(&moving)
      return loss(copy).scalar
    }
    let slope = Double(moved(by: step) - moved(by: -step)) / Double(2 * step)
    // Rounding of two losses near 1 over a distance of 2e-3, and the third derivative.
    #expect(abs(slope - square) < 5e-3 * square, "\(slope), expected \(square)")
  }

  @Test func aConfigurationIsWhatDiffusersReads() throws {
    for name in ["one", "other", "deep", "two"] {
      let configuration = try UNet2DCondition.fixture(name).configuration
      let again = try UNet2DConfiguration(Settings(json: configuration.json, path: "again"))
      #expect(again == configuration)
    }
  }

  /// The parameters of IF-I-M, L and XL, as diffusers' own classes count them.
  @Test(
    arguments: [
      ([192, 384, 576, 768], 768, 371_605_830), ([320, 640, 960, 1280], 1280, 935_365_830),
      ([704, 1408, 2112, 2816], 2816, 4_304_695_110),
    ]
  )
  func theSizesAreDeepFloyds(channels: [Int], width: Int, count: Int) {
    var configuration = UNet2DConfiguration(
      blockOutChannels: channels,
      layersPerBlock: [3, 3, 3, 3],
      attention: [false, true, true, true],
      crossAttentionDim: width,
      encoderHidDim: 4096
    )
    configuration.timeEmbeddingDim = 4 * channels[0]
    var source = UnsetWeights()
    let unet = UNet2DCondition(configuration, using: &source)
    #expect(unet.parameterCount == count)
    #expect(unet.parameterShapes.count == 775)
  }
}

/// Moves parameters along a gradient.
private struct Moving: ParameterVisitor {
  let step: Float
  let gradients: [Tensor]
  var path: [String] = []
  private var next = 0

  init(step: Float, gradients: [Tensor]) {
    self.step = step
    self.gradients = gradients
  }

  mutating func visit(_ parameter: inout Tensor) {
    parameter = parameter + step * gradients[next]
    next += 1
  }

  mutating func visit(_ buffer: inout Buffer) {}
}
