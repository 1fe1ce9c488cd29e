import Arrays
import Drawing
import Testing

@testable import Plotting

@Suite struct HistogramTests {
  @Test func theAreaIsTheShareInTheRange() {
    let group = Histogram.Group("", values: [-5, 0, 0.1, 0.9, 1, 2, 2, 9])
    let histogram = Histogram(x: Axis(""), groups: [group], binCount: 4)
    let density = histogram.density(of: group, in: 0...2)
    // Bins of 0.5 hold {0, 0.1}, {0.9}, {1} and {2, 2} of eight values.
    #expect(density == [2, 1, 1, 2].map { Double($0) / 8 / 0.5 })
  }
}

@Suite struct ReferenceLabelTests {
  /// Two lines that are closer than a label is high, near the end of the axis, under a curve.
  @Test func aLabelStaysOffTheLineOfAnother() {
    let levels = [0.0673, 0.0533]
    let plot = LinePlot(
      x: Axis(""),
      y: Axis("", scale: .logarithmic),
      series: [.init("", x: [0, 5, 10, 9000], y: [10, 0.3, 0.13, 0.09])],
      references: levels.map { .horizontal($0, label: "least of \($0)") }
    )
    let frame = plot.frame(in: Size(width: 560, height: 290))
    let labels = plot.referenceLabels(in: frame)
    #expect(labels.map(\.text) == ["least of 0.0673", "least of 0.0533"])
    let lines = levels.map { frame.place(Point(0, $0)).y }
    #expect(abs(lines[0] - lines[1]) < labels[0].box.height)
    for (label, other) in zip(labels, lines.reversed()) {
      #expect(!(label.box.y...label.box.maxY).contains(other))
    }
    #expect(!labels[0].box.overlaps(labels[1].box))
  }
}

@Suite struct PolylineTests {
  @Test func thinningStaysWithinATenth() {
    var stream = RandomStream(seed: 2, "polyline")
    let smooth = (0..<2000).map { Point(Double($0) / 4, 100 * Double($0) * Double($0) / 4e6) }
    let noisy = (0..<400).map { Point(Double($0), Double(stream.nextNormal())) }
    for line in [smooth, noisy] {
      let kept = Polyline(line).thinned()
      #expect(kept.first == line.first && kept.last == line.last)
      for point in line {
        let index = kept.firstIndex { $0.x >= point.x } ?? 0
        let (start, end) = (kept[max(0, index - 1)], kept[index])
        let share = end.x > start.x ? (point.x - start.x) / (end.x - start.x) : 0
        #expect(abs(start.y + share * (end.y - start.y) - point.y) < 0.2)
      }
    }
    #expect(Polyline(smooth).thinned().count < 60)
  }
}

@Suite struct ColorMapTests {
  @Test(arguments: [FigureTheme.dark, .light]) func luminanceRunsOneWay(theme: FigureTheme) {
    let map = ColorMap(theme: theme)
    let levels = (0...100).map { map.color(Double($0) / 100).luminance }
    let ordered = theme.isDark ? levels : levels.reversed()
    for (lower, higher) in zip(ordered, ordered.dropFirst()) { #expect(lower < higher) }
    // Low numbers are close to the paper, high ones far from it.
    #expect(map.color(0).contrast(with: theme.paper) < 1.6)
    #expect(map.color(1).contrast(with: theme.paper) > 9)
  }

  /// In Oklab equal lightness steps are the cube roots of luminance, up to a little for hue.
  @Test func stepsLookEqual() {
    let map = ColorMap(theme: .dark)
    let steps = (0...10).map { pow13(map.color(Double($0) / 10).luminance) }
    let differences = zip(steps.dropFirst(), steps).map { $0 - $1 }
    #expect(differences.allSatisfy { $0 > 0.04 && $0 < 0.085 })
  }

  private func pow13(_ value: Double) -> Double {
    (0..<60).reduce(0.5) { root, _ in root - (root * root * root - value) / (3 * root * root) }
  }
}

@Suite struct TextBlockTests {
  @Test func linesFitTheWidth() {
    let font = Font.sans(12)
    for width in [30.0, 60, 200] {
      let lines = TextBlock.lines(
        "DownBlock of a veryLongUnbreakableWord",
        font: font,
        width: width
      )
      #expect(lines.allSatisfy { font.measure($0).width <= width + 1e-9 })
    }
    #expect(TextBlock.lines("DownBlock", font: font, width: 40) == ["Down", "Block"])
    #expect(TextBlock.lines("", font: font, width: 40) == [])
  }
}

@Suite struct AxisTests {
  @Test func logarithmicPlacesAreRatios() {
    let axis = ResolvedAxis(
      Axis("", scale: .logarithmic, range: 1...100),
      data: [],
      isLoose: false
    )
    #expect(abs(axis.position(10) - 0.5) < 1e-12 && !axis.position(0).isFinite)
  }

  @Test func looseRangesEndAtTicks() {
    let axis = ResolvedAxis(Axis(""), data: [0.03, 0.97, .nan], isLoose: true)
    #expect(axis.range == 0...1)
    #expect(ResolvedAxis(Axis(""), data: [], isLoose: true).range == 0...1)
    #expect(ResolvedAxis(Axis(""), data: [4, 4], isLoose: false).range == 2...6)
  }
}
