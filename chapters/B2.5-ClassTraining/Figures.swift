import Arrays
import Datasets
import Diffusion
import DigitModels
import Drawing
import NeuralNet
public import Notebook
import Plotting
import Statistics

extension ClassTraining {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let isReal = findings.source == .mnist
    let flow = findings.flow
    page.fact("digits", isReal ? "MNIST" : "synthetic, drawn here")
    page.fact("network", "ClassTimeUNet, D = \(flow.channels)")
    page.fact(
      "training",
      "\(flow.digitCount) digits, \(flow.plan.epochCount) epochs, batch \(flow.plan.batchSize)"
    )
    page.fact("seed", "\(findings.seed)")
    try presentViews(findings, on: &page)
    try presentCurves(findings, on: &page)
    try presentTimes(findings, on: &page)
    try presentSimilarity(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentViews(_ findings: Findings, on page: inout Page) throws {
    let bitmaps = try findings.views.bitmaps()
    let names = ["none"] + (0..<10).map(String.init)
    try page.figure(
      "views",
      ImageGrid(
        rows: Self.shownTimes.indices.map { row in
          names.indices.map { column in
            Panel(
              bitmaps[row * names.count + column],
              label: row == Self.shownTimes.count - 1 ? names[column] : ""
            )
          }
        },
        rowTitles: Self.shownTimes.map { "t = \($0.fixed(1))" }
      ),
      alt:
        "Seen from pure noise each class told gives another soft digit; later the true digit shows "
        + "through whatever is told, and a wrong class only warps it."
    )
    page.text("shownLabel", "\(findings.shownLabel)")
    page.text("shownTimes", Self.shownTimes.map { $0.fixed(1) }.joined(separator: ", "))
  }

  private func presentCurves(_ findings: Findings, on page: inout Page) throws {
    try page.figure(
      "loss",
      LinePlot(
        x: Axis("batch"),
        y: Axis("mean squared error of the velocity", scale: .logarithmic),
        series: [
          LinePlot.Series(
            "with class",
            x: findings.flow.curve.steps,
            y: findings.flow.curve.losses
          ),
          LinePlot.Series(
            "without",
            x: findings.timeOnly.curve.steps,
            y: findings.timeOnly.curve.losses,
            style: .dotted
          ),
        ],
        references: [
          .horizontal(findings.variance, label: "least at t = 0, no class"),
          .horizontal(findings.withinClassVariance, label: "least at t = 0, class known"),
        ]
      ),
      alt: "The two losses fall together and end close to each other."
    )
  }

  private func presentTimes(_ findings: Findings, on page: inout Page) throws {
    let found = findings.comparison
    func points(_ values: [SampleMean], _ value: (SampleMean) -> Double = { $0.mean }) -> [Point] {
      zip(FlowExam.times, values).map { Point(Double($0), value($1)) }
    }
    let times = Axis("time t", range: 0...1)
    try page.figure(
      "loss-by-time",
      LinePlot(
        x: times,
        y: Axis("mean squared error", scale: .logarithmic),
        series: [
          LinePlot.Series("told the class", points: points(found.told.byTime)),
          LinePlot.Series("told none", points: points(found.untold.byTime), style: .dashed),
          LinePlot.Series("time only", points: points(found.without.byTime), style: .dotted),
        ],
        references: [
          .horizontal(findings.variance, label: "variance"),
          .horizontal(findings.withinClassVariance, label: "within a class"),
        ]
      ),
      alt:
        "Loss against time: with the class it begins lower, keeps its lead through the first half, "
        + "and meets the other curves before the wall at the end."
    )
    try page.figure(
      "gap",
      LinePlot(
        x: times,
        y: Axis("loss saved by knowing the class"),
        series: [LinePlot.Series("gap", points: points(found.gap.byTime))],
        bands: [
          LinePlot.Band(
            lower: points(found.gap.byTime) { $0.mean - $0.halfWidth },
            upper: points(found.gap.byTime) { $0.mean + $0.halfWidth }
          )
        ],
        references: [
          .horizontal(0, label: ""),
          .horizontal(
            findings.variance - findings.withinClassVariance,
            label: "variance between the classes"
          ),
        ]
      ),
      alt:
        "What the class saves is greatest at early times and is gone where the digit can be "
        + "read off the point itself."
    )
  }

  private func presentSimilarity(_ findings: Findings, on page: inout Page) throws {
    let similarities = Self.similarities(of: findings.gains)
    try page.figure(
      "similarity",
      HeatMap(
        NDArray(similarities.joined().map { Float($0) }, shape: [10, 10]),
        rows: HeatMap.Labels("class", (0..<10).map(String.init)),
        columns: HeatMap.Labels("class", (0..<10).map(String.init)),
        valueTitle: "correlation of factors",
        range: -1...1,
        isTopDown: true
      ),
      alt:
        "How alike the factors of two classes are: a bright diagonal, and off it classes that "
        + "share strokes, or do not."
    )
    let pairs = (0..<10).flatMap { row in (0..<row).map { (row, $0) } }
    let order = pairs.sorted {
      similarities[$0.0][$0.1] > similarities[$1.0][$1.1]
    }
    page.text("closest", "\(order[0].1) and \(order[0].0)")
    page.value("closestCorrelation", similarities[order[0].0][order[0].1], digits: 2)
    let last = order[order.count - 1]
    page.text("farthest", "\(last.1) and \(last.0)")
    page.value("farthestCorrelation", similarities[last.0][last.1], digits: 2)
  }

  /// Returns the correlations of rows, after the mean of all rows is taken away.
  private static func similarities(of gains: NDArray) -> [[Double]] {
    let width = gains.shape[1]
    let rows = (0..<gains.shape[0]).map { row in gains[row].values.map { Double($0) } }
    let mean = (0..<width).map { column in
      rows.reduce(0) { $0 + $1[column] } / Double(rows.count)
    }
    let centred = rows.map { row in zip(row, mean).map { $0 - $1 } }
    func product(_ a: [Double], _ b: [Double]) -> Double {
      zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return centred.map { a in
      centred.map { b in product(a, b) / (product(a, a) * product(b, b)).squareRoot() }
    }
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    let found = findings.comparison
    page.value("testCount", Double(findings.testCount), digits: 0)
    page.value("digitCount", Double(findings.flow.digitCount), digits: 0)
    page.value("epochs", Double(findings.flow.plan.epochCount), digits: 0)
    page.value("dropoutPercent", 100 * Double(classDropout), digits: 0, unit: "%")
    page.value("finalLoss", findings.flow.finalLoss, digits: 4)
    page.value("timeOnlyFinalLoss", findings.timeOnly.finalLoss, digits: 4)
    page.value("variance", findings.variance, digits: 4)
    page.value("withinVariance", findings.withinClassVariance, digits: 4)
    page.value("between", findings.variance - findings.withinClassVariance, digits: 4)
    let gaps = found.gap.byTime
    page.value("gapAtZero", gaps[0].mean, digits: 4)
    page.value("gapAtZeroHalfWidth", gaps[0].halfWidth, digits: 4)
    let greatest = gaps.indices.max { gaps[$0].mean < gaps[$1].mean } ?? 0
    page.value("greatestGap", gaps[greatest].mean, digits: 4)
    page.value("greatestGapTime", Double(FlowExam.times[greatest]), digits: 2)
    // The last time before the first one whose interval holds zero.
    let useless = gaps.firstIndex { $0.mean <= $0.halfWidth }
    let useful = max(0, (useless ?? gaps.count) - 1)
    page.value("usefulTime", Double(FlowExam.times[useful]), digits: 2)
    page.value("meanGap", found.gap.mean.mean, digits: 4)
    page.value("meanGapHalfWidth", found.gap.mean.halfWidth, digits: 4)
    func row(_ name: String, _ losses: FlowLosses.Summary, _ floor: Double) -> [String] {
      let atZero = losses.byTime[0]
      return [
        name, losses.mean.text(digits: 4),
        atZero.text(digits: 4), floor.fixed(4),
      ]
    }
    page.table(
      "losses",
      columns: ["network", "test loss", "at t = 0", "least at t = 0"],
      rows: [
        row("time only", found.without, findings.variance),
        row("with class, told none", found.untold, findings.variance),
        row("with class, told it", found.told, findings.withinClassVariance),
      ]
    )
  }
}
