import Drawing

/// An owl as the web has them: flat colours, round forms, a long shadow, and nothing between.
enum OwlIcon {
  static func paint(on canvas: Canvas) {
    canvas.fill(
      .rectangle(Rect(x: 0, y: 0, width: 1, height: 1)),
      with: Color(hex: 0xff_ff_ff)
    )
    let tile = Path.roundedRectangle(
      Rect(x: 0.05, y: 0.05, width: 0.9, height: 0.9),
      radius: 0.2
    )
    canvas.fill(tile, with: Color(hex: 0x2f_9e_a8))
    canvas.clip(to: tile) {
      canvas.fill(
        .polygon([
          Point(0.77, 0.3), Point(1.3, 0.83), Point(1.3, 1.3), Point(0.78, 1.3), Point(0.3, 0.8),
        ]),
        with: Color(hex: 0x26_86_92)
      )
      canvas.fill(
        .roundedRectangle(Rect(x: 0.05, y: 0.8, width: 0.9, height: 0.055), radius: 0.02),
        with: Color(hex: 0x8a_5a_3c)
      )
    }
    paintBody(on: canvas)
    paintFace(on: canvas)
  }

  private static func paintBody(on canvas: Canvas) {
    let plum = Color(hex: 0x6a_4a_7c)
    for side in [-1.0, 1.0] {
      canvas.fill(
        .polygon([
          Point(0.5 + side * 0.27, 0.17), Point(0.5 + side * 0.29, 0.42),
          Point(0.5 + side * 0.08, 0.27),
        ]),
        with: plum
      )
    }
    canvas.fill(
      .roundedRectangle(Rect(x: 0.22, y: 0.24, width: 0.56, height: 0.58), radius: 0.27),
      with: plum
    )
    canvas.fill(.ellipse(0.5, 0.66, 0.17, 0.15), with: Color(hex: 0xef_d9_b4))
    for (row, count) in [(0, 3), (1, 2)] {
      for index in 0..<count {
        let x = 0.5 + (Double(index) - Double(count - 1) / 2) * 0.085
        canvas.fill(
          .ellipse(x, 0.645 + 0.065 * Double(row), 0.026, 0.018),
          with: Color(hex: 0xc9_a0_6c)
        )
      }
    }
    for side in [-1.0, 1.0] {
      canvas.fill(.ellipse(0.5 + side * 0.25, 0.62, 0.06, 0.16), with: Color(hex: 0x53_38_64))
      for toe in [-0.035, 0.0, 0.035] {
        canvas.fill(
          .ellipse(0.5 + side * 0.1 + toe, 0.815, 0.018, 0.028),
          with: Color(hex: 0xf2_9a_2e)
        )
      }
    }
  }

  private static func paintFace(on canvas: Canvas) {
    for side in [-1.0, 1.0] {
      let x = 0.5 + side * 0.125
      canvas.fill(.circle(center: Point(x, 0.4), radius: 0.135), with: Color(hex: 0xef_d9_b4))
      canvas.fill(.circle(center: Point(x, 0.4), radius: 0.1), with: .white)
      canvas.fill(.circle(center: Point(x, 0.4), radius: 0.058), with: Color(hex: 0x2a_20_34))
      canvas.fill(.circle(center: Point(x + 0.02, 0.378), radius: 0.018), with: .white)
    }
    canvas.fill(
      .polygon([Point(0.455, 0.455), Point(0.545, 0.455), Point(0.5, 0.55)]),
      with: Color(hex: 0xf2_9a_2e)
    )
  }
}
