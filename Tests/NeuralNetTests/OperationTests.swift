import Arrays
import Autodiff
import NeuralNet
import Testing

/// Outputs and gradients against PyTorch.
@Suite struct OperationTests {
  let golden: Golden

  init() throws { golden = try Golden("operations") }

  @Test(arguments: [1, 3, 12])
  func groupNormIsPyTorchs(groups: Int) throws {
    try expectGolden("group_norm_\(groups)") {
      groupNorm($0["x"], groupCount: groups, weight: $0["weight"], bias: $0["bias"], epsilon: 1e-5)
    }
  }

  @Test func layerNormIsPyTorchs() throws {
    try expectGolden("layer_norm") {
      layerNorm($0["x"], weight: $0["weight"], bias: $0["bias"], epsilon: 1e-5)
    }
  }

  @Test func rmsNormIsPyTorchs() throws {
    try expectGolden("rms_norm") { rmsNorm($0["x"], weight: $0["weight"], epsilon: 1e-6) }
  }

  @Test func softmaxIsPyTorchs() throws { try expectGolden("softmax") { softmax($0["x"]) } }

  @Test(arguments: [("attention", 1), ("attention_heads", 3)])
  func attentionIsPyTorchs(name: String, heads: Int) throws {
    try expectGolden(name) {
      scaledDotProductAttention(
        query: $0["query"],
        key: $0["key"],
        value: $0["value"],
        headCount: heads
      )
    }
  }

  @Test func upsamplingIsPyTorchs() throws {
    try expectGolden("upsample") { upsampleNearest2d($0["x"]) }
  }

  @Test func embeddingIsPyTorchs() throws {
    try expectGolden("embedding") { embedding([3, 0, 3, 4], table: $0["table"]) }
  }

  @Test func meanAbsoluteErrorIsPyTorchs() throws {
    try expectGolden("absolute_error") { meanAbsoluteError($0["prediction"], $0["target"]) }
  }

  @Test func crossEntropyIsPyTorchs() throws {
    try expectGolden("cross_entropy") { crossEntropy($0["logits"], labels: [6, 0, 2, 2]) }
  }

  @Test func sumAndMeanArePyTorchs() throws {
    try expectGolden("sum") { $0["x"].sum() }
    try expectGolden("mean") { $0["x"].mean() }
  }

  private func expectGolden(_ name: String, _ operation: (Bag) -> Tensor) throws {
    let expected = golden.part(name)
    let inputs = expected.tensors.filter {
      !$0.name.hasPrefix("gradient.") && $0.name != "output" && $0.name != "weights"
    }
    var bag = Bag(names: inputs.map(\.name), tensors: inputs.map { Tensor($0.array) })
    let weights = Tensor(try #require(expected["weights"]))
    var output: Tensor?
    let (_, gradients) = valueWithGradient(at: &bag) { bag in
      let result = operation(bag)
      output = result.detached
      return (result * weights).sum()
    }
    let error = relativeError(try #require(output).array, try #require(expected["output"]))
    #expect(error < 2e-6, "\(name) is off by \(error)")
    try expectGradients(gradients, golden.part("\(name).gradient"), relative: 5e-6)
  }
}

/// What PyTorch is not needed for.
@Suite struct OperationLawTests {
  @Test func softmaxOfLargeNumbersAddsUpToOne() {
    let x = Tensor(NDArray([1e4, 1e4, -1e4, 3, -88, 1000, 2, 2, 2, 0], shape: [2, 5]))
    let y = softmax(x).array.values
    #expect(y.allSatisfy { (0...1).contains($0) })
    #expect(y[0] == 0.5 && y[5] == 1)
  }

  @Test func crossEntropyOfACertainMistakeIsItsDistance() {
    #expect(crossEntropy(Tensor(NDArray([0, 1000], shape: [1, 2])), labels: [0]).scalar == 1000)
  }

  @Test func attentionToOneKeyIsItsValue() {
    var stream = RandomStream(seed: 1, "attention")
    let query = Tensor(.randomNormal(shape: [2, 3, 4], using: &stream))
    let value = NDArray.randomNormal(shape: [2, 1, 4], using: &stream)
    let result = scaledDotProductAttention(query: query, key: query.oneRow, value: Tensor(value))
    for sequence in 0..<2 {
      for row in 0..<3 { #expect(result.array[sequence][row] == value[sequence][0]) }
    }
  }

  @Test func pixelsAreRowsAndBack() {
    let x = NDArray((0..<24).map(Float.init), shape: [1, 2, 3, 4])
    let rows = Tensor(x).pixelRows
    #expect(rows.shape == [1, 12, 2])
    #expect(rows.array.values.prefix(4) == [0, 12, 1, 13])
    #expect(rows.images(height: 3, width: 4).array == x)
  }

  /// Two threads against one: the parts of a sum do not depend on them.
  @Test func noNumberOfThreadsChangesASum() {
    var stream = RandomStream(seed: 2, "threads")
    let x = Tensor(.randomNormal(shape: [3, 12, 9, 7], using: &stream))
    let ones = Tensor(repeating: 1, shape: [12]), zeros = Tensor(repeating: 0, shape: [12])
    func results() -> [NDArray] {
      var bag = Bag(names: ["x", "w", "b"], tensors: [x, ones, zeros])
      let (_, gradients) = valueWithGradient(at: &bag) { bag in
        let y = groupNorm(bag["x"], groupCount: 4, weight: bag["w"], bias: bag["b"], epsilon: 1e-5)
        let rows = y.pixelRows
        let attended = scaledDotProductAttention(query: rows, key: rows, value: rows, headCount: 3)
        return (attended * attended).mean()
      }
      return gradients.values.map(\.array)
    }
    let threads = ThreadCount.current
    defer { ThreadCount.current = threads }
    ThreadCount.current = 1
    let alone = results()
    ThreadCount.current = 3
    #expect(results() == alone)
  }
}

extension Tensor {
  /// The first row of each sequence.
  fileprivate var oneRow: Tensor {
    let rows = (0..<shape[0]).flatMap { array[$0][0].values }
    return Tensor(NDArray(rows, shape: [shape[0], 1, shape[2]]))
  }
}
