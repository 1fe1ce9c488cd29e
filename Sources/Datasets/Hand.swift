import Arrays
import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How one digit comes out of a hand: what bends the form, slants and stretches it, and how thick the
/// pen is.
struct Hand {
  /// The width of the pen in pixels.
  let penWidth: Double

  /// How far a place moves to the right for each box height that it is above the foot.
  private let slant: Double
  private let rotation: Double
  private let stretch: Double
  private let waves: [Wave]
  private let chance: Double

  /// A gentle ripple that moves places according to where they are, so that what touches stays
  /// touching.
  private struct Wave {
    var frequencyX: Double
    var frequencyY: Double
    var phase: Double
    var moveX: Double
    var moveY: Double
  }

  /// Draws the habits of a hand.
  init(using stream: inout RandomStream) {
    func normal(_ mean: Double, _ deviation: Double) -> Double {
      mean + deviation * max(-2.2, min(2.2, Double(stream.nextNormal())))
    }
    chance = Double(stream.nextUniform())
    penWidth = normal(2.4, 0.48)
    slant = normal(0.24, 0.2)
    rotation = normal(0, 0.07)
    stretch = exp(normal(-0.18, 0.14))
    waves = (0..<8).map { index in
      // The later waves are shorter and smaller: a slow bend with a little tremor on it.
      let pace = 1.6 + 0.9 * Double(index)
      let angle = 2 * Double.pi * Double(stream.nextUniform())
      return Wave(
        frequencyX: pace * cos(angle),
        frequencyY: pace * sin(angle),
        phase: 2 * .pi * Double(stream.nextUniform()),
        moveX: normal(0, 0.11) / pace,
        moveY: normal(0, 0.11) / pace
      )
    }
  }

  /// Returns one of the forms, each as often as its share says.
  func choice(among forms: [DigitForm]) -> DigitForm {
    var rest = chance * Double(forms.reduce(0) { $0 + $1.share })
    for form in forms.dropLast() {
      rest -= Double(form.share)
      if rest < 0 { return form }
    }
    return forms[forms.count - 1]
  }

  /// Returns the line of a stroke in this hand, as places a few hundredths of a box apart.
  func trace(_ stroke: [Int]) -> [Point] {
    let places = stride(from: 0, to: stroke.count, by: 2).map { index in
      Point(Double(stroke[index]) / 100, Double(stroke[index + 1]) / 100)
    }
    let ends = [places[0]] + places + [places[places.count - 1]]
    var line = [bent(places[0])]
    for index in 1..<places.count {
      let (before, from, to, after) = (
        ends[index - 1], ends[index], ends[index + 1], ends[index + 2]
      )
      for step in 1...12 {
        line.append(bent(spline(before, from, to, after, at: Double(step) / 12)))
      }
    }
    return line
  }

  /// A point of the Catmull-Rom curve between `from` (0) and `to` (1).
  private func spline(
    _ before: Point,
    _ from: Point,
    _ to: Point,
    _ after: Point,
    at u: Double
  ) -> Point {
    func blend(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
      let linear = (c - a) * u
      let square = (2 * a - 5 * b + 4 * c - d) * u * u
      let cube = (3 * b - a - 3 * c + d) * u * u * u
      return b + (linear + square + cube) / 2
    }
    return Point(
      blend(before.x, from.x, to.x, after.x),
      blend(before.y, from.y, to.y, after.y)
    )
  }

  /// Moves a place of the form to where this hand puts it.
  private func bent(_ place: Point) -> Point {
    var (x, y) = (place.x - 0.5, place.y - 0.5)
    for wave in waves {
      let height = sin(wave.frequencyX * place.x + wave.frequencyY * place.y + wave.phase)
      x += wave.moveX * height
      y += wave.moveY * height
    }
    x = x * stretch - slant * y
    return Point(
      x * cos(rotation) - y * sin(rotation),
      x * sin(rotation) + y * cos(rotation)
    )
  }
}
