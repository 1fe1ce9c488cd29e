import Arrays
import Drawing

/// A sitting cat in ink on paper: lines only, and nearly all of it white.
enum CatDrawing {
  static func paint(on canvas: Canvas) {
    canvas.fill(
      .rectangle(Rect(x: 0, y: 0, width: 1, height: 1)),
      with: Color(hex: 0xfb_f9_f3)
    )
    var pen = ShakyPen(canvas: canvas, stream: RandomStream(seed: 9, "cat drawing"), width: 0.015)
    head(&pen)
    body(&pen)
    pen.line([0.1, 0.93, 0.3, 0.945, 0.62, 0.935, 0.93, 0.95])
  }

  private static func head(_ pen: inout ShakyPen) {
    pen.line([
      0.315, 0.36, 0.3, 0.27, 0.315, 0.1, 0.36, 0.13, 0.415, 0.19, 0.48, 0.175, 0.545, 0.185,
      0.6, 0.13, 0.65, 0.095, 0.665, 0.27, 0.655, 0.36, 0.62, 0.43, 0.56, 0.475, 0.485, 0.485,
      0.41, 0.475, 0.35, 0.43, 0.315, 0.35,
    ])
    pen.line([0.335, 0.17, 0.365, 0.21])
    pen.line([0.635, 0.165, 0.6, 0.205])
    for x in [0.41, 0.56] {
      pen.ring(x, 0.3, 0.035, 0.042)
      pen.ring(x, 0.302, 0.009, 0.026)
    }
    pen.line([0.46, 0.37, 0.51, 0.37, 0.485, 0.4, 0.46, 0.37])
    pen.line([0.485, 0.4, 0.485, 0.42, 0.455, 0.44, 0.425, 0.43])
    pen.line([0.485, 0.42, 0.515, 0.44, 0.545, 0.43])
    pen.width = 0.008
    for y in [-0.02, 0.01, 0.04] {
      pen.line([0.4, 0.4 + y / 2, 0.21, 0.38 + y * 1.6])
      pen.line([0.57, 0.4 + y / 2, 0.76, 0.375 + y * 1.6])
    }
    pen.width = 0.015
  }

  private static func body(_ pen: inout ShakyPen) {
    pen.line([
      0.385, 0.47, 0.33, 0.56, 0.29, 0.68, 0.275, 0.8, 0.3, 0.89, 0.36, 0.92, 0.43, 0.915, 0.44,
      0.87, 0.425, 0.74,
    ])
    pen.line([
      0.58, 0.47, 0.64, 0.56, 0.68, 0.68, 0.695, 0.8, 0.67, 0.89, 0.61, 0.92, 0.54, 0.915, 0.53,
      0.87, 0.545, 0.74,
    ])
    pen.line([0.44, 0.89, 0.485, 0.9, 0.53, 0.89])
    pen.line([
      0.685, 0.85, 0.76, 0.88, 0.84, 0.86, 0.88, 0.78, 0.86, 0.69, 0.87, 0.61, 0.91, 0.58,
    ])
    for y in [0.57, 0.62, 0.67] { pen.line([0.455, y, 0.485, y + 0.015, 0.515, y]) }
  }
}
