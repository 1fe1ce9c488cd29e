import Arrays
public import Autodiff

/// Adam, as PyTorch computes it (Kingma and Ba 2015).
public struct Adam: Optimizer {
  /// The size of a step; may be changed between steps.
  public var learningRate: Float

  /// The decay of the running means of gradients and of their squares.
  public let betas: (Float, Float)

  /// What is added to the root of the second moment.
  public let epsilon: Float

  /// How many steps were made.
  public private(set) var stepCount = 0

  private var first = Moments([])
  private var second = Moments([])

  public static let momentNames = ["first", "second"]

  /// Creates an optimizer.
  public init(learningRate: Float, betas: (Float, Float) = (0.9, 0.999), epsilon: Float = 1e-8) {
    self.learningRate = learningRate
    self.betas = betas
    self.epsilon = epsilon
  }

  public var memory: OptimizerMemory {
    get {
      OptimizerMemory(
        stepCount: stepCount,
        moments: ["first": first.tensors, "second": second.tensors]
      )
    }
    set {
      stepCount = newValue.stepCount
      first = Moments(newValue.moments["first"] ?? [])
      second = Moments(newValue.moments["second"] ?? [])
    }
  }

  public mutating func update(_ model: inout some Parameterized, along gradients: Gradients) {
    if stepCount == 0 {
      first = Moments(zerosLike: gradients.values)
      second = Moments(zerosLike: gradients.values)
    }
    stepCount += 1
    var step = Step(
      gradients: gradients,
      first: first.unshared(),
      second: second.unshared(),
      kernel: AdamStep(
        betas: betas,
        size: learningRate / Float(1 - power(Double(betas.0), stepCount)),
        correction: Float(1 / (1 - power(Double(betas.1), stepCount)).squareRoot()),
        epsilon: epsilon
      )
    )
    model.visit(&step)
  }

  private struct Step: ParameterVisitor {
    let gradients: Gradients
    let first: [Storage]
    let second: [Storage]
    let kernel: AdamStep
    var path: [String] = []
    var index = 0

    mutating func visit(_ parameter: inout Tensor) {
      defer { index += 1 }
      let gradient = gradients.values[index]
      precondition(
        gradient.shape == parameter.shape,
        "\(name) of shape \(parameter.shape) has no gradient of shape \(gradient.shape)"
      )
      let result = kernel.apply(
        to: parameter.storage,
        gradient: gradient.storage,
        first: first[index],
        second: second[index]
      )
      parameter = Tensor(shape: parameter.shape, storage: result)
    }

    mutating func visit(_ buffer: inout Buffer) {}
  }
}

private func power(_ base: Double, _ exponent: Int) -> Double {
  var result = 1.0
  for _ in 0..<exponent { result *= base }
  return result
}
