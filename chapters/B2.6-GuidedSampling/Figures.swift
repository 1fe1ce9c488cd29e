import Arrays
import Datasets
import DigitModels
import Drawing
public import Notebook
import Plotting
import Statistics

extension GuidedSampling {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let isReal = findings.source == .mnist
    page.fact("digits", isReal ? "MNIST" : "synthetic, drawn here")
    page.fact("network", "ClassTimeUNet, D = \(findings.channels)")
    page.fact("sampler", "Euler, T = \(findings.setting.stepCount), γ = \(Self.scale.fixed(0))")
    page.fact("measured on", "\(findings.real.accuracy.total) samples")
    page.fact("noise", "seed \(findings.setting.seed)")
    try presentGrids(findings, on: &page)
    try presentSweep(findings, on: &page)
    try presentCopies(findings, on: &page)
    try presentSchedules(findings, on: &page)
    try presentAmbigrams(findings, on: &page)
  }

  private func presentGrids(_ findings: Findings, on page: inout Page) throws {
    try page.figure(
      "grids",
      Self.grid(
        try zip(findings.epochs, findings.grids).map {
          ("after epoch \($0)", try Self.columns(of: $1))
        }
      ),
      alt:
        "Digits 0 to 9 from left to right, four of each, after \(Self.list(findings.epochs)) "
        + "epochs: blots at first, digits later; the four of a column resemble each other."
    )
    let bitmaps = try findings.scaleRows.bitmaps()
    try page.figure(
      "scales",
      ImageGrid(
        rows: Self.scales.indices.map { row in
          (0..<10).map { digit in
            Panel(
              bitmaps[row * 10 + digit],
              label: digit == 0 ? "γ \(Self.scales[row].fixed(0))" : ""
            )
          }
        },
        columnTitles: Self.digits
      ),
      alt:
        "One row of noise asked for all ten digits with growing weight: the same picture ten times "
        + "at 0, then ten pictures that part more and more, with ever bolder strokes."
    )
    page.value("scale", Double(Self.scale), digits: 0)
    page.value("shownRows", Double(Self.shownRows), digits: 0)
    page.value("stepCount", Double(findings.setting.stepCount), digits: 0)
    page.value("epochCount", Double(findings.plan.epochCount), digits: 0)
    page.text("epochs", Self.list(findings.epochs))
  }

  static let digits = (0..<10).map(String.init)

  /// Returns, of rows of all ten digits, for each digit its pictures below each other.
  static func columns(of sheet: PictureSheet) throws -> [Bitmap] {
    let bitmaps = try sheet.bitmaps()
    return (0..<10).map { digit in
      stride(from: digit, to: bitmaps.count, by: 10).map { bitmaps[$0] }.tiled(columns: 1)
    }
  }

  /// Returns a figure of rows with a title each, and a picture for each of the ten digits.
  static func grid(_ rows: [(title: String, pictures: [Bitmap])]) -> ImageGrid {
    ImageGrid(
      rows: rows.map { $0.pictures.map { Panel($0) } },
      rowTitles: rows.map(\.title),
      columnTitles: digits
    )
  }

  private func presentSweep(_ findings: Findings, on page: inout Page) throws {
    let scales = Self.scales.map(Double.init)
    let weights = Axis("weight of guidance γ", range: 0...10)
    func points(_ value: (Drawing) -> Double) -> [Point] {
      zip(scales, findings.sweep).map { Point($0, value($1)) }
    }
    try page.figure(
      "accuracy",
      LinePlot(
        x: weights,
        y: Axis("read as the digit that was asked for, %", range: 0...100),
        series: [LinePlot.Series("", points: points { 100 * $0.accuracy.share })],
        bands: [
          LinePlot.Band(
            lower: points { 100 * $0.accuracy.interval.lowerBound },
            upper: points { 100 * $0.accuracy.interval.upperBound }
          )
        ]
      ),
      alt:
        "Accuracy is about that of chance at weight 0, rises steeply with the first weights, and "
        + "levels off."
    )
    try page.figure(
      "spread",
      LinePlot(
        x: weights,
        y: Axis("mean distance between two of a class, real digits 1", range: 0...1.4),
        series: [LinePlot.Series("", points: points { $0.spread / findings.real.spread })],
        references: [.horizontal(1, label: "real digits")]
      ),
      alt:
        "The distance between two samples of a class falls as guidance grows, to below that of "
        + "real digits."
    )
    let best = findings.sweep.indices.min {
      findings.sweep[$0].frechetDistance < findings.sweep[$1].frechetDistance
    }
    try page.figure(
      "distance",
      LinePlot(
        x: weights,
        y: Axis("FD (our classifier)"),
        series: [LinePlot.Series("", points: points(\.frechetDistance))],
        references: [.horizontal(findings.real.frechetDistance, label: "as many real digits")]
      ),
      alt: "The distance from real digits against the weight; of those tried it is least at "
        + "\(Self.scales[best ?? 0].fixed(0))."
    )
    func row(_ name: String, _ drawing: Drawing) -> [String] {
      let interval = drawing.accuracy.interval
      return [
        name,
        "\((100 * drawing.accuracy.share).fixed(1)) %",
        "\((100 * interval.lowerBound).fixed(1))–\((100 * interval.upperBound).fixed(1)) %",
        (drawing.spread / findings.real.spread).fixed(2), drawing.frechetDistance.fixed(1),
        "\((100 * drawing.beyond).fixed(1)) %",
      ]
    }
    page.table(
      "sweep",
      columns: [
        "γ", "accuracy", "95 % interval", "spread", "FD (our classifier)", "out of range",
      ],
      rows: zip(Self.scales, findings.sweep).map { row($0.fixed(0), $1) }
        + [row("real digits", findings.real)]
    )
    page.value("sampleCount", Double(findings.real.accuracy.total), digits: 0)
    page.value("realAccuracy", 100 * findings.real.accuracy.share, digits: 1, unit: "%")
    for (scale, drawing) in zip(Self.scales, findings.sweep) {
      let name = scale.fixed(0)
      page.value("accuracy\(name)", 100 * drawing.accuracy.share, digits: 1, unit: "%")
      page.value("spread\(name)", drawing.spread / findings.real.spread, digits: 2)
      page.value("distance\(name)", drawing.frechetDistance, digits: 1)
      page.value("beyond\(name)", 100 * drawing.beyond, digits: 1, unit: "%")
    }
    let guided = findings.sweep[Self.scales.firstIndex(of: Self.scale) ?? 0].accuracy.interval
    page.value("guidedLow", 100 * guided.lowerBound, digits: 1, unit: "%")
    page.value("guidedHigh", 100 * guided.upperBound, digits: 1, unit: "%")
    page.text("bestScale", Self.scales[best ?? 0].fixed(0))
    page.value("margin", Double(Drawing.margin), digits: 2)
  }

  private func presentCopies(_ findings: Findings, on page: inout Page) throws {
    let guided = findings.sweep[Self.scales.firstIndex(of: Self.scale) ?? 0]
    // A single real digit of a class has no spread to compare with.
    let ratios = zip(guided.spreads, findings.real.spreads).map { $1 > 0 ? $0 / $1 : 1 }
    try page.figure(
      "copies",
      BarChart(
        ratios.enumerated().map { BarChart.Bar("\($0)", $1) },
        title: "spread of a class at γ = \(Self.scale.fixed(0)), real digits 1",
        limit: 1
      ),
      alt:
        "For \(ratios.count { $0 < 1 }) of ten digits two guided samples are closer to each other "
        + "than two real digits are."
    )
    let order = ratios.indices.sorted { ratios[$0] < ratios[$1] }
    page.text("mostAlike", "\(order[0])")
    page.value("mostAlikeRatio", ratios[order[0]], digits: 2)
    page.text("leastAlike", "\(order[9])")
    page.value("leastAlikeRatio", ratios[order[9]], digits: 2)
    page.value("perClass", Double(findings.setting.perClass), digits: 0)
  }

  static func list(_ numbers: [Int]) -> String {
    let texts = numbers.map(String.init)
    return texts.dropLast().joined(separator: ", ") + " and \(texts.last ?? "")"
  }
}
