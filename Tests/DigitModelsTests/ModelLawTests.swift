import Arrays
import Autodiff
import DigitModels
import LayerTestSupport
import NeuralNet
import Testing

@Suite struct ModelLawTests {
  @Test func theOperationsObeyTheLaws() {
    expectLayerLaws(inputShape: [3, 3, 14, 14], outputShape: [3, 5, 14, 14]) {
      Conv(3, 5, using: &$0)
    }
    expectLayerLaws(inputShape: [3, 3, 14, 14], outputShape: [3, 5, 7, 7]) {
      DownConv(3, 5, using: &$0)
    }
    expectLayerLaws(inputShape: [3, 3, 7, 7], outputShape: [3, 5, 14, 14]) {
      UpConv(3, 5, using: &$0)
    }
    expectLayerLaws(inputShape: [3, 3, 7, 7], outputShape: [3, 3, 1, 1]) { _ in Flatten() }
    expectLayerLaws(inputShape: [3, 3, 1, 1], outputShape: [3, 3, 7, 7]) {
      Unflatten(3, using: &$0)
    }
  }

  @Test func theBlocksObeyTheLaws() {
    expectLayerLaws(inputShape: [3, 3, 14, 14], outputShape: [3, 5, 14, 14]) {
      ConvBlock(3, 5, using: &$0)
    }
    expectLayerLaws(inputShape: [3, 3, 14, 14], outputShape: [3, 5, 7, 7]) {
      DownBlock(3, 5, using: &$0)
    }
    expectLayerLaws(inputShape: [3, 3, 7, 7], outputShape: [3, 5, 14, 14]) {
      UpBlock(3, 5, using: &$0)
    }
    expectLayerLaws(inputShape: [3, 10], outputShape: [3, 5]) { FCBlock(10, 5, using: &$0) }
  }

  @Test func theNetworksObeyTheLaws() {
    let digits = [3, 1, 28, 28]
    expectLayerLaws(inputShape: digits, outputShape: digits) { UNet(channels: 3, using: &$0) }
    expectLayerLaws(inputShape: digits, outputShape: [3, 10]) { DigitClassifier(using: &$0) }
    expectModelLaws(
      inputShapes: [digits, [3, 1]],
      outputShape: digits,
      { TimeUNet(channels: 3, using: &$0) },
      apply: { $0($1[0], time: $1[1]) }
    )
    var design = TimeUNet.Design()
    design.normalization = .group
    design.tellsEveryBlock = true
    expectModelLaws(
      inputShapes: [digits, [3, 1]],
      outputShape: digits,
      { TimeUNet(channels: 8, design: design, using: &$0) },
      apply: { $0($1[0], time: $1[1]) }
    )
    expectModelLaws(
      inputShapes: [digits, [3, 1], [3, 10]],
      outputShape: digits,
      { ClassTimeUNet(channels: 3, using: &$0) },
      apply: { $0($1[0], time: $1[1], labels: $1[2]) }
    )
  }

  /// Expected value: the sum of the layers' own counts, weights and biases and two numbers a channel
  /// for each normalization.
  @Test func theJudgeHasTheParametersOfItsLayers() {
    var stream = RandomStream(seed: 1, "judge")
    let judge = DigitClassifier(using: &stream)
    let down1 = 16 * 16 + 16 + 2 * 16
    let middle = 9 * 16 * 32 + 32 + 2 * 32
    let down2 = 16 * 32 * 64 + 64 + 2 * 64
    let hidden = 64 * 49 * 128 + 128
    let output = 128 * 10 + 10
    #expect(judge.parameterCount == down1 + middle + down2 + hidden + output)
  }
}
