import Drawing

extension BellTower {
  /// The plain shaft: piers at the corners, ribs between them, narrow windows, the clock.
  func paintShaft(_ face: Face, on canvas: Canvas) {
    let shaft = panel(face, 0...1, 0.33...0.95)
    canvas.fill(
      shaft,
      with: .linearGradient(
        from: Point(0, 0.3),
        to: Point(0, 0.93),
        stops: [
          GradientStop(offset: 0, color: face.high),
          GradientStop(offset: 0.55, color: face.high.mixed(with: face.low, 0.45)),
          GradientStop(offset: 1, color: face.low),
        ]
      )
    )
    // Recesses between the ribs, each with a dark near edge and narrow windows.
    for recess in [0.2...0.36, 0.42...0.58, 0.64...0.8] {
      canvas.fill(panel(face, recess, 0.425...0.93), with: face.shade.opacity(0.3))
      let edge = recess.lowerBound...recess.lowerBound + 0.035
      canvas.fill(panel(face, edge, 0.425...0.93), with: face.shade.opacity(0.5))
    }
    for (index, y) in stride(from: 0.46, to: 0.86, by: 0.075).enumerated() {
      let isLit = index == 1 || index == 4
      canvas.fill(
        panel(face, 0.465...0.535, y...y + 0.026),
        with: Color(hex: isLit ? 0xffc76a : 0x40324a)
      )
    }
    for y in stride(from: 0.36, to: 0.93, by: 0.0115) {
      canvas.fill(panel(face, 0...1, y...y + 0.0009), with: face.shade.opacity(0.22))
    }
    // Light wraps around the near corner.
    canvas.fill(panel(face, 0...0.03, 0.33...0.95), with: face.light.opacity(0.6))
    paintCornice(face, at: 0.408, height: 0.009, jut: 0.025, on: canvas)
    paintClock(face, on: canvas)
    paintCornice(face, at: 0.318, height: 0.012, jut: 0.05, on: canvas)
  }

  private func paintClock(_ face: Face, on canvas: Canvas) {
    let center = place(face, 0.5, 0.369)
    let height = 0.0295
    let squeeze = face.side < 0 ? 0.93 : 0.66
    func dial(_ scale: Double) -> Path {
      var path = Path()
      path.ellipse(
        in: Rect(
          x: center.x - height * squeeze * scale,
          y: center.y - height * scale,
          width: 2 * height * squeeze * scale,
          height: 2 * height * scale
        )
      )
      return path
    }
    func hand(_ hour: Double, _ length: Double, _ width: Double) {
      let direction = Transform.rotation(hour / 6 * .pi)
      let (x, y) = (direction.b * length * squeeze, -direction.d * length)
      canvas.stroke(
        .polyline([center, Point(center.x + x * height, center.y + y * height)]),
        with: Color(hex: 0x3a2a30),
        style: StrokeStyle(width: width, cap: .round)
      )
    }
    canvas.glow(
      at: center,
      width: 0.06 * squeeze,
      height: 0.06,
      color: Color(hex: 0xffdf9c, alpha: 0.35)
    )
    canvas.fill(dial(1.12), with: face.shade)
    canvas.fill(dial(1), with: Color(hex: face.side < 0 ? 0xfff9e6 : 0xe6dbe0))
    for hour in 0..<12 {
      let direction = Transform.rotation(Double(hour) / 6 * .pi)
      let mark = Point(
        center.x + direction.b * squeeze * height * 0.8,
        center.y - direction.d * height * 0.8
      )
      canvas.fill(.circle(center: mark, radius: 0.0016), with: Color(hex: 0x5a4650))
    }
    hand(8.25, 0.45, 0.0036)
    hand(3, 0.7, 0.0026)
  }
}
