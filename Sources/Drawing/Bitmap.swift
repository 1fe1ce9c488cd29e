/// A picture of 8-bit pixels: red, green, blue and straight alpha, rows from the top.
public struct Bitmap: Hashable, Sendable {
  public let width: Int
  public let height: Int

  /// The samples, four for each pixel, row by row.
  public private(set) var rgba: [UInt8]

  /// Creates a picture from its samples.
  ///
  /// - Precondition: Both sides are positive, and there are four samples for each pixel.
  public init(width: Int, height: Int, rgba: [UInt8]) {
    precondition(
      width > 0 && height > 0 && rgba.count == width * height * 4,
      "\(rgba.count) samples do not fill \(width) × \(height) pixels of four"
    )
    self.width = width
    self.height = height
    self.rgba = rgba
  }

  /// The four samples of one pixel.
  public subscript(x: Int, y: Int) -> SIMD4<UInt8> {
    get {
      let index = offset(x, y)
      return SIMD4(rgba[index], rgba[index + 1], rgba[index + 2], rgba[index + 3])
    }
    set {
      let index = offset(x, y)
      for channel in 0..<4 { rgba[index + channel] = newValue[channel] }
    }
  }

  /// Returns the largest square around the centre.
  ///
  /// Where the sides differ by an odd number, the extra row or column is lost at the end.
  public func croppedToSquare() -> Bitmap {
    let side = min(width, height)
    let (left, top) = ((width - side) / 2, (height - side) / 2)
    var cropped: [UInt8] = []
    cropped.reserveCapacity(side * side * 4)
    for y in top..<top + side {
      let start = (y * width + left) * 4
      cropped += rgba[start..<start + side * 4]
    }
    return Bitmap(width: side, height: side, rgba: cropped)
  }

  /// Returns the picture as it looks on an opaque ground.
  public func flattened(over ground: Color) -> Bitmap {
    let base = [ground.red, ground.green, ground.blue].map { $0 * 255 }
    var result = self
    for start in stride(from: 0, to: rgba.count, by: 4) {
      let alpha = Double(rgba[start + 3]) / 255
      for channel in 0..<3 {
        let mixed = base[channel] + (Double(rgba[start + channel]) - base[channel]) * alpha
        result.rgba[start + channel] = UInt8(mixed.rounded())
      }
      result.rgba[start + 3] = 255
    }
    return result
  }

  private func offset(_ x: Int, _ y: Int) -> Int {
    precondition(
      (0..<width).contains(x) && (0..<height).contains(y),
      "pixel (\(x), \(y)) is outside \(width) × \(height)"
    )
    return (y * width + x) * 4
  }
}
