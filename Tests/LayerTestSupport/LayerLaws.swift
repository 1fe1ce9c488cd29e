public import Arrays
public import Autodiff
public import NeuralNet
public import Testing

/// Expects what holds of every layer: it has the declared output shape, it shows each of its
/// parameters and buffers once, an image comes out of a batch as it does alone, and a seed fixes it.
///
/// - Parameters:
///   - inputShape: The shape of a batch of two or more.
///   - outputShape: The shape that the layer declares for it.
///   - sourceLocation: The place that failures are reported at.
///   - makeLayer: Creates the layer, drawing its weights from a stream.
public func expectLayerLaws<L: Layer>(
  inputShape: [Int],
  outputShape: [Int],
  sourceLocation: SourceLocation = #_sourceLocation,
  _ makeLayer: (inout RandomStream) -> L
) {
  expectModelLaws(
    inputShapes: [inputShape],
    outputShape: outputShape,
    sourceLocation: sourceLocation,
    makeLayer
  ) { $0($1[0]) }
}

/// ``expectLayerLaws(inputShape:outputShape:sourceLocation:_:)`` for a model with several inputs.
///
/// - Parameters:
///   - inputShapes: The shapes of the inputs, whose first axis is the batch, of two or more.
///   - outputShape: The shape that the model declares for them.
///   - sourceLocation: The place that failures are reported at.
///   - makeModel: Creates the model, drawing its weights from a stream.
///   - apply: Applies the model to inputs.
public func expectModelLaws<Model: Parameterized>(
  inputShapes: [[Int]],
  outputShape: [Int],
  sourceLocation: SourceLocation = #_sourceLocation,
  _ makeModel: (inout RandomStream) -> Model,
  apply: (Model, [Tensor]) -> Tensor
) {
  func makeSeeded(_ seed: UInt64) -> Model {
    var stream = RandomStream(seed: seed, "laws")
    return makeModel(&stream)
  }
  let model = makeSeeded(1)
  var stream = RandomStream(seed: 2, "inputs")
  let inputs = inputShapes.map { NDArray.randomNormal(shape: $0, using: &stream) }
  let output = apply(model, inputs.map { Tensor($0) }).array
  #expect(output.shape == outputShape, sourceLocation: sourceLocation)

  expectEveryTensorVisited(model, sourceLocation: sourceLocation)

  for index in 0..<inputs[0].shape[0] {
    let alone = apply(model, inputs.map { Tensor($0[index].reshaped([1] + $0.shape.dropFirst())) })
    let difference = (alone.array[0] - output[index]).values.map(abs).max() ?? 0
    #expect(
      difference <= 1e-5 * (output.values.map(abs).max() ?? 0),
      "alone, example \(index) differs by \(difference)",
      sourceLocation: sourceLocation
    )
  }

  let names = model.checkpoint().tensors.map(\.name)
  #expect(Set(names).count == names.count, sourceLocation: sourceLocation)
  #expect(arrays(of: model) == arrays(of: makeSeeded(1)), sourceLocation: sourceLocation)
}

private func arrays(of model: some Parameterized) -> [NDArray] {
  model.checkpoint().tensors.map(\.array)
}
