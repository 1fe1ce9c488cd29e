public import Autodiff

/// Adam with weights that decay by themselves, as PyTorch computes it (Loshchilov and Hutter 2019).
///
/// Before each step of ``Adam`` every parameter is multiplied by `1 - learningRate · weightDecay`.
public struct AdamW: Optimizer {
  private var adam: Adam

  /// How fast parameters decay; zero for Adam itself.
  public let weightDecay: Float

  /// Creates an optimizer.
  public init(
    learningRate: Float,
    weightDecay: Float,
    betas: (Float, Float) = (0.9, 0.999),
    epsilon: Float = 1e-8
  ) {
    adam = Adam(learningRate: learningRate, betas: betas, epsilon: epsilon)
    self.weightDecay = weightDecay
  }

  public static let momentNames = Adam.momentNames

  public var learningRate: Float {
    get { adam.learningRate }
    set { adam.learningRate = newValue }
  }

  public var memory: OptimizerMemory {
    get { adam.memory }
    set { adam.memory = newValue }
  }

  public mutating func update(_ model: inout some Parameterized, along gradients: Gradients) {
    var decay = Decay(factor: 1 - learningRate * weightDecay)
    model.visit(&decay)
    adam.update(&model, along: gradients)
  }

  private struct Decay: ParameterVisitor {
    let factor: Float
    var path: [String] = []

    mutating func visit(_ parameter: inout Tensor) { parameter = factor * parameter }

    mutating func visit(_ buffer: inout Buffer) {}
  }
}
