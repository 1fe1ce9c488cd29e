import Arrays
import Drawing

/// A jar and three fruits on a table beside a window: round forms in the light from the left.
enum StillLife {
  static func paint(on canvas: Canvas) {
    paintRoom(on: canvas)
    paintCloth(on: canvas)
    paintJar(on: canvas)
    for fruit in [pear, apple, lemon] { paint(fruit, on: canvas) }
  }

  private static func paintRoom(on canvas: Canvas) {
    canvas.fill(
      .rectangle(Rect(x: 0, y: 0, width: 1, height: 1)),
      with: .linearGradient(
        from: Point(0, 0.1),
        to: Point(1, 0.5),
        stops: [
          GradientStop(offset: 0, color: Color(hex: 0x9a_8a_6c)),
          GradientStop(offset: 0.45, color: Color(hex: 0x5c_51_48)),
          GradientStop(offset: 1, color: Color(hex: 0x22_1f_26)),
        ]
      )
    )
    canvas.glow(
      at: Point(0.02, 0.2),
      width: 0.5,
      height: 0.55,
      color: Color(hex: 0xf2_dc_a6, alpha: 0.5)
    )
  }

  /// A tabletop with a white cloth over its edge.
  private static func paintCloth(on canvas: Canvas) {
    canvas.fill(
      .rectangle(Rect(x: 0, y: 0.7, width: 1, height: 0.3)),
      with: .linearGradient(
        from: Point(0, 0.7),
        to: Point(1, 0.8),
        stops: [
          GradientStop(offset: 0, color: Color(hex: 0x9c_64_3c)),
          GradientStop(offset: 1, color: Color(hex: 0x47_2a_20)),
        ]
      )
    )
    let cloth = Path.smooth(
      [
        Point(0.1, 0.79), Point(0.42, 0.765), Point(0.8, 0.78), Point(0.86, 0.86),
        Point(0.78, 0.93), Point(0.7, 1.03), Point(0.12, 1.03), Point(0.06, 0.9),
      ],
      isClosed: true
    )
    canvas.fill(
      cloth,
      with: .linearGradient(
        from: Point(0.1, 0.8),
        to: Point(0.85, 0.95),
        stops: [
          GradientStop(offset: 0, color: Color(hex: 0xf8_f0_de)),
          GradientStop(offset: 0.6, color: Color(hex: 0xd8_cc_bc)),
          GradientStop(offset: 1, color: Color(hex: 0x8a_80_80)),
        ]
      )
    )
    canvas.clip(to: cloth) {
      for fold in [0.18, 0.31, 0.47, 0.62, 0.74] {
        canvas.stroke(
          .smooth(
            [Point(fold, 0.885), Point(fold + 0.02, 0.94), Point(fold - 0.015, 1.02)],
            isClosed: false
          ),
          with: Color(hex: 0x8c_80_7c, alpha: 0.65),
          style: StrokeStyle(width: 0.014, cap: .round)
        )
      }
      canvas.stroke(
        .polyline([Point(0.02, 0.885), Point(0.9, 0.88)]),
        with: Color(hex: 0x8c_80_7c, alpha: 0.5),
        style: StrokeStyle(width: 0.008)
      )
    }
  }

  /// A pale jar with a round belly, a neck and a dark mouth.
  private static func paintJar(on canvas: Canvas) {
    shadow(under: 0.5, 0.81, width: 0.27, on: canvas)
    let body = Path.smooth(
      [
        Point(0.35, 0.235), Point(0.36, 0.29), Point(0.26, 0.4), Point(0.235, 0.55),
        Point(0.29, 0.71), Point(0.36, 0.8), Point(0.43, 0.815), Point(0.5, 0.8),
        Point(0.57, 0.71), Point(0.625, 0.55), Point(0.6, 0.4), Point(0.5, 0.29),
        Point(0.51, 0.235),
      ],
      isClosed: true
    )
    canvas.fill(
      body,
      with: .radialGradient(
        center: Point(0.34, 0.43),
        radius: 0.42,
        stops: [
          GradientStop(offset: 0, color: Color(hex: 0xff_fa_ec)),
          GradientStop(offset: 0.4, color: Color(hex: 0xdf_d8_cc)),
          GradientStop(offset: 0.75, color: Color(hex: 0x8d_8c_96)),
          GradientStop(offset: 1, color: Color(hex: 0x44_44_54)),
        ]
      )
    )
    canvas.clip(to: body) {
      for y in [0.385, 0.66] {
        canvas.stroke(
          .smooth(
            [Point(0.2, y - 0.02), Point(0.43, y + 0.03), Point(0.66, y - 0.02)],
            isClosed: false
          ),
          with: Color(hex: 0x34_58_94, alpha: 0.8),
          style: StrokeStyle(width: 0.02)
        )
      }
      for x in stride(from: 0.25, through: 0.62, by: 0.07) {
        canvas.fill(
          .ellipse(x, 0.535 - (x - 0.43) * (x - 0.43), 0.022, 0.045),
          with: Color(hex: 0x34_58_94, alpha: 0.7)
        )
      }
    }
    canvas.fill(.ellipse(0.43, 0.24, 0.093, 0.026), with: Color(hex: 0xe6_df_d0))
    canvas.fill(.ellipse(0.43, 0.241, 0.072, 0.017), with: Color(hex: 0x2a_26_2c))
    canvas.glow(
      at: Point(0.325, 0.45),
      width: 0.035,
      height: 0.07,
      color: Color.white.opacity(0.9)
    )
  }

