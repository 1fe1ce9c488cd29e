import Arrays
import Drawing

/// Handwritten digits that the package draws itself, in the form of MNIST.
///
/// A digit is a form that people write, bent as a hand bends it, slanted and stretched, and drawn with
/// a pen of some width. As in MNIST it fills a box of 20 by 20 pixels without being distorted, and
/// stands so that its centre of mass falls on the middle of the picture, to the nearest pixel. The
/// n-th digit of a seed does not depend on how many are drawn.
public enum SyntheticDigits {
  /// Draws digits, each of the ten equally likely.
  ///
  /// - Parameters:
  ///   - count: How many, 0 or more.
  ///   - seed: The seed of what they are and how they come out.
  /// - Returns: The digits; the first ones are the same whatever `count` is.
  public static func draw(count: Int, seed: UInt64) -> Digits {
    draw(
      labels: (0..<count).map { index in
        var stream = RandomStream(seed: seed, "synthetic label", "\(index)")
        return Int(stream.nextUniform() * 10)
      },
      seed: seed
    )
  }

  /// Draws one digit for each label.
  ///
  /// - Precondition: Every label lies in `0...9`.
  public static func draw(labels: [Int], seed: UInt64) -> Digits {
    var pixels = [Float](repeating: 0, count: labels.count * 28 * 28)
    pixels.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(labels.count) { index in
        var stream = RandomStream(seed: seed, "synthetic digit", "\(index)")
        let picture = picture(of: labels[index], using: &stream)
        for (place, value) in picture.enumerated() { target[index * 28 * 28 + place] = value }
      }
    }
    return Digits(
      images: NDArray(pixels, shape: [labels.count, 1, 28, 28]),
      labels: labels,
      source: .synthetic
    )
  }

  /// Returns the 28 by 28 pixels of one digit, in `0...1`.
  private static func picture(of label: Int, using stream: inout RandomStream) -> [Float] {
    precondition((0...9).contains(label), "\(label) is not a digit from 0 to 9")
    let hand = Hand(using: &stream)
    let form = hand.choice(among: DigitForm.all[label])
    return centred(box(around: form.strokes.map(hand.trace), pen: hand.penWidth))
  }

  /// Draws strokes so that, with the width of the pen, they just fill a box of 20 by 20 pixels.
  private static func box(around strokes: [[Point]], pen: Double) -> [Float] {
    let places = strokes.joined()
    let (xs, ys) = (places.map(\.x), places.map(\.y))
    let (left, top) = (xs.min() ?? 0, ys.min() ?? 0)
    let (width, height) = ((xs.max() ?? 0) - left, (ys.max() ?? 0) - top)
    let scale = (20 - pen) / max(width, height)
    let margin = Point((20 - width * scale) / 2, (20 - height * scale) / 2)

    var path = Path()
    for stroke in strokes {
      path.append(
        .polyline(
          stroke.map { Point(margin.x + ($0.x - left) * scale, margin.y + ($0.y - top) * scale) }
        )
      )
    }
    let canvas = Canvas(.png(scale: 1), size: Size(width: 20, height: 20))
    canvas.stroke(path, with: .white, style: StrokeStyle(width: pen, cap: .round, join: .round))
    let bitmap = canvas.pixels()
    return stride(from: 3, to: bitmap.rgba.count, by: 4).map { Float(bitmap.rgba[$0]) / 255 }
  }

  /// Puts a box of 20 by 20 pixels where its centre of mass is the middle of 28 by 28.
  private static func centred(_ box: [Float]) -> [Float] {
    var (mass, momentX, momentY) = (Float(0), Float(0), Float(0))
    for (place, value) in box.enumerated() {
      mass += value
      momentX += value * (Float(place % 20) + 0.5)
      momentY += value * (Float(place / 20) + 0.5)
    }
    let left = min(8, max(0, Int((14 - momentX / mass).rounded())))
    let top = min(8, max(0, Int((14 - momentY / mass).rounded())))
    var picture = [Float](repeating: 0, count: 28 * 28)
    for (place, value) in box.enumerated() {
      picture[(top + place / 20) * 28 + left + place % 20] = value
    }
    return picture
  }
}
