import Arrays
import Drawing

/// The report's logo: a mountain and its sun, which gather out of coloured grains.
enum Logo {
  /// Paints it.
  ///
  /// - Parameter side: Its width and height in pixels.
  /// - Returns: An opaque picture; the same bytes every time.
  /// - Throws: ``Drawing/DrawingError`` when Cairo cannot.
  static func paint(side: Int) throws -> Bitmap {
    let canvas = Canvas(.png(scale: Double(side)), size: Size(width: 1, height: 1))
    canvas.fill(.rectangle(Rect(x: 0, y: 0, width: 1, height: 1)), with: night)
    canvas.fill(.circle(center: Point(0.66, 0.32), radius: 0.15), with: brass)
    let slope = [Point(0.2, 0.84), Point(0.56, 0.36), Point(0.94, 0.84)]
    canvas.fill(.polygon(slope), with: paper)
    let shade = [Point(0.56, 0.36), Point(0.94, 0.84), Point(0.66, 0.84)]
    canvas.fill(.polygon(shade), with: paper.mixed(with: night, 0.35))
    drawGrains(on: canvas)
    return try canvas.bitmap()
  }

  private static let night = Color(hex: 0x1f_2c_52)
  private static let brass = Color(hex: 0xd8_ab_5b)
  private static let paper = Color(hex: 0xf3_ec_de)

  /// Squares on a grid, many at the left and none from the middle on.
  private static func drawGrains(on canvas: Canvas) {
    var stream = RandomStream(seed: 1, "grains of the logo")
    let cells = 16
    for row in 0..<cells {
      for column in 0..<cells / 2 {
        let isThere = stream.nextUniform() > Float(2 * column) / Float(cells)
        let color = [night, brass, paper][Int(stream.nextUniform() * 3)]
        guard isThere else { continue }
        let size = 1 / Double(cells)
        let cell = Rect(
          x: Double(column) * size,
          y: Double(row) * size,
          width: size,
          height: size
        )
        canvas.fill(.rectangle(cell), with: color)
      }
    }
  }
}
