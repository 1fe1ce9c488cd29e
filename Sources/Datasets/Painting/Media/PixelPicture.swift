import Drawing

/// A square picture of numbers in `0...1`: red, green and blue of each pixel, rows from the top.
struct PixelPicture {
  let side: Int
  var pixels: [SIMD3<Float>]

  /// The weights of the colours in the brightness of a pixel, by BT.601.
  static let brightnessWeights = SIMD3<Float>(0.299, 0.587, 0.114)

  init(side: Int, pixels: [SIMD3<Float>]) {
    self.side = side
    self.pixels = pixels
  }

  /// Creates a picture pixel by pixel.
  init(side: Int, _ pixel: (_ x: Int, _ y: Int) -> SIMD3<Float>) {
    self.side = side
    pixels = []
    pixels.reserveCapacity(side * side)
    for y in 0..<side {
      for x in 0..<side { pixels.append(pixel(x, y)) }
    }
  }

  /// Returns the colours of a square bitmap, and its alpha.
  static func split(_ bitmap: Bitmap) -> (colors: PixelPicture, alpha: [Float]) {
    var alpha = [Float](repeating: 0, count: bitmap.width * bitmap.height)
    var pixels = [SIMD3<Float>](repeating: .zero, count: alpha.count)
    bitmap.rgba.withUnsafeBufferPointer { rgba in
      for index in alpha.indices {
        let start = 4 * index
        alpha[index] = Float(rgba[start + 3]) / 255
        pixels[index] =
          SIMD3(Float(rgba[start]), Float(rgba[start + 1]), Float(rgba[start + 2])) / 255
      }
    }
    return (PixelPicture(side: bitmap.width, pixels: pixels), alpha)
  }

  /// Returns `front` over `back`, covering as much of each pixel as `cover` says.
  static func blend(_ back: PixelPicture, _ front: PixelPicture, by cover: [Float]) -> PixelPicture
  {
    var result = back
    for index in cover.indices {
      result.pixels[index] += (front.pixels[index] - back.pixels[index]) * cover[index]
    }
    return result
  }

  /// How bright each pixel is.
  var brightness: [Float] { pixels.map { ($0 * Self.brightnessWeights).sum() } }

  /// The pixel at a place, or the nearest one where there is none.
  subscript(x: Int, y: Int) -> SIMD3<Float> {
    pixels[min(side - 1, max(0, y)) * side + min(side - 1, max(0, x))]
  }

  /// Returns the picture with colours farther from grey, or nearer for factors below 1.
  func saturated(_ factor: Float) -> PixelPicture {
    var result = self
    for index in pixels.indices {
      let grey = SIMD3<Float>(repeating: (pixels[index] * Self.brightnessWeights).sum())
      result.pixels[index] = (grey + (pixels[index] - grey) * factor)
        .clamped(lowerBound: .zero, upperBound: .one)
    }
    return result
  }

  /// Returns the picture averaged over squares of `2 · radius + 1` pixels, twice.
  func blurred(_ radius: Int) -> PixelPicture {
    blurredRows(radius).blurredRows(radius)
  }

  /// Averages along rows and hands the result over with rows and columns exchanged.
  private func blurredRows(_ radius: Int) -> PixelPicture {
    var result = self
    let share = 1 / Float(2 * radius + 1)
    for _ in 0..<2 {
      let source = result
      for y in 0..<side {
        var sum = SIMD3<Float>.zero
        for x in -radius...radius { sum += source[x, y] }
        for x in 0..<side {
          result.pixels[y * side + x] = sum * share
          sum += source[x + radius + 1, y] - source[x - radius, y]
        }
      }
    }
    return PixelPicture(side: side) { x, y in result.pixels[x * side + y] }
  }

  /// Returns how fast the colours change at each pixel: the largest of Sobel's gradients of the
  /// three, about 1 where black meets white.
  var edges: [Float] {
    var result = [Float](repeating: 0, count: pixels.count)
    for y in 0..<side {
      for x in 0..<side {
        let (dx, dy) = gradient(x, y)
        result[y * side + x] = (dx * dx + dy * dy).max().squareRoot()
      }
    }
    return result
  }

  /// Sobel's gradient at a pixel.
  func gradient(_ x: Int, _ y: Int) -> (dx: SIMD3<Float>, dy: SIMD3<Float>) {
    let (a, b, c) = (self[x - 1, y - 1], self[x, y - 1], self[x + 1, y - 1])
    let (d, f) = (self[x - 1, y], self[x + 1, y])
    let (g, h, i) = (self[x - 1, y + 1], self[x, y + 1], self[x + 1, y + 1])
    let dx = (c - a) + 2 * (f - d) + (i - g)
    let dy = (g - a) + 2 * (h - b) + (i - c)
    return (dx / 4, dy / 4)
  }

  /// Returns the picture at half its size, each pixel the mean of four.
  func halved() -> PixelPicture {
    PixelPicture(side: side / 2) { x, y in
      let start = 2 * y * side + 2 * x
      let sum =
        pixels[start] + pixels[start + 1] + pixels[start + side] + pixels[start + side + 1]
      return sum / 4
    }
  }

  /// The picture with eight bits a number.
  var bitmap: Bitmap {
    var rgba = [UInt8](repeating: 255, count: pixels.count * 4)
    for (index, pixel) in pixels.enumerated() {
      let scaled = (pixel.clamped(lowerBound: .zero, upperBound: .one) * 255).rounded(
        .toNearestOrEven
      )
      for channel in 0..<3 { rgba[4 * index + channel] = UInt8(scaled[channel]) }
    }
    return Bitmap(width: side, height: side, rgba: rgba)
  }
}
