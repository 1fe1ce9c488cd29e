public import Arrays

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

  /// Creates a description; the defaults are those of DeepFloyd IF's first stage.
  public init(method: Method = .ddpm, stepCount: Int = 100, guidanceScale: Float = 7) {
    self.method = method
    self.stepCount = stepCount
    self.guidanceScale = guidanceScale
  }

  /// Whether a text that is not wanted takes part.
  public var isGuided: Bool { guidanceScale > 1 }
}

/// What a second stage makes larger.
public struct SmallPictures: Sendable {
  /// Pictures, `[N, C, H, W]`, values in -1...1.
  public let pictures: NDArray

  /// The timestep of the noise that they are given, so that the network does not trust every pixel.
  public let noiseLevel: Int

  /// Creates a description.
  public init(_ pictures: NDArray, noiseLevel: Int = 250) {
    self.pictures = pictures
    self.noiseLevel = noiseLevel
  }
}
