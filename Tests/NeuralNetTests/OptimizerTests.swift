import Arrays
import Autodiff
import NeuralNet
import TestSupport
import Testing

/// Six steps along the same gradients, against PyTorch.
@Suite struct OptimizerTests {
  let golden: Golden
  let start: Bag

  init() throws {
    golden = try Golden("optimizers")
    start = Bag(names: ["parameter"], tensors: [Tensor(try golden.array("start"))])
  }

  @Test func plainDescentIsPyTorchs() throws {
    try expectSteps("sgd", SGD(learningRate: 0.1))
  }

  @Test func momentumIsPyTorchs() throws {
    try expectSteps("momentum", SGD(learningRate: 0.1, momentum: 0.9))
  }

  @Test func adamIsPyTorchs() throws { try expectSteps("adam", Adam(learningRate: 0.01)) }

  @Test func decayingAdamIsPyTorchs() throws {
    try expectSteps("adamw", AdamW(learningRate: 0.01, weightDecay: 0.1))
  }

  @Test func theMovingAverageIsPyTorchs() throws {
    var bag = start, optimizer = SGD(learningRate: 0.1)
    var average = ExponentialMovingAverage(bag, decay: 0.9)
    let expected = try golden.array("average")
    for step in 0..<6 {
      optimizer.update(&bag, along: try gradients(step))
      average.update(towards: bag, step: 1000 + step)  // Long after the first steps.
      expectClose(average.model["parameter"].array, expected[step], absolute: 1e-6)
    }
  }

  /// After one step an average with any decay has kept 2/11 of what it started with, by its formula.
  @Test func theMovingAverageFollowsFasterAtFirst() throws {
    let zero = Bag(names: ["parameter"], tensors: [Tensor(NDArray([0, 0], shape: [2]))])
    let trained = Bag(names: ["parameter"], tensors: [Tensor(NDArray([11, 22], shape: [2]))])
    var average = ExponentialMovingAverage(zero, decay: 0.999)
    average.update(towards: trained, step: 1)
    let expected = NDArray([9, 18], shape: [2])
    expectClose(average.model["parameter"].array, expected, relative: 1e-6)
  }

  @Test func clippingIsPyTorchs() throws {
    let rows = try (0..<6).map { Tensor(try golden.array("gradients")[$0]) }
    var bag = Bag(names: (0..<6).map(String.init), tensors: rows)
    var (_, gradients) = valueWithGradient(at: &bag) { _ in Tensor(0) }
    gradients.values = rows
    let norm = try golden.array("norm").values[0]
    #expect(abs(gradients.clipNorm(to: 2.5) - norm) < 1e-6 * norm)
    for (row, gradient) in gradients.values.enumerated() {
      expectClose(gradient.array, try golden.array("clipped")[row], absolute: 1e-6)
    }
    let clipped = gradients.values.map(\.array)
    gradients.clipNorm(to: 3)
    #expect(gradients.values.map(\.array) == clipped, "a norm of 2.5 is within 3")
  }

  @Test func theFallingRateIsPyTorchs() throws {
    let schedule = ExponentialLR(initial: 1e-2, gamma: 0.794_328_234_724_281_5)  // 0.1^(1/10)
    let rates = (1...10).map { schedule.learningRate(inEpoch: $0) }
    expectClose(NDArray(rates, shape: [10]), try golden.array("rates"), relative: 1e-6)
  }

  @Test func aCopyDoesNotSeeTheStepsOfTheOriginal() throws {
    try expectIndependentCopies(Adam(learningRate: 0.01))
    try expectIndependentCopies(AdamW(learningRate: 0.01, weightDecay: 0.1))
    try expectIndependentCopies(SGD(learningRate: 0.1, momentum: 0.9))
  }

  @Test func aMemoryThatIsSetContinuesTheSteps() throws {
    try expectMemory(Adam(learningRate: 0.01))
    try expectMemory(AdamW(learningRate: 0.01, weightDecay: 0.1))
    try expectMemory(SGD(learningRate: 0.1, momentum: 0.9))
  }

  private func gradients(_ step: Int) throws -> Gradients {
    var bag = start
    var (_, gradients) = valueWithGradient(at: &bag) { _ in Tensor(0) }
    gradients.values = [Tensor(try golden.array("gradients")[step])]
    return gradients
  }

  private func expectSteps(_ name: String, _ optimizer: some Optimizer) throws {
    var bag = start, optimizer = optimizer
    let expected = try golden.array(name)
    for step in 0..<6 {
      optimizer.update(&bag, along: try gradients(step))
      expectClose(bag["parameter"].array, expected[step], absolute: 1e-6, relative: 1e-6)
    }
    #expect(optimizer.memory.stepCount == 6)
  }

  private func expectIndependentCopies(_ optimizer: some Optimizer) throws {
    var optimizer = optimizer, bag = start
    optimizer.update(&bag, along: try gradients(0))
    let copy = optimizer
    let moments = copy.memory.moments.mapValues { $0.map(\.array) }
    optimizer.update(&bag, along: try gradients(1))
    #expect(copy.memory.moments.mapValues { $0.map(\.array) } == moments)
    #expect(optimizer.memory.moments.mapValues { $0.map(\.array) } != moments)
  }

  private func expectMemory(_ fresh: some Optimizer) throws {
    var optimizer = fresh, bag = start
    for step in 0..<3 { optimizer.update(&bag, along: try gradients(step)) }
    var other = fresh, otherBag = bag
    other.memory = optimizer.memory
    for step in 3..<6 {
      optimizer.update(&bag, along: try gradients(step))
      other.update(&otherBag, along: try gradients(step))
    }
    #expect(bag["parameter"].array == otherBag["parameter"].array)
  }
}
