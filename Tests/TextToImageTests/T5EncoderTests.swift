import Arrays
import Autodiff
import NeuralNet
import TestSupport
import Testing

@testable import TextToImage

@Suite struct T5EncoderTests {
  private func encoder() throws -> T5Encoder {
    var source = UnsetWeights()
    return T5Encoder(try T5Configuration(path: Fixture.path("t5.json")), using: &source)
      .randomised(seed: 181)
  }

  private let tokens = Fixture.tokens

  /// The second text ends after nine tokens; its padding has rows all the same.
  @Test func textsAreEncodedAsByTransformers() throws {
    let (encoder, fixture) = (try encoder(), try Fixture("t5"))
    expectClose(
      encoder(tokens, mask: Fixture.mask).array,
      try fixture["output"],
      ofLargest: 1e-5
    )
    let short = tokens.map { Array($0.prefix(9)) }
    expectClose(
      encoder(short, mask: short.map { $0.map { _ in true } }).array,
      try fixture["short"],
      ofLargest: 1e-5
    )
  }

  @Test func paddingChangesNothingBeforeIt() throws {
    let encoder = try encoder()
    let mask = [(0..<77).map { $0 < 9 }]
    let padded = encoder([tokens[0]], mask: mask).array
    let short = encoder([Array(tokens[0].prefix(9))], mask: [Array(mask[0].prefix(9))]).array
    expectClose(
      NDArray(Array(padded.values.prefix(short.count)), shape: short.shape),
      short,
      absolute: 1e-5
    )
  }

  /// Worked out by hand from the definition: eight distances each their own, then classes that grow, with
  /// another sixteen for tokens that come after.
  @Test(
    arguments: [
      (0, 0), (-1, 1), (-7, 7), (-8, 8), (-11, 8), (-12, 9), (-15, 9), (-16, 10), (-31, 11),
      (-32, 12), (-63, 13), (-64, 14), (-90, 14), (-91, 15), (-500, 15), (1, 17), (8, 24), (91, 31),
    ]
  )
  func distancesFallIntoClasses(distance: Int, bucket: Int) throws {
    let positions = try #require(try encoder().stack.blocks[0].attention.positions)
    #expect(positions.bucket(of: distance) == bucket)
  }

  @Test func gradientsReachEveryParameter() throws {
    var encoder = try encoder()
    let target = Tensor(repeating: 0, shape: [2, 77, 24])
    let (_, gradients) = valueWithGradient(at: &encoder) {
      meanSquaredError($0(tokens, mask: Fixture.mask), target)
    }
    for (name, gradient) in zip(gradients.names, gradients.values) {
      #expect(gradient.array.values.contains { $0 != 0 }, "no gradient reaches \(name)")
    }
  }

  /// T5 v1.1 XXL; the number is that of its 219 tensors.
  @Test func theSizeIsThatOfTheLargest() {
    let configuration = T5Configuration(
      vocabSize: 32128,
      dModel: 4096,
      dKv: 64,
      dFf: 10240,
      numHeads: 64,
      numLayers: 24
    )
    var source = UnsetWeights()
    let encoder = T5Encoder(configuration, using: &source)
    #expect(encoder.parameterCount == 4_762_310_656)
    #expect(encoder.parameterShapes.count == 219)
  }
}
