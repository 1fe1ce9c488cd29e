/// Images of twice the height and width, in which each pixel becomes four.
///
/// Lines of pixels are shared out among threads; the channels of a pixel lie side by side.
package struct NearestUpsampling: Sendable {
  /// The lines of all images before.
  package let lines: Int
  package let width: Int
  package let channels: Int

  package init(lines: Int, width: Int, channels: Int) {
    self.lines = lines
    self.width = width
    self.channels = channels
  }

  /// Writes each pixel to its four places.
  package func forward(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>) {
    forEachPixel { pixel, above, below in
      forEachVector { c, valid in
        let value = load(x + (pixel + c), valid)
        store(value, y + (above + c), valid)
        store(value, y + (above + channels + c), valid)
        store(value, y + (below + c), valid)
        store(value, y + (below + channels + c), valid)
      }
    }
  }

  /// Writes the sum over the four places of each pixel.
  package func backward(
    outputGradient: UnsafePointer<Float>,
    into gradient: UnsafeMutablePointer<Float>
  ) {
    forEachPixel { pixel, above, below in
      forEachVector { c, valid in
        let first = load(outputGradient + (above + c), valid)
        let second = load(outputGradient + (above + channels + c), valid)
        let third = load(outputGradient + (below + c), valid)
        let fourth = load(outputGradient + (below + channels + c), valid)
        store((first + second) + (third + fourth), gradient + (pixel + c), valid)
      }
    }
  }

  /// Pairs each pixel with the left one of its copies in the upper and in the lower line.
  @inline(__always)
  private func forEachPixel(_ body: (_ pixel: Int, _ above: Int, _ below: Int) -> Void) {
    unsafeParallelFor(lines) { line in
      for column in 0..<width {
        let above = (2 * line * width + column) * 2 * channels
        body((line * width + column) * channels, above, above + 2 * width * channels)
      }
    }
  }

  @inline(__always)
  private func forEachVector(_ body: (_ channel: Int, _ valid: Int) -> Void) {
    var c = 0
    while c < channels {
      body(c, min(vectorWidth, channels - c))
      c += vectorWidth
    }
  }
}
