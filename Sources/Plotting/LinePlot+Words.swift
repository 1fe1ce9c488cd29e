import Drawing

extension LinePlot {
  /// Draws the names of the curves, the marked points and the labels of the reference lines.
  func drawWords(in frame: PlotFrame, on canvas: Canvas, theme: FigureTheme, hasLegend: Bool) {
    let labels = referenceLabels(in: frame)
    for (text, box) in labels {
      canvas.word(text, in: box, font: Layout.labelFont, color: theme.soft, halo: theme.paper)
    }
    var taken = labels.map(\.box)
    for mark in marks { drawDot(of: mark, in: frame, on: canvas, theme: theme) }
    let curves = series.flatMap { $0.points.map(frame.place) }
    let dots = marks.map { Self.box(around: frame.place($0.point), 5) }
    for mark in marks {
      let place = frame.place(mark.point)
      guard frame.area.inset(by: -3).contains(place) else { continue }
      let size = Layout.valueFont.measure(mark.label)
      let box = bestBox(at: place, size: size, avoiding: taken + dots, curves, in: frame)
      taken.append(box)
      let isOnBand = !bands.isEmpty && !curves.contains { box.inset(by: -2).contains($0) }
      canvas.word(
        mark.label,
        in: box,
        font: Layout.valueFont,
        color: theme.ink,
        halo: isOnBand ? nil : theme.paper
      )
    }
    if !hasLegend { drawNames(in: frame, on: canvas, theme: theme) }
  }

  /// Draws each name at the right, as close to its curve's end as the others let it.
  private func drawNames(in frame: PlotFrame, on canvas: Canvas, theme: FigureTheme) {
    let ends = series.enumerated().compactMap { index, curve -> (index: Int, end: Point)? in
      let area = frame.area.inset(by: -0.5)
      let visible = curve.points.map(frame.place).filter { area.contains($0) }
      guard !curve.name.isEmpty, let end = visible.max(by: { $0.x < $1.x }) else { return nil }
      // Where noise decides the last point, the name stands at the level of the last stretch.
      let tail = Polyline(visible).thinned().filter { $0.x > end.x - 8 }.map(\.y)
      return (index, tail.count > 8 ? Point(end.x, tail.reduce(0, +) / Double(tail.count)) : end)
    }
    let levels = LabelSpread.places(
      ends.map(\.end.y),
      spacing: Layout.line - 1,
      in: frame.area.y...frame.area.maxY
    )
    for ((index, end), level) in zip(ends, levels) {
      let color = theme.color(ofSeries: index)
      let left = frame.area.maxX + 9
      if end.x < frame.area.maxX - 12 || abs(level - end.y) > 5 {
        let start = Point(end.x + 3, end.y)
        canvas.stroke(.polyline([start, Point(left - 3, level)]), with: color.opacity(0.5))
      }
      canvas.text(
        series[index].name,
        at: Point(left, level),
        font: Layout.nameFont,
        color: color,
        baseline: .middle
      )
    }
  }

  private func drawDot(of mark: Mark, in frame: PlotFrame, on canvas: Canvas, theme: FigureTheme) {
    let place = frame.place(mark.point)
    guard frame.area.inset(by: -3).contains(place) else { return }
    if mark.isDropped {
      let style = StrokeStyle(width: 1, dash: [1.5, 3])
      canvas.stroke(
        .polyline([place, Point(place.x, frame.area.maxY)]),
        with: theme.faint,
        style: style
      )
    }
    canvas.fill(.circle(center: place, radius: 6), with: theme.paper)
    canvas.fill(.circle(center: place, radius: 4), with: theme.color(ofSeries: mark.series))
  }

  /// Returns the labels of the reference lines, and where they stand.
  func referenceLabels(in frame: PlotFrame) -> [(text: String, box: Rect)] {
    let lines = references.map { line(of: $0, in: frame) }
    let curves = series.flatMap { $0.points.map(frame.place) }
    var labels: [(text: String, box: Rect)] = []
    for (index, reference) in references.enumerated() {
      let (text, boxes) = label(of: reference, at: lines[index], in: frame.area)
      guard !text.isEmpty else { continue }
      // On the line of another reference it would name that one.
      let others = lines[..<index] + lines[(index + 1)...]
      let box = Self.best(boxes, avoiding: labels.map(\.box) + others, curves, in: frame.area)
      labels.append((text, box))
    }
    return labels
  }

