import Arrays
import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A pen in a hand that is not quite steady: lines waver, swell, and do not end where they began.
///
/// Coordinates are lists `x, y, x, y, …` in units of one picture.
struct ShakyPen {
  let canvas: Canvas
  var stream: RandomStream

  /// The width of a line where the pen is pressed as usual.
  var width = 0.011
  var color = Color(hex: 0x23_22_2b)

  /// How far a line strays from where it was meant to be.
  var tremor = 0.0065

  /// How much of what lies below a line hides; crayons leave the paper's grain.
  var cover = 1.0

  /// Draws a line through places.
  mutating func line(_ coordinates: [Double]) {
    let places = stride(from: 0, to: coordinates.count, by: 2).map {
      Point(coordinates[$0], coordinates[$0 + 1])
    }
    let drawn = wavering(Self.resampled(places, spacing: 0.02))
    let pressure = stream.between(0, 2 * .pi)
    // Parts of eight places overlap by one, and each is as wide as the hand presses there.
    for start in stride(from: 0, to: drawn.count - 1, by: 8) {
      let part = Array(drawn[start..<min(start + 9, drawn.count)])
      canvas.stroke(
        .smooth(part, isClosed: false),
        with: color.opacity(cover),
        style: StrokeStyle(
          width: width * (1 + 0.22 * sin(0.21 * Double(start) + pressure)),
          cap: cover < 1 ? .butt : .round
        )
      )
    }
  }

  /// Draws around an ellipse, a little more than once.
  mutating func ring(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    let start = stream.between(0, 2 * .pi)
    line(
      (0...26).flatMap { step in
        let angle = start + Double(step) / 25 * 2 * .pi
        return [x + width * cos(angle), y + height * sin(angle)]
      }
    )
  }

  /// Fills an area with lines to and fro, as with a crayon.
  ///
  /// - Parameters:
  ///   - top: The first height.
  ///   - bottom: The last.
  ///   - edges: The left and the right edge at a height.
  mutating func hatch(
    from top: Double,
    to bottom: Double,
    between edges: (_ y: Double) -> (left: Double, right: Double)
  ) {
    var zigzag: [Double] = []
    for (index, y) in stride(from: top, through: bottom, by: width * 0.62).enumerated() {
      let (left, right) = edges(y)
      zigzag += [(index.isMultiple(of: 2) ? left : right) + stream.between(-0.008, 0.008), y]
    }
    line(zigzag)
  }

  /// Moves places by slow waves, each line by its own.
  private mutating func wavering(_ places: [Point]) -> [Point] {
    let waves = (0..<3).map { index in
      let pace = 0.16 * Double(1 + 2 * index) * stream.between(0.7, 1.3)
      return (
        pace: pace, reach: tremor / Double(1 + index),
        phases: (stream.between(0, 2 * .pi), stream.between(0, 2 * .pi))
      )
    }
    return places.enumerated().map { step, place in
      waves.reduce(place) { place, wave in
        Point(
          place.x + wave.reach * sin(wave.pace * Double(step) + wave.phases.0),
          place.y + wave.reach * sin(wave.pace * Double(step) + wave.phases.1)
        )
      }
    }
  }

  /// Returns places along straight lines between some, at most a distance apart.
  private static func resampled(_ places: [Point], spacing: Double) -> [Point] {
    var result = Array(places.prefix(1))
    for (from, to) in zip(places, places.dropFirst()) {
      let (dx, dy) = (to.x - from.x, to.y - from.y)
      let count = max(1, Int(((dx * dx + dy * dy).squareRoot() / spacing).rounded(.up)))
      for step in 1...count {
        let share = Double(step) / Double(count)
        result.append(Point(from.x + dx * share, from.y + dy * share))
      }
    }
    return result
  }
}
