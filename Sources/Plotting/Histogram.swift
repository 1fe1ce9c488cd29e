public import Drawing

/// How often values occur, as a density: each group's area is 1.
public struct Histogram: Figure {
  /// Values that are counted together.
  public struct Group: Sendable {
    public var name: String
    public var values: [Float]

    public init(_ name: String, values: [Float]) {
      self.name = name
      self.values = values
    }
  }

  public var x: Axis
  public var groups: [Group]

  /// The number of equal bins over the axis.
  public var binCount: Int

  /// A density to compare with, drawn as a dashed line; empty for none.
  public var curve: [Point]
  public var curveName: String

  /// - Precondition: There is at least one bin, and the axis is linear.
  public init(
    x: Axis,
    groups: [Group],
    binCount: Int = 40,
    curve: [Point] = [],
    curveName: String = ""
  ) {
    precondition(binCount > 0, "a histogram of \(binCount) bins shows nothing")
    precondition(x.scale == .linear, "the axis “\(x.title)” of a histogram must be linear")
    self.x = x
    self.groups = groups
    self.binCount = binCount
    self.curve = curve
    self.curveName = curveName
  }

  private static let density = Axis("density")

  public func height(forWidth width: Double) -> Double {
    legend(theme: .dark).height(forWidth: width) + min(240, max(160, width * 0.36))
      + PlotFrame.verticalMargin(x: x, y: Self.density)
  }

  public func draw(on canvas: Canvas, in size: Size, theme: FigureTheme) {
    let legend = legend(theme: theme)
    legend.draw(on: canvas, width: size.width)
    let across = ResolvedAxis(
      x,
      data: groups.flatMap { $0.values.map(Double.init) },
      isLoose: true
    )
    let densities = groups.map { density(of: $0, in: across.range) }
    let up = ResolvedAxis(
      Self.density,
      data: [0] + densities.joined() + curve.map(\.y),
      isLoose: true
    )
    let frame = PlotFrame(x: across, y: up, in: size, top: legend.height(forWidth: size.width))
    frame.drawAxes(on: canvas, theme: theme)
    let outlines = densities.map { outline($0, in: frame) }
    for (index, line) in outlines.enumerated() {
      canvas.fill(.polygon(line), with: theme.color(ofSeries: index).opacity(0.22))
    }
    for (index, line) in outlines.enumerated() {
      let style = StrokeStyle(width: 1.5, join: .miter)
      canvas.stroke(.polyline(line), with: theme.color(ofSeries: index), style: style)
    }
    canvas.clip(to: .rectangle(frame.area.inset(by: -3))) {
      let style = LinePlot.Series.Style.dashed.stroke
      let line = Polyline(curve.map(frame.place)).thinned()
      canvas.stroke(.polyline(line), with: theme.ink, style: style)
    }
  }

  /// Returns the share of a group's values in each bin over the bin's width; values beyond the range
  /// are in no bin, but count in the whole.
  func density(of group: Group, in range: ClosedRange<Double>) -> [Double] {
    var counts = [Int](repeating: 0, count: binCount)
    let width = (range.upperBound - range.lowerBound) / Double(binCount)
    for value in group.values.map(Double.init) where range.contains(value) {
      counts[min(binCount - 1, Int((value - range.lowerBound) / width))] += 1
    }
    let whole = Double(max(1, group.values.count)) * width
    return counts.map { Double($0) / whole }
  }

  private func outline(_ densities: [Double], in frame: PlotFrame) -> [Point] {
    let (low, high) = (frame.x.range.lowerBound, frame.x.range.upperBound)
    let width = (high - low) / Double(binCount)
    let tops = densities.enumerated().flatMap { index, density in
      [0, 1].map { Point(low + Double(index + $0) * width, density) }
    }
    return ([Point(low, 0)] + tops + [Point(high, 0)]).map(frame.place)
  }

  private func legend(theme: FigureTheme) -> Legend {
    var entries = groups.enumerated().filter { !$1.name.isEmpty }.map { index, group in
      Legend.Entry(name: group.name, color: theme.color(ofSeries: index), style: .solid)
    }
    if !curve.isEmpty && !curveName.isEmpty {
      entries.append(Legend.Entry(name: curveName, color: theme.ink, style: .dashed))
    }
    return Legend(entries: entries)
  }
}
