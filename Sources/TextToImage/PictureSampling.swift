/// How pictures are made from noise.
public struct PictureSampling: Hashable, Sendable {
  /// The ways to take a step.
  public enum Method: String, CaseIterable, Sendable {
    case ddpm
    case ddim
  }

  /// The way to take a step.
  public var method = Method.ddpm

  /// The number of steps.
  public var stepCount: Int

  /// How far pictures are pushed past their text; 1 and less do without the unwanted text.
  public var guidanceScale: Float

  /// The timestep of the noise that a second stage gives to the small pictures, so that it does not trust
  /// every pixel of them; DeepFloyd IF's own.
  static let noiseLevel = 250

  /// Creates a description; the defaults are those of DeepFloyd IF's first stage.
  public init(method: Method = .ddpm, stepCount: Int = 100, guidanceScale: Float = 7) {
    self.method = method
    self.stepCount = stepCount
    self.guidanceScale = guidanceScale
  }

  /// Whether a text that is not wanted takes part.
  public var isGuided: Bool { guidanceScale > 1 }
}
