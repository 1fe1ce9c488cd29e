import Drawing
import Plotting
import Testing

@Suite struct FigureTests {
  static let cases = Gallery.figures.indices.flatMap { index -> [(index: Int, width: Double)] in
    [(index, 340), (index, 720)]
  }

  /// A figure drawn in the middle of a wider canvas leaves the margin clear.
  @Test(arguments: cases) func nothingIsDrawnOutside(index: Int, width: Double) throws {
    let (name, figure) = Gallery.figures[index]
    let margin = 30.0
    let size = Size(width: width, height: figure.height(forWidth: width).rounded(.up))
    let canvas = Canvas(
      .png(scale: 1),
      size: Size(width: size.width + 2 * margin, height: size.height + 2 * margin)
    )
    canvas.withTransform(.translation(x: margin, y: margin)) {
      figure.draw(on: canvas, in: size, theme: .light)
    }
    let bitmap = try canvas.bitmap()
    var drawnInside = 0
    // Soft edges of what touches the border may reach half a pixel over it.
    let inside = Rect(origin: Point(margin, margin), size: size).inset(by: -1)
    for y in 0..<bitmap.height {
      for x in 0..<bitmap.width where bitmap[x, y].w > 0 {
        let isInside =
          Double(x) >= inside.x && Double(x) < inside.maxX && Double(y) >= inside.y
          && Double(y) < inside.maxY
        #expect(isInside, "\(name) at width \(width) draws at (\(x), \(y))")
        if !isInside { return }
        drawnInside += 1
      }
    }
    #expect(drawnInside > 1000, "\(name) at width \(width)")
  }

  @Test(arguments: cases) func theHeightIsThatOfAFigure(index: Int, width: Double) {
    let height = Gallery.figures[index].figure.height(forWidth: width)
    #expect(height > 40 && height < 1200, "\(Gallery.figures[index].name): \(height)")
  }

  @Test(arguments: [Canvas.Surface.svg, .pdf, .png(scale: 1)])
  func bytesDoNotDependOnTheOrderOfDrawing(surface: Canvas.Surface) throws {
    func draw(_ indices: [Int]) throws -> [Int: [UInt8]] {
      var files: [Int: [UInt8]] = [:]
      for index in indices {
        files[index] = try Gallery.figures[index].figure.render(surface, width: 340, theme: .dark)
      }
      return files
    }
    let indices = Array(Gallery.figures.indices)
    #expect(try draw(indices) == draw(indices.reversed()))
  }

  @Test func theThemesDifferInColourOnly() throws {
    func shape(_ theme: FigureTheme) throws -> String {
      let file = try Gallery.curves.render(.svg, width: 500, theme: theme)
      return String(decoding: file, as: UTF8.self)
        .replacing(#/#[0-9a-f]{6}\b/#, with: "").replacing(#/f[0-9a-z]+-/#, with: "")
    }
    #expect(try shape(.dark) == shape(.light))
  }

  @Test func panelsShowEveryPixelOfThePicture() throws {
    let bitmap = Gallery.picture(8, seed: 3)
    let grid = ImageGrid.row([Panel(bitmap), Panel(bitmap)])
    // Two pictures of 120 units with a gap of 12 between them: 15 pixels for one.
    let file = try grid.render(.png(scale: 1), width: 252, theme: .dark)
    let drawn = try PNG.decode(file, path: "grid")
    for y in 0..<120 {
      for x in 0..<120 { #expect(drawn[x + 132, y] == bitmap[x / 15, y / 15]) }
    }
  }
}
