public import Autodiff
public import NeuralNet

/// The encoder of T5 v1.1: tokens in, a row that knows its neighbours out for each.
///
/// Its parameters have the names that transformers' `T5EncoderModel` gives them. Source: Raffel et al.
/// 2020, with the gated feed-forward layers of Shazeer 2020.
public struct T5Encoder: Parameterized {
  /// The shape of the network.
  public let configuration: T5Configuration

  var shared: Embedding
  var stack: T5Stack

  /// Creates a network.
  ///
  /// - Parameters:
  ///   - configuration: Its shape.
  ///   - source: Where its weights come from: a random stream, or ``NeuralNet/UnsetWeights`` for one that
  ///     is about to be loaded.
  public init(_ configuration: T5Configuration, using source: inout some WeightSource) {
    self.configuration = configuration
    shared = Embedding(configuration.vocabSize, configuration.dModel, using: &source)
    stack = T5Stack(configuration, using: &source)
  }

  /// Encodes texts.
  ///
  /// - Parameters:
  ///   - tokens: The tokens of N texts, padded to one length L; each in `0..<vocabSize`.
  ///   - mask: Which of them are no padding. Nothing attends to padding, but it has rows like all else.
  /// - Returns: `[N, L, dModel]`.
  /// - Precondition: There is a text, and all have the same length, above 0.
  public func callAsFunction(_ tokens: [[Int]], mask: [[Bool]]) -> Tensor {
    let length = tokens.first?.count ?? 0
    precondition(
      length > 0 && tokens.allSatisfy { $0.count == length }
        && mask.map(\.count) == tokens.map(\.count),
      "texts of \(tokens.map(\.count)) tokens with masks of \(mask.map(\.count)) are no batch"
    )
    let rows = shared(tokens.flatMap(\.self))
    return stack(
      rows.reshaped([tokens.count, length, configuration.dModel]),
      mask: mask
    )
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&shared, named: "shared")
    visitor.visit(&stack, named: "encoder")
  }
}

/// All blocks, one behind the other.
struct T5Stack: Parameterized {
  var blocks: [T5Block] = []
  var finalLayerNorm: RMSNorm

  init(_ configuration: T5Configuration, using source: inout some WeightSource) {
    for index in 0..<configuration.numLayers {
      blocks.append(T5Block(configuration, hasPositions: index == 0, using: &source))
    }
    finalLayerNorm = RMSNorm(configuration.dModel, epsilon: configuration.layerNormEpsilon)
  }

  /// Maps `[N, L, D]` to the same shape.
  func callAsFunction(_ x: Tensor, mask: [[Bool]]) -> Tensor {
    // The first block knows what distances mean, for all of them.
    let bias = blocks.first?.attention.positions?(length: x.shape[1])
    return finalLayerNorm(blocks.reduce(x) { h, block in block(h, bias: bias, mask: mask) })
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&blocks, named: "block")
    visitor.visit(&finalLayerNorm, named: "final_layer_norm")
  }
}