  /// Returns a reference line as a rectangle without a thickness.
  private func line(of reference: Reference, in frame: PlotFrame) -> Rect {
    let area = frame.area
    return switch reference {
    case .horizontal(let value, _):
      Rect(x: area.x, y: frame.place(Point(0, value)).y, width: area.width, height: 0)
    case .vertical(let value, _):
      Rect(x: frame.place(Point(value, 0)).x, y: area.y, width: 0, height: area.height)
    }
  }

  /// Returns what a reference line says, and where that may stand, the better places first.
  private func label(
    of reference: Reference,
    at line: Rect,
    in area: Rect
  ) -> (text: String, boxes: [Rect]) {
    let text =
      switch reference {
      case .horizontal(_, let label), .vertical(_, let label): label
      }
    let size = Size(width: Layout.labelFont.measure(text).width, height: 15)
    let shares = [0, 0.25, 0.5, 0.75, 1.0]
    let points: [Point]
    switch reference {
    case .horizontal:
      let across = shares.reversed().map { area.x + 4 + (area.width - size.width - 8) * $0 }
      // Over or under the line, or in it where there is no room beside it.
      points =
        across.flatMap { [Point($0, line.y - 17), Point($0, line.y + 2)] }
        + across.map { Point($0, line.y - 7.5) }
    case .vertical:
      let down = shares.map { area.y + 2 + (area.height - 22) * $0 }
      points = down.flatMap { [Point(line.x + 6, $0), Point(line.x - 6 - size.width, $0)] }
    }
    return (text, points.map { Rect(origin: $0, size: size) })
  }

  /// Returns the place around a point where a label covers the least.
  private func bestBox(
    at place: Point,
    size: Size,
    avoiding taken: [Rect],
    _ curves: [Point],
    in frame: PlotFrame
  ) -> Rect {
    let (width, height) = (size.width, 13.0)
    let corners = [
      Point(place.x + 8, place.y - height - 5), Point(place.x - 8 - width, place.y - height - 5),
      Point(place.x + 8, place.y + 5), Point(place.x - 8 - width, place.y + 5),
      Point(place.x - width / 2, place.y - height - 10), Point(place.x - width / 2, place.y + 10),
      Point(place.x + 11, place.y - height / 2), Point(place.x - 11 - width, place.y - height / 2),
    ]
    let boxes = corners.map { Rect(origin: $0, size: Size(width: width, height: height)) }
    return Self.best(boxes, avoiding: taken, curves, in: frame.area.inset(by: -6))
  }

  /// Returns the first of the boxes with the least in its way.
  static func best(
    _ boxes: [Rect],
    avoiding taken: [Rect],
    _ curves: [Point],
    in area: Rect
  ) -> Rect {
    func cost(_ box: Rect) -> Int {
      let roomy = box.inset(by: -2)
      let isOutside =
        box.x < area.x || box.maxX > area.maxX || box.y < area.y || box.maxY > area.maxY
      let covered = curves.count { roomy.contains($0) }
      return (isOutside ? 10_000 : 0) + 1000 * taken.count { $0.overlaps(roomy) } + covered
    }
    let costs = boxes.map(cost)
    let least = costs.min() ?? 0
    return boxes[costs.firstIndex(of: least) ?? 0]
  }

  private static func box(around point: Point, _ radius: Double) -> Rect {
    Rect(x: point.x - radius, y: point.y - radius, width: 2 * radius, height: 2 * radius)
  }
}

extension Rect {
  /// Says whether a finite point lies in the rectangle or on its edge.
  func contains(_ point: Point) -> Bool {
    point.x >= x && point.x <= maxX && point.y >= y && point.y <= maxY
  }
}

extension Canvas {
  /// Draws a word in the middle of a box, whose ground hides the lines behind it if it has a halo.
  func word(_ word: String, in box: Rect, font: Font, color: Color, halo: Color?) {
    if let halo {
      fill(.roundedRectangle(box.inset(by: -2), radius: 3), with: halo.opacity(0.82))
    }
    text(
      word,
      at: box.center,
      font: font,
      color: color,
      anchor: .middle,
      baseline: .middle
    )
  }
}
