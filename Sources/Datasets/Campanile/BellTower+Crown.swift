import Drawing

extension BellTower {
  /// The open room of the bells behind three arches, and the parapet above it.
  func paintBelfry(_ face: Face, on canvas: Canvas) {
    canvas.fill(panel(face, 0...1, 0.205...0.322), with: face.high)
    for opening in [0.13...0.34, 0.395...0.605, 0.66...0.87] {
      let arch = arch(face, opening, 0.226...0.309)
      canvas.fill(
        arch,
        with: .linearGradient(
          from: place(face, 0.5, 0.226),
          to: place(face, 0.5, 0.309),
          stops: [
            GradientStop(offset: 0, color: Color(hex: 0x3b2440)),
            GradientStop(offset: 0.45, color: Color(hex: 0x96502f)),
            GradientStop(offset: 1, color: Color(hex: 0xffc25c)),
          ]
        )
      )
      canvas.stroke(arch, with: face.shade.opacity(0.8), style: StrokeStyle(width: 0.0018))
    }
    canvas.fill(panel(face, 0.1...0.9, 0.3...0.304), with: face.light)
    canvas.fill(panel(face, 0...0.035, 0.205...0.318), with: face.light.opacity(0.6))
    paintCornice(face, at: 0.196, height: 0.013, jut: 0.06, on: canvas)
    // The parapet: a rail on balusters.
    canvas.fill(panel(face, 0...1, 0.178...0.197), with: face.shade)
    for post in stride(from: 0.02, to: 0.97, by: 0.1) {
      canvas.fill(panel(face, post...post + 0.055, 0.178...0.197), with: face.high)
    }
    canvas.fill(panel(face, -0.02...1.02, 0.174...0.1795), with: face.light)
  }

  /// The set-back block, the pyramid on it with its lantern, and the obelisks at the corners.
  func paintSpire(on canvas: Canvas) {
    paintObelisk(at: place(north, 0.96, 0.176), size: 0.9, on: canvas)
    paintObelisk(at: place(west, 0.96, 0.176), size: 0.95, on: canvas)
    let (foot, shoulder, tip) = (0.176, 0.152, 0.05)
    for face in [north, west] {
      canvas.fill(
        panel(face, 0.1...0.84, shoulder...foot),
        with: face.high.mixed(with: face.shade, 0.18)
      )
      canvas.fill(panel(face, 0.06...0.88, shoulder - 0.004...shoulder + 0.003), with: face.light)
    }
    // The axis of the tower lies behind the near corner; the two faces of the pyramid meet in a ridge.
    let apex = Point(corner + (north.width - west.width) * 0.47, tip)
    let ridge = Point(corner, shoulder - 0.002)
    for face in [north, west] {
      let far = place(face, 0.84, shoulder - 0.002)
      canvas.fill(
        .polygon([apex, ridge, far]),
        with: .linearGradient(
          from: apex,
          to: Point((ridge.x + far.x) / 2, ridge.y),
          stops: [
            GradientStop(offset: 0, color: face.light),
            GradientStop(offset: 1, color: face.high.mixed(with: face.shade, 0.3)),
          ]
        )
      )
      for band in [0.3, 0.52, 0.74, 0.9] {
        canvas.stroke(
          .polyline([between(apex, ridge, band), between(apex, far, band)]),
          with: face.shade.opacity(0.5),
          style: StrokeStyle(width: 0.0014)
        )
      }
      let window = [0.66, 0.76].map { between(apex, between(ridge, far, 0.5), $0) }
      canvas.stroke(
        .polyline(window),
        with: Color(hex: 0x4a3346),
        style: StrokeStyle(width: 0.006)
      )
    }
    canvas.glow(
      at: Point(apex.x, tip - 0.004),
      width: 0.035,
      height: 0.035,
      color: Color(hex: 0xffdc8e, alpha: 0.8)
    )
    canvas.fill(
      .roundedRectangle(
        Rect(x: apex.x - 0.0048, y: tip - 0.012, width: 0.0096, height: 0.018),
        radius: 0.0035
      ),
      with: Color(hex: 0xfff0bd)
    )
    canvas.stroke(
      .polyline([Point(apex.x, tip - 0.012), Point(apex.x, tip - 0.027)]),
      with: Color(hex: 0xd8b98a),
      style: StrokeStyle(width: 0.0022, cap: .round)
    )
    paintObelisk(at: place(west, 0.02, 0.178), size: 1.1, on: canvas)
  }

  /// A slim pyramid on a block, its left side in the light.
  private func paintObelisk(at foot: Point, size: Double, on canvas: Canvas) {
    let (half, height) = (0.0088 * size, 0.05 * size)
    let tip = Point(foot.x, foot.y - height)
    let neck = foot.y - height * 0.3
    for (face, sign, share) in [(west, -1.0, 1.0), (north, 1.0, 0.75)] {
      let edge = foot.x + sign * half * share
      canvas.fill(
        .polygon([
          Point(foot.x, foot.y + 0.002), Point(edge, foot.y + 0.001), Point(edge, neck),
          Point(foot.x, neck),
        ]),
        with: face.high.mixed(with: face.low, 0.3)
      )
      canvas.fill(
        .polygon([tip, Point(foot.x, neck), Point(foot.x + sign * half * share * 0.8, neck)]),
        with: face.high
      )
    }
  }

  private func between(_ first: Point, _ second: Point, _ fraction: Double) -> Point {
    Point(
      first.x + (second.x - first.x) * fraction,
      first.y + (second.y - first.y) * fraction
    )
  }
}
