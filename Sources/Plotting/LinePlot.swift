public import Drawing

/// Curves over a common pair of axes, each named at its end.
public struct LinePlot: Figure {
  /// A curve through points; one that is not finite breaks it.
  public struct Series: Sendable {
    /// How the curve is drawn.
    public enum Style: Hashable, Sendable {
      case solid, dashed, dotted

      /// Separate dots, without a line.
      case points
    }

    public var name: String
    public var points: [Point]
    public var style: Style

    /// Creates a curve through points in the units of the axes.
    public init(_ name: String, points: [Point], style: Style = .solid) {
      self.name = name
      self.points = points
      self.style = style
    }

    /// Creates a curve from its coordinates.
    ///
    /// - Precondition: There are as many of one as of the other.
    public init(_ name: String, x: [Double], y: [Double], style: Style = .solid) {
      precondition(x.count == y.count, "“\(name)” has \(x.count) x for \(y.count) y")
      self.init(name, points: zip(x, y).map { Point($0, $1) }, style: style)
    }
  }

  /// An area between two curves over the same places, such as a series' spread.
  public struct Band: Sendable {
    public var lower: [Point]
    public var upper: [Point]

    /// The series in whose colour it is.
    public var series: Int

    public init(lower: [Point], upper: [Point], series: Int = 0) {
      self.lower = lower
      self.upper = upper
      self.series = series
    }
  }

  /// A line across the plot at one value.
  public enum Reference: Sendable {
    case horizontal(Double, label: String)
    case vertical(Double, label: String)
  }

  /// A point of a series with its value beside it.
  public struct Mark: Sendable {
    public var point: Point
    public var label: String
    public var series: Int

    /// Whether a dotted line leads down to the axis.
    public var isDropped: Bool

    public init(_ point: Point, label: String, series: Int = 0, isDropped: Bool = false) {
      self.point = point
      self.label = label
      self.series = series
      self.isDropped = isDropped
    }
  }

  public var x: Axis
  public var y: Axis
  public var series: [Series]
  public var bands: [Band]
  public var references: [Reference]
  public var marks: [Mark]

  /// The height of the area between the axes, in units; nil for one that suits the width.
  public var plotHeight: Double?

  public init(
    x: Axis,
    y: Axis,
    series: [Series],
    bands: [Band] = [],
    references: [Reference] = [],
    marks: [Mark] = [],
    plotHeight: Double? = nil
  ) {
    self.x = x
    self.y = y
    self.series = series
    self.bands = bands
    self.references = references
    self.marks = marks
    self.plotHeight = plotHeight
  }

  public func height(forWidth width: Double) -> Double {
    legend(width, theme: .dark).height(forWidth: width)
      + (plotHeight ?? min(300, max(190, width * 0.46)))
      + PlotFrame.verticalMargin(x: x, y: y)
  }

  public func draw(on canvas: Canvas, in size: Size, theme: FigureTheme) {
    let legend = legend(size.width, theme: theme)
    legend.draw(on: canvas, width: size.width)
    let frame = frame(in: size, top: legend.height(forWidth: size.width))
    frame.drawAxes(on: canvas, theme: theme)
    canvas.clip(to: .rectangle(frame.area.inset(by: -3))) {
      for band in bands { draw(band, in: frame, on: canvas, theme: theme) }
    }
    for reference in references { draw(reference, in: frame, on: canvas, theme: theme) }
    canvas.clip(to: .rectangle(frame.area.inset(by: -3))) {
      for (index, curve) in series.enumerated().reversed() {
        draw(curve, color: theme.color(ofSeries: index), in: frame, on: canvas, theme: theme)
      }
    }
    drawWords(in: frame, on: canvas, theme: theme, hasLegend: !legend.entries.isEmpty)
  }

  /// The width that names at the curves' ends take, 0 where there is no room for them.
  func gutter(_ width: Double) -> Double {
    let widest = series.map { Layout.nameFont.measure($0.name).width }.max() ?? 0
    return widest > 0 && widest + 12 <= width * 0.27 ? widest + 12 : 0
  }

  private func legend(_ width: Double, theme: FigureTheme) -> Legend {
    guard gutter(width) == 0 else { return Legend(entries: []) }
    let entries = series.enumerated().filter { !$1.name.isEmpty }.map { index, curve in
      Legend.Entry(
        name: curve.name,
        color: theme.color(ofSeries: index),
        style: curve.style
      )
    }
    return Legend(entries: entries)
  }

  /// Returns the frame of the plot in a canvas below `top`.
  func frame(in size: Size, top: Double = 0) -> PlotFrame {
    let points = series.flatMap(\.points) + bands.flatMap { $0.lower + $0.upper }
    var (across, up) = (points.map(\.x), points.map(\.y))
    for reference in references {
      switch reference {
      case .horizontal(let value, _): up.append(value)
      case .vertical(let value, _): across.append(value)
      }
    }
    return PlotFrame(
      x: ResolvedAxis(x, data: across, isLoose: false),
      y: ResolvedAxis(y, data: up, isLoose: true),
      in: size,
      top: top,
      gutter: gutter(size.width)
    )
  }

  private func draw(_ band: Band, in frame: PlotFrame, on canvas: Canvas, theme: FigureTheme) {
    let outline = (band.lower + band.upper.reversed()).map(frame.place)
    let finite = outline.filter { $0.x.isFinite && $0.y.isFinite }
    canvas.fill(.polygon(finite), with: theme.color(ofSeries: band.series).opacity(0.16))
  }

  private func draw(
    _ reference: Reference,
    in frame: PlotFrame,
    on canvas: Canvas,
    theme: FigureTheme
  ) {
    let line: [Point]
    switch reference {
    case .horizontal(let value, _):
      let level = frame.place(Point(0, value)).y
      line = [Point(frame.area.x, level), Point(frame.area.maxX, level)]
    case .vertical(let value, _):
      let place = frame.place(Point(value, 0)).x
      line = [Point(place, frame.area.y), Point(place, frame.area.maxY)]
    }
    let style = StrokeStyle(width: 1, dash: [4, 4])
    canvas.stroke(.polyline(line), with: theme.faint, style: style)
  }

  private func draw(
    _ curve: Series,
    color: Color,
    in frame: PlotFrame,
    on canvas: Canvas,
    theme: FigureTheme
  ) {
    let places = curve.points.map(frame.place)
    if curve.style == .points {
      for place in places where place.x.isFinite && place.y.isFinite {
        canvas.fill(.circle(center: place, radius: 3), with: color)
      }
      return
    }
    for part in places.split(whereSeparator: { !$0.x.isFinite || !$0.y.isFinite }) {
      let line = Polyline(Array(part)).thinned()
      var style = curve.style.stroke
      if Polyline(line).isDense { style.width = 1.3 }
      canvas.stroke(.polyline(line), with: color, style: style)
    }
  }
}

extension LinePlot.Series.Style {
  var stroke: StrokeStyle {
    switch self {
    case .solid: StrokeStyle(width: 2.2, cap: .round)
    case .dashed: StrokeStyle(width: 2.2, dash: [5, 4])
    case .dotted, .points: StrokeStyle(width: 2.4, dash: [0.1, 5], cap: .round)
    }
  }
}
