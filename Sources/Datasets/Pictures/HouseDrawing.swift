import Arrays
import Drawing

/// A house with a tree and the sun, in crayons, as everybody has drawn it once.
enum HouseDrawing {
  static func paint(on canvas: Canvas) {
    canvas.fill(
      .rectangle(Rect(x: 0, y: 0, width: 1, height: 1)),
      with: Color(hex: 0xfd_fb_f4)
    )
    var pen = ShakyPen(canvas: canvas, stream: RandomStream(seed: 9, "house drawing"))
    colors(&pen)
    pen.cover = 1
    pen.width = 0.013
    pen.color = Color(hex: 0x33_2b_2a)
    lines(&pen)
  }

  private static func crayon(_ pen: inout ShakyPen, _ hex: UInt32, width: Double = 0.024) {
    pen.color = Color(hex: hex)
    pen.cover = 0.78
    pen.width = width
  }

  private static func colors(_ pen: inout ShakyPen) {
    crayon(&pen, 0x8f_c4_ea)
    pen.hatch(from: 0.03, to: 0.2) { y in (0.04, 0.7 - y * 0.4) }
    crayon(&pen, 0x6d_b0_4c)
    pen.hatch(from: 0.84, to: 0.985) { _ in (0.02, 0.98) }
    crayon(&pen, 0xf4_df_a2)
    pen.hatch(from: 0.5, to: 0.84) { _ in (0.2, 0.62) }
    crayon(&pen, 0xc9_4a_36)
    pen.hatch(from: 0.27, to: 0.5) { y in
      let half = 0.02 + (y - 0.27) * 1.13
      return (0.41 - half, 0.41 + half)
    }
    crayon(&pen, 0x7a_4c_2c)
    pen.hatch(from: 0.64, to: 0.84) { _ in (0.255, 0.345) }
    pen.hatch(from: 0.6, to: 0.86) { _ in (0.785, 0.83) }
    crayon(&pen, 0x74_a8_d8)
    pen.hatch(from: 0.59, to: 0.7) { _ in (0.45, 0.555) }
    crayon(&pen, 0x46_93_45)
    pen.hatch(from: 0.39, to: 0.63) { y in
      let half = (max(0, 0.0148 - (y - 0.51) * (y - 0.51))).squareRoot()
      return (0.81 - half, 0.81 + half)
    }
    crayon(&pen, 0xf7_b9_2e)
    pen.hatch(from: 0.08, to: 0.24) { y in
      let half = (max(0, 0.0066 - (y - 0.16) * (y - 0.16))).squareRoot()
      return (0.83 - half, 0.83 + half)
    }
  }

  private static func lines(_ pen: inout ShakyPen) {
    pen.line([0.2, 0.5, 0.195, 0.84, 0.625, 0.845, 0.62, 0.49])
    pen.line([0.13, 0.515, 0.41, 0.255, 0.69, 0.51, 0.125, 0.505])
    pen.line([0.255, 0.84, 0.25, 0.64, 0.35, 0.635, 0.345, 0.845])
    pen.line([0.445, 0.59, 0.56, 0.585, 0.555, 0.705, 0.445, 0.7, 0.45, 0.585])
    pen.line([0.5, 0.59, 0.502, 0.7])
    pen.line([0.445, 0.645, 0.56, 0.643])
    pen.line([0.53, 0.36, 0.53, 0.24, 0.59, 0.24, 0.592, 0.415])
    pen.line([0.785, 0.61, 0.78, 0.86])
    pen.line([0.83, 0.61, 0.835, 0.86])
    pen.ring(0.81, 0.51, 0.125, 0.125)
    pen.line([0.02, 0.85, 0.195, 0.845])
    pen.line([0.625, 0.845, 0.78, 0.85])
    pen.line([0.835, 0.855, 0.98, 0.845])
    pen.line([0.56, 0.21, 0.575, 0.18, 0.55, 0.155, 0.57, 0.12, 0.545, 0.1, 0.56, 0.06])
    pen.color = Color(hex: 0xe8_94_1e)
    pen.ring(0.83, 0.16, 0.082, 0.082)
    for (x, y) in [(-1.0, 0.0), (-0.75, -0.7), (0.0, -1.0), (0.75, 0.7), (0.0, 1.0), (-0.7, 0.75)] {
      pen.line([0.83 + x * 0.1, 0.16 + y * 0.1, 0.83 + x * 0.15, 0.16 + y * 0.145])
    }
  }
}
