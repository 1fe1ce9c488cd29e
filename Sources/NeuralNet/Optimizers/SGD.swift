import Arrays
public import Autodiff

/// Gradient descent with momentum, as PyTorch computes it (Polyak 1964).
///
///     v = momentum · v + g
///     x = x - learningRate · v
public struct SGD: Optimizer {
  public var learningRate: Float

  /// The share of the last velocity in the next, in `0..<1`; zero for plain gradient descent.
  public let momentum: Float

  private var stepCount = 0
  private var velocities: [Tensor] = []

  /// Creates an optimizer.
  public init(learningRate: Float, momentum: Float = 0) {
    self.learningRate = learningRate
    self.momentum = momentum
  }

  public static let momentNames = ["velocity"]

  public var memory: OptimizerMemory {
    get { OptimizerMemory(stepCount: stepCount, moments: ["velocity": velocities]) }
    set {
      stepCount = newValue.stepCount
      velocities = newValue.moments["velocity"] ?? []
    }
  }

  public mutating func update(_ model: inout some Parameterized, along gradients: Gradients) {
    if stepCount == 0 {
      velocities = gradients.values.map { Tensor(repeating: 0, shape: $0.shape) }
    }
    stepCount += 1
    var step = Step(
      gradients: gradients.values,
      velocities: velocities,
      kernel: MomentumStep(learningRate: learningRate, momentum: momentum)
    )
    model.visit(&step)
    velocities = step.velocities
  }

  private struct Step: ParameterVisitor {
    let gradients: [Tensor]
    var velocities: [Tensor]
    let kernel: MomentumStep
    var path: [String] = []
    var index = 0

    mutating func visit(_ parameter: inout Tensor) {
      let gradient = gradients[index]
      precondition(
        gradient.shape == parameter.shape,
        "\(name) of shape \(parameter.shape) has no gradient of shape \(gradient.shape)"
      )
      let (changed, velocity) = kernel.apply(
        to: parameter.storage,
        gradient: gradient.storage,
        velocity: velocities[index].storage
      )
      parameter = Tensor(shape: parameter.shape, storage: changed)
      velocities[index] = Tensor(shape: parameter.shape, storage: velocity)
      index += 1
    }

    mutating func visit(_ buffer: inout Buffer) {}
  }
}
