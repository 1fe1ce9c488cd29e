public import Drawing

/// Many small frames in order, on a track that says where each stands.
public struct FilmStrip: Figure {
  /// One moment.
  public struct Frame: Sendable {
    public var bitmap: Bitmap

    /// The moment, such as "990".
    public var label: String

    public init(_ bitmap: Bitmap, label: String) {
      self.bitmap = bitmap
      self.label = label
    }
  }

  public var frames: [Frame]

  /// What the labels are, such as "timestep t".
  public var title: String

  public init(_ frames: [Frame], title: String) {
    self.frames = frames
    self.title = title
  }

  public func height(forWidth width: Double) -> Double {
    let arrangement = arrangement(width)
    return Double(arrangement.lines) * arrangement.pitch + 12
  }

  public func draw(on canvas: Canvas, in size: Size, theme: FigureTheme) {
    let width = size.width
    let (columns, side, lines, pitch) = arrangement(width)
    for line in 0..<lines {
      let part = frames[line * columns..<min(frames.count, (line + 1) * columns)]
      let top = Double(line) * pitch
      let track = top + pictureHeight(side) + 12
      let centers = part.indices.map { Double($0 % columns) * (side + Self.gap) + side / 2 }
      let isLast = line == lines - 1
      if let end = centers.last {
        let reach = isLast ? end : width
        canvas.stroke(
          .polyline([Point(line == 0 ? centers[0] : 0, track), Point(reach, track)]),
          with: theme.faint
        )
      }
      var free = -Double.infinity
      for (frame, center) in zip(part, centers) {
        let corner = Point(center - side / 2, top)
        let size = Size(width: side, height: pictureHeight(side))
        canvas.image(frame.bitmap, in: Rect(origin: corner, size: size))
        canvas.fill(.circle(center: Point(center, track), radius: 3), with: theme.brass)
        let half = Layout.tickFont.measure(frame.label).width / 2
        guard center - half >= free else { continue }
        free = center + half + 8
        let place = min(max(center, half), width - half)
        canvas.text(
          frame.label,
          at: Point(place, track + 10),
          font: Layout.tickFont,
          color: theme.soft,
          anchor: .middle,
          baseline: .top
        )
      }
    }
    canvas.text(
      title,
      at: Point(0, size.height - 4),
      font: Layout.labelFont,
      color: theme.soft
    )
  }

  private static let gap = 6.0

  private func pictureHeight(_ side: Double) -> Double {
    let tallest = frames.map { Double($0.bitmap.height) / Double($0.bitmap.width) }.max() ?? 1
    return side * tallest
  }

  private func arrangement(
    _ width: Double
  ) -> (columns: Int, side: Double, lines: Int, pitch: Double) {
    let columns = Layout.columns(
      for: max(1, frames.count),
      width: width,
      gap: Self.gap,
      good: 56,
      least: 46
    )
    let lines = (frames.count + columns - 1) / columns
    let free = (width - Double(columns - 1) * Self.gap) / Double(columns)
    let side = min(free, 120)
    return (columns, side, lines, pictureHeight(side) + 46)
  }
}
