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
    expectModelLaws(
      inputShapes: [digits, [3, 1]],
      outputShape: digits,
      { TimeUNet(channels: 3, using: &$0) },
      apply: { $0($1[0], time: $1[1]) }
    )
    expectModelLaws(
      inputShapes: [digits, [3, 1], [3, 10]],
      outputShape: digits,
      { ClassTimeUNet(channels: 3, using: &$0) },
      apply: { $0($1[0], time: $1[1], labels: $1[2]) }
    )
  }
}
