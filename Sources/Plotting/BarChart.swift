public import Drawing

/// Amounts as horizontal bars from zero, each with its name at the left and its number at the end.
public struct BarChart: Figure {
  /// One amount.
  public struct Bar: Sendable {
    public var name: String
    public var value: Double

    /// Where the amount may lie, drawn as a line across the bar's end; nil for none.
    public var interval: ClosedRange<Double>?

    /// The index of the bar's colour.
    public var series: Int

    public init(
      _ name: String,
      _ value: Double,
      interval: ClosedRange<Double>? = nil,
      series: Int = 0
    ) {
      self.name = name
      self.value = value
      self.interval = interval
      self.series = series
    }
  }

  public var bars: [Bar]

  /// The quantity and its unit.
  public var title: String

  /// The decimals of the numbers at the bars' ends.
  public var digits: Int

  /// The greatest amount that the width shows; nil for the greatest of the bars.
  public var limit: Double?

  public init(_ bars: [Bar], title: String, digits: Int = 2, limit: Double? = nil) {
    self.bars = bars
    self.title = title
    self.digits = digits
    self.limit = limit
  }

  public func height(forWidth width: Double) -> Double {
    Self.top + Double(bars.count) * pitch(width)
  }

  public func draw(on canvas: Canvas, in size: Size, theme: FigureTheme) {
    let names = nameWidth(size.width)
    let left = isStacked(size.width) ? 0 : names + 14
    let numbers = bars.map { Layout.valueFont.measure(number($0)).width }.max() ?? 0
    let area = Rect(
      x: left,
      y: Self.top,
      width: size.width - left - numbers - 12,
      height: size.height - Self.top
    )
    let ends = bars.flatMap { [$0.value, $0.interval?.lowerBound, $0.interval?.upperBound] }
      .compactMap(\.self)
    let high = max(limit ?? 0, ends.max() ?? 0, 1e-12)
    let range = min(0, ends.min() ?? 0)...high
    let axis = ResolvedAxis(Axis(title, range: range), data: [], isLoose: false)
    func place(_ value: Double) -> Double { area.x + axis.position(value) * area.width }

    canvas.text(title, at: Point(left, 12), font: Layout.labelFont, color: theme.soft)
    for (index, bar) in bars.enumerated() {
      let top = Self.top + Double(index) * pitch(size.width) + (isStacked(size.width) ? 20 : 5)
      let middle = top + Self.thickness / 2
      canvas.text(
        bar.name,
        at: isStacked(size.width) ? Point(0, top - 7) : Point(names, middle),
        font: Layout.labelFont,
        color: theme.soft,
        anchor: isStacked(size.width) ? .leading : .trailing,
        baseline: isStacked(size.width) ? .alphabetic : .middle
      )
      let (start, end) = (min(place(0), place(bar.value)), max(place(0), place(bar.value)))
      let box = Rect(x: start, y: top, width: max(1, end - start), height: Self.thickness)
      let color = theme.color(ofSeries: bar.series)
      let zero = place(0).rounded() + 0.5
      let ends = [Point(zero, top - 5), Point(zero, top + Self.thickness + 5)]
      canvas.stroke(.polyline(ends), with: theme.faint)
      canvas.fill(.rectangle(box), with: color.opacity(bar.interval == nil ? 0.85 : 0.55))
      var reach = end
      if let interval = bar.interval {
        draw(
          from: place(interval.lowerBound),
          to: place(interval.upperBound),
          at: middle,
          on: canvas,
          theme: theme
        )
        reach = max(reach, place(interval.upperBound))
      }
      canvas.text(
        number(bar),
        at: Point(reach + 8, middle),
        font: Layout.valueFont,
        color: theme.ink,
        baseline: .middle
      )
    }
  }

  private static let top = 26.0
  private static let thickness = 16.0

  private func number(_ bar: Bar) -> String { NumberText.fixed(bar.value, digits) }

  private func nameWidth(_ width: Double) -> Double {
    bars.map { Layout.labelFont.measure($0.name).width }.max() ?? 0
  }

  /// Whether the names stand over the bars, for want of room at the left.
  private func isStacked(_ width: Double) -> Bool { nameWidth(width) > width * 0.36 }

  private func pitch(_ width: Double) -> Double { isStacked(width) ? 44 : 26 }

  private func draw(
    from low: Double,
    to high: Double,
    at level: Double,
    on canvas: Canvas,
    theme: FigureTheme
  ) {
    var path = Path.polyline([Point(low, level), Point(high, level)])
    for end in [low, high] {
      path.append(.polyline([Point(end, level - 4), Point(end, level + 4)]))
    }
    canvas.stroke(path, with: theme.ink, style: StrokeStyle(width: 1.5))
  }
}
