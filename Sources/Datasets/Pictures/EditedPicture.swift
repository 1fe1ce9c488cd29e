public import Drawing

/// The pictures that Part A edits, all painted by the package.
public enum EditedPicture: String, CaseIterable, Codable, Sendable {
  case campanile, lighthouse, stillLife

  /// A flat icon as the web has them.
  case owlIcon

  /// Two drawings by an unsteady hand: ink lines, and crayons.
  case catDrawing, houseDrawing

  /// What a page calls it.
  public var title: String {
    switch self {
    case .campanile: "campanile"
    case .lighthouse: "lighthouse at dusk"
    case .stillLife: "still life"
    case .owlIcon: "web icon"
    case .catDrawing: "drawn in ink"
    case .houseDrawing: "drawn in crayon"
    }
  }

  /// Paints the picture.
  ///
  /// It is painted in units of one picture, x to the right and y downwards in `0...1`, and reduced by
  /// exact areas, so that every size shows the same painting.
  ///
  /// - Parameter side: The width and height in pixels, at least 1.
  /// - Returns: An opaque picture; the same bytes every time.
  public func paint(side: Int) -> Bitmap {
    let canvas = Canvas(.png(scale: 1440), size: Size(width: 1, height: 1))
    switch self {
    case .campanile: Campanile.paint(on: canvas)
    case .lighthouse: LighthouseAtDusk.paint(on: canvas)
    case .stillLife: StillLife.paint(on: canvas)
    case .owlIcon: OwlIcon.paint(on: canvas)
    case .catDrawing: CatDrawing.paint(on: canvas)
    case .houseDrawing: HouseDrawing.paint(on: canvas)
    }
    return canvas.pixels().resized(width: side, height: side)
  }
}
