import Drawing

/// The tower, seen at a corner: a lit face to the left of it and a shaded one to the right.
struct BellTower {
  /// The x of the near corner.
  let corner = 0.515

  /// The height of the eye; lines above it fall as they recede.
  let eye = 0.93

  /// One of the two faces that are seen.
  struct Face {
    /// 1 to the right of the corner, -1 to the left.
    var side: Double

    /// The width as seen, in picture widths.
    var width: Double

    /// How much smaller things are at the far edge.
    var depth: Double

    /// The stone, at the top and at the foot of the shaft.
    var high: Color
    var low: Color

    /// What lies in the shade of mouldings on this face.
    var shade: Color

    /// What juts out into the light.
    var light: Color
  }

  let west = Face(
    side: -1,
    width: 0.098,
    depth: 0.055,
    high: Color(hex: 0xffe6bd),
    low: Color(hex: 0xd9a27e),
    shade: Color(hex: 0xa9765f),
    light: Color(hex: 0xfff5dc)
  )

  let north = Face(
    side: 1,
    width: 0.062,
    depth: 0.075,
    high: Color(hex: 0x85769e),
    low: Color(hex: 0x574a6c),
    shade: Color(hex: 0x4a4262),
    light: Color(hex: 0xa99abb)
  )

  /// Paints the tower from its foot to the tip of its spire.
  func paint(on canvas: Canvas) {
    for face in [north, west] {
      paintShaft(face, on: canvas)
      paintBelfry(face, on: canvas)
    }
    paintSpire(on: canvas)
  }

  /// Returns where a place of a face is seen.
  ///
  /// The distance `u` from the near corner is 1 at the far corner, and less than 0 for what juts out
  /// before the near one; `y` is the height at the near corner.
  func place(_ face: Face, _ u: Double, _ y: Double) -> Point {
    let scale = 1 / (1 + face.depth * u)
    return Point(
      corner + face.side * face.width * u * (1 + face.depth) * scale,
      eye + (y - eye) * scale
    )
  }

  /// Returns the upright panel of a face between two distances and two heights.
  func panel(_ face: Face, _ u: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Path {
    .polygon([
      place(face, u.lowerBound, y.lowerBound), place(face, u.upperBound, y.lowerBound),
      place(face, u.upperBound, y.upperBound), place(face, u.lowerBound, y.upperBound),
    ])
  }

  /// Returns an opening with a round arch on top.
  func arch(_ face: Face, _ u: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Path {
    let middle = (u.lowerBound + u.upperBound) / 2
    let rise = (u.upperBound - u.lowerBound) * west.width / 2
    let spring = y.lowerBound + rise
    var path = Path()
    path.move(to: place(face, u.lowerBound, y.upperBound))
    path.line(to: place(face, u.lowerBound, spring))
    path.curve(
      to: place(face, middle, y.lowerBound),
      control1: place(face, u.lowerBound, spring - rise * 0.55),
      control2: place(face, middle - (middle - u.lowerBound) * 0.55, y.lowerBound)
    )
    path.curve(
      to: place(face, u.upperBound, spring),
      control1: place(face, middle + (middle - u.lowerBound) * 0.55, y.lowerBound),
      control2: place(face, u.upperBound, spring - rise * 0.55)
    )
    path.line(to: place(face, u.upperBound, y.upperBound))
    path.close()
    return path
  }

  /// A moulding that runs around the tower and juts out a little, with its shadow below.
  func paintCornice(
    _ face: Face,
    at y: Double,
    height: Double,
    jut: Double,
    on canvas: Canvas
  ) {
    canvas.fill(
      panel(face, 0...1, y + height...y + height * 1.9),
      with: face.shade.opacity(0.55)
    )
    canvas.fill(panel(face, -jut...1 + jut, y...y + height), with: face.light)
    canvas.fill(
      panel(face, -jut...1 + jut, y + height * 0.62...y + height),
      with: face.shade.opacity(0.45)
    )
  }
}
