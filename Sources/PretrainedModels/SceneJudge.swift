public import Arrays
public import Autodiff
public import Datasets
public import NeuralNet
import TextToImage

/// The judge: a small network that says which subject a picture shows, and in which medium.
public struct SceneJudge: Parameterized {
  var stages: [JudgeStage]
  var hidden: Linear
  var subject: Linear
  var medium: Linear

  /// Creates a network with freshly drawn weights.
  public init(using stream: inout RandomStream) {
    let widths = [3, 32, 64, 96, 128]
    stages = zip(widths, widths.dropFirst()).map { JudgeStage($0, $1, using: &stream) }
    hidden = Linear(128 * 4 * 4, 192, using: &stream)
    subject = Linear(192, PaintedSubject.allCases.count, using: &stream)
    medium = Linear(192, PaintedMedium.allCases.count, using: &stream)
  }

  /// The folder of the package that holds the trained judge.
  public static let folder = "models/scene-judge"

  /// The file in a folder that holds its weights.
  static let fileName = "model.safetensors"

  /// Reads a trained judge.
  ///
  /// - Throws: ``NeuralNet/SafetensorsError`` when its weights cannot be used.
  public init(folder: String) throws(SafetensorsError) {
    var stream = RandomStream(seed: 0, "replaced weights")
    self.init(using: &stream)
    try load(from: "\(folder)/\(Self.fileName)")
  }

  /// Writes the weights into a folder, in half precision.
  ///
  /// - Throws: ``NeuralNet/SafetensorsError`` when they cannot be written.
  public func write(to folder: String) throws(SafetensorsError) {
    try checkpoint().write(to: "\(folder)/\(Self.fileName)", as: .float16)
  }

  /// Maps pictures `[N, 3, 64, 64]`, values in `-1...1`, to the logits of the subjects, `[N, 24]`, and of
  /// the media, `[N, 5]`.
  public func callAsFunction(_ x: Tensor) -> (subject: Tensor, medium: Tensor) {
    let features = features(x)
    return (subject(features), medium(features))
  }

  /// Maps pictures `[N, 3, 64, 64]` to what the judge sees in them before it decides, `[N, 192]`.
  func features(_ x: Tensor) -> Tensor {
    let h = stages.reduce(x) { h, stage in stage(h) }  // [N, 128, 4, 4]
    return gelu(hidden(h.reshaped([x.shape[0], 128 * 4 * 4])))
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&stages, named: "stages")
    visitor.visit(&hidden, named: "hidden")
    visitor.visit(&subject, named: "subject")
    visitor.visit(&medium, named: "medium")
  }
}

/// A convolution, group normalization and GELU, after which height and width are halved.
struct JudgeStage: Parameterized {
  var conv: Conv2d
  var norm: GroupNorm

  init(_ inChannels: Int, _ outChannels: Int, using stream: inout RandomStream) {
    conv = Conv2d(inChannels, outChannels, kernelSize: 3, padding: 1, using: &stream)
    norm = GroupNorm(outChannels, groupCount: 8)
  }

  func callAsFunction(_ x: Tensor) -> Tensor { averagePool2d(gelu(norm(conv(x))), size: 2) }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&conv, named: "conv")
    visitor.visit(&norm, named: "norm")
  }
}

/// What the judge takes pictures for.
public struct SceneReading: Hashable, Sendable {
  public let subject: PaintedSubject
  public let medium: PaintedMedium
}

extension SceneJudge {
  /// Reads pictures, `[N, 3, S, S]`, values in `-1...1`; those of another size than 64 are resized.
  public func read(_ pictures: NDArray) -> [SceneReading] {
    let side = ScenePainter.side
    let pictures = pictures.shape[3] == side ? pictures : bilinearResize(pictures, to: side)
    var readings: [SceneReading] = []
    for start in stride(from: 0, to: pictures.shape[0], by: 32) {
      let rows = start..<min(pictures.shape[0], start + 32)
      let logits = self(Tensor(pictures[rows]))
      for (subject, medium) in zip(logits.subject.array.argmax(), logits.medium.array.argmax()) {
        readings.append(
          SceneReading(
            subject: PaintedSubject.allCases[subject],
            medium: PaintedMedium.allCases[medium]
          )
        )
      }
    }
    return readings
  }
}
