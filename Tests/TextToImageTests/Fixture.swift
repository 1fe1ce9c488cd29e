import Arrays
import Autodiff
import Foundation
import NeuralNet
import TestSupport
import Testing

@testable import TextToImage

/// What diffusers 0.42 and transformers 5.24 computed; `interop/pytorch/make_text_to_image_fixtures.py`
/// wrote it.
struct Fixture {
  private let file: Safetensors

  init(_ name: String) throws {
    file = try Safetensors(path: Self.path("\(name).safetensors"))
  }

  /// Returns the path of a file of the fixtures.
  static func path(_ name: String) throws -> String {
    let folder = try #require(Bundle.module.resourceURL)
    return folder.appendingPathComponent("Fixtures/\(name)").path
  }

  subscript(name: String) -> NDArray {
    get throws { try #require(file[name], "the fixture has no tensor \(name)") }
  }

  var names: [String] { file.tensors.map(\.name) }

  /// The tokens of two texts, of which the second ends after nine.
  static let tokens = [(0..<77).map { $0 * 7 % 600 }, (0..<77).map { $0 * 11 % 600 }]
  static let mask = [[Bool](repeating: true, count: 77), (0..<77).map { $0 < 9 }]

  /// The numbers that the script draws: uniform in ±1.7, from the stream of a name.
  static func draw(_ shape: [Int], _ name: String) -> NDArray {
    uniform(shape, RandomStream(seed: 1, name)).map { $0 * 1.7 }
  }

  fileprivate static func uniform(_ shape: [Int], _ stream: RandomStream) -> NDArray {
    var stream = stream
    return NDArray.randomUniform(shape: shape, using: &stream).map { 2 * $0 - 1 }
  }

  /// The numbers that the script keeps of a tensor: 64 from all over it, and the largest magnitude.
  static func excerpt(_ array: NDArray) -> NDArray {
    let places = (0..<64).map { $0 * array.count / 64 }
    return NDArray(
      places.map { array.values[$0] } + [array.values.map(\.magnitude).max() ?? 0],
      shape: [65]
    )
  }
}

extension Parameterized {
  /// The network with every parameter drawn from the stream of its name, as the script does.
  func randomised(seed: UInt64) -> Self {
    var copy = self
    var visitor = Randomising(seed: seed)
    copy.visit(&visitor)
    return copy
  }
}

private struct Randomising: ParameterVisitor {
  let seed: UInt64
  var path: [String] = []

  mutating func visit(_ parameter: inout Tensor) {
    let values = Fixture.uniform(parameter.shape, RandomStream(seed: seed, name))
    let fanIn = parameter.shape.dropFirst().reduce(1, *)
    let isScale = parameter.shape.count == 1 && path.last == "weight"
    parameter = Tensor(
      parameter.shape.count > 1
        ? values.map { $0 * Float((3 / Double(fanIn)).squareRoot()) }
        : isScale ? values.map { 1 + $0 * 0.3 } : values.map { $0 * 0.2 }
    )
  }

  mutating func visit(_ buffer: inout Buffer) {}
}

extension UNet2DCondition {
  /// The network of a configuration of the fixtures, randomised as there.
  static func fixture(_ name: String) throws -> UNet2DCondition {
    var source = UnsetWeights()
    let configuration = try UNet2DConfiguration(path: Fixture.path("unet-\(name).json"))
    return UNet2DCondition(configuration, using: &source).randomised(seed: 180)
  }
}
