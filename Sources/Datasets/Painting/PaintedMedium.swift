/// What a painted picture seems to be made with.
public enum PaintedMedium: String, CaseIterable, Codable, Sendable {
  case oilPainting, watercolor, pencilDrawing, lithograph, photograph

  /// The ways in which captions name it, the usual one first.
  public var phrases: [String] {
    switch self {
    case .oilPainting: ["an oil painting of", "an oil painting of", "an oil on canvas of"]
    case .watercolor: ["a watercolor of", "a watercolor painting of", "a watercolour of"]
    case .pencilDrawing: ["a pencil drawing of", "a pencil sketch of"]
    case .lithograph: ["a lithograph of", "a lithograph of", "a print of"]
    case .photograph: ["a photo of", "a photograph of", "a high quality photo of"]
    }
  }
}
