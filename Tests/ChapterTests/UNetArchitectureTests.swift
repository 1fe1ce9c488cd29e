import Arrays
import Autodiff
import DigitModels
import NeuralNet
import Testing
@testable import UNetArchitectureChapter

@Suite struct UNetArchitectureTests {
  /// What the page draws is the network that the report trains.
  @Test func theOpenNetworkAnswersAsTheOriginalDoes() throws {
    var stream = RandomStream(seed: 1, "original")
    let original = UNet(channels: 3, using: &stream)
    var others = RandomStream(seed: 2, "others")
    var open = OpenUNet(channels: 3, using: &others)
    try open.load(original.checkpoint(), path: "the original")
    let z = Tensor(.randomNormal(shape: [2, 1, 28, 28], using: &stream))
    let steps = open.steps(z)
    #expect(steps.last?.output.array == original(z).array)
    #expect(open.parameterCount == original.parameterCount)
    #expect(
      steps.map { Array($0.output.shape.dropFirst()) } == [
        [3, 28, 28], [3, 14, 14], [6, 7, 7], [6, 1, 1], [6, 7, 7], [3, 14, 14], [3, 28, 28],
        [3, 28, 28], [1, 28, 28],
      ]
    )
  }

  /// Expected values: the network of the assignment, whose kernels of stride 2 are 3×3, has 7,891,073
  /// parameters at D = 128; the unflatten block has (2D)²·49 weights, 2D biases and 4D numbers of its
  /// normalization; a 3×3 convolution of D channels to one has 9·D weights, each of which meets 784
  /// pixels, and a bias.
  @Test func theCensusCountsWhatTheFormulasSay() {
    var stream = RandomStream(seed: 1, "census")
    let z = Tensor(repeating: 0, shape: [1, 1, 28, 28])
    let unet = OpenUNet(channels: 128, using: &stream)
    let census = Census(of: unet, channels: 128, flow: unet.steps(z))
    #expect(census.parameterCount == unet.parameterCount)
    #expect(census.parameterCountWithKernel3 == 7_891_073)
    #expect(census["unflatten"].parameterCount == 256 * 256 * 49 + 256 + 512)
    #expect(census["unflatten"].multiplicationCount == 256 * 256 * 49)
    #expect(census["project"].parameterCount == 9 * 128 + 1)
    #expect(census["project"].multiplicationCount == 9 * 128 * 784)
    #expect(census["flatten"].parameterCount == 0)
    // DownConv at 14 × 14, and the two Convs of its ConvBlock.
    #expect(census["down1"].multiplicationCount == (16 + 9 + 9) * 128 * 128 * 14 * 14)
    // UpConv meets the pixels of its input, 14 × 14.
    let up2 = 16 * 256 * 128 * 14 * 14 + (9 + 9) * 128 * 128 * 28 * 28
    #expect(census["up2"].multiplicationCount == up2)
  }
}
