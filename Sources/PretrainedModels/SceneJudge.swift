public import Arrays
public import Autodiff
public import Datasets
public import NeuralNet
import TextToImage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
  public static let fileName = "model.safetensors"

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

/// What the judge takes a picture for.
public struct SceneReading: Hashable, Codable, Sendable {
  public let subject: PaintedSubject
  public let medium: PaintedMedium

  /// The probability that the judge gives to the subject, 0 to 1.
  public let confidence: Float

  /// The reading as a prompt would say it.
  public var caption: String { "\(medium.phrases[0]) \(subject.nouns[0])" }
}

extension SceneJudge {
  /// Reads pictures as they are shown, `[N, 3, S, S]`: clipped to `-1...1`, and those of another size than
  /// 64 resized.
  public func read(_ pictures: NDArray) -> [SceneReading] {
    batches(of: pictures).flatMap { batch -> [SceneReading] in
      let logits = self(batch)
      let (subjects, media) = (logits.subject.array, logits.medium.array)
      let choices = zip(subjects.argmax(), media.argmax())
      return choices.enumerated().map { row, choice in
        let scores = subjects[row].values
        let total = scores.reduce(0) { $0 + exp($1 - scores[choice.0]) }
        return SceneReading(
          subject: PaintedSubject.allCases[choice.0],
          medium: PaintedMedium.allCases[choice.1],
          confidence: 1 / total
        )
      }
    }
  }

  /// Returns what the judge sees in pictures, `[N, 3, S, S]`, before it decides: numbers in which sets of
  /// pictures can be compared, `[N, 192]`.
  public func features(of pictures: NDArray) -> NDArray {
    .joined(batches(of: pictures).map { features($0).array })
  }

  /// Returns pictures in the judge's range and size, 32 at a time.
  private func batches(of pictures: NDArray) -> [Tensor] {
    let side = ScenePainter.side
    let shown = pictures.map { min(1, max(-1, $0)) }
    let pictures = shown.shape[3] == side ? shown : bilinearResize(shown, to: side)
    return stride(from: 0, to: pictures.shape[0], by: 32).map { start in
      Tensor(pictures[start..<min(pictures.shape[0], start + 32)])
    }
  }
}