  /// A fruit: its outline, and its colours from light to shade.
  private struct Fruit {
    var outline: [Double]
    var light: UInt32
    var middle: UInt32
    var shade: UInt32
    var stalk: [Double]
  }

  private static let pear = Fruit(
    outline: [
      0.76, 0.47, 0.8, 0.5, 0.81, 0.57, 0.86, 0.65, 0.875, 0.74, 0.83, 0.81, 0.755, 0.82, 0.69,
      0.8, 0.665, 0.73, 0.685, 0.64, 0.72, 0.56, 0.73, 0.495,
    ],
    light: 0xf0_e0_7a,
    middle: 0xb4_b0_3e,
    shade: 0x4a_4a_22,
    stalk: [0.765, 0.485, 0.775, 0.43, 0.8, 0.405]
  )

  private static let apple = Fruit(
    outline: [
      0.645, 0.665, 0.6, 0.645, 0.545, 0.66, 0.515, 0.72, 0.525, 0.8, 0.575, 0.86, 0.64, 0.865,
      0.7, 0.85, 0.74, 0.79, 0.74, 0.715, 0.7, 0.655,
    ],
    light: 0xf8_86_5c,
    middle: 0xc8_2c_2a,
    shade: 0x4a_10_1c,
    stalk: [0.64, 0.68, 0.645, 0.63, 0.67, 0.605]
  )

  private static let lemon = Fruit(
    outline: [
      0.165, 0.82, 0.2, 0.765, 0.27, 0.745, 0.345, 0.77, 0.385, 0.81, 0.405, 0.84, 0.375, 0.865,
      0.33, 0.895, 0.25, 0.905, 0.19, 0.88,
    ],
    light: 0xff_f4_9a,
    middle: 0xf0_c8_2a,
    shade: 0x8a_64_14,
    stalk: []
  )

  private static func paint(_ fruit: Fruit, on canvas: Canvas) {
    func points(_ list: [Double]) -> [Point] {
      stride(from: 0, to: list.count, by: 2).map { Point(list[$0], list[$0 + 1]) }
    }
    let outline = points(fruit.outline)
    let (xs, ys) = (outline.map(\.x), outline.map(\.y))
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let foot = ys.max() else {
      return
    }
    let width = right - left
    shadow(under: (left + right) / 2 + width * 0.2, foot - 0.01, width: width * 0.75, on: canvas)
    canvas.fill(
      .smooth(outline, isClosed: true),
      with: .radialGradient(
        center: Point(left + width * 0.3, top + (foot - top) * 0.42),
        radius: width * 0.85,
        stops: [
          GradientStop(offset: 0, color: Color(hex: fruit.light)),
          GradientStop(offset: 0.4, color: Color(hex: fruit.middle)),
          GradientStop(offset: 1, color: Color(hex: fruit.shade)),
        ]
      )
    )
    canvas.glow(
      at: Point(left + width * 0.28, top + (foot - top) * 0.38),
      width: width * 0.12,
      height: width * 0.1,
      color: Color.white.opacity(0.75)
    )
    canvas.stroke(
      .smooth(points(fruit.stalk), isClosed: false),
      with: Color(hex: 0x4a_32_20),
      style: StrokeStyle(width: 0.011, cap: .round)
    )
  }

  private static func shadow(under x: Double, _ y: Double, width: Double, on canvas: Canvas) {
    canvas.glow(
      at: Point(x + width * 0.25, y),
      width: width,
      height: width * 0.22,
      color: Color(hex: 0x1c_12_14, alpha: 0.75)
    )
  }
}
