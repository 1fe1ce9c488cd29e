import Arrays
import Foundation

/// One position of a slider that mixes two arrays.
public struct BlendFrame: Sendable {
  /// What stands under the picture on the left, such as "t = 250".
  public let label: String

  /// What stands under the picture on the right, such as "ᾱ 0.846".
  public let note: String

  /// The weight of the base array.
  public let baseWeight: Float

  /// The weight of the overlay array.
  public let overlayWeight: Float

  /// Creates a position.
  public init(label: String, note: String, baseWeight: Float, overlayWeight: Float) {
    self.label = label
    self.note = note
    self.baseWeight = baseWeight
    self.overlayWeight = overlayWeight
  }
}

/// What the page's script needs to mix the picture; arrays are 16-bit multiples of `unit`.
struct BlendData: Encodable {
  let width: Int
  let height: Int
  let channels: Int
  let low: Float
  let high: Float
  let unit: Float
  let base: Data
  let overlay: Data
  let frames: [Frame]

  init(base: NDArray, overlay: NDArray, range: ClosedRange<Float>, frames: [BlendFrame]) {
    channels = base.shape[0]
    height = base.shape[1]
    width = base.shape[2]
    low = range.lowerBound
    high = range.upperBound
    let unit = (base.values + overlay.values).reduce(1e-6) { max($0, abs($1)) } / 32_767
    func packed(_ array: NDArray) -> Data {
      array.values.map { Int16(($0 / unit).rounded()).littleEndian }.withUnsafeBytes { Data($0) }
    }
    self.unit = unit
    self.base = packed(base)
    self.overlay = packed(overlay)
    self.frames = frames.map(Frame.init)
  }

  /// A position as the array `[label, note, base weight, overlay weight]`, weights to six digits.
  struct Frame: Encodable {
    let frame: BlendFrame

    func encode(to encoder: any Encoder) throws {
      var container = encoder.unkeyedContainer()
      try container.encode(frame.label)
      try container.encode(frame.note)
      try container.encode((Double(frame.baseWeight) * 1e6).rounded() / 1e6)
      try container.encode((Double(frame.overlayWeight) * 1e6).rounded() / 1e6)
    }
  }
}
