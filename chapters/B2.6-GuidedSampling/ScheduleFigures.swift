import Arrays
import Datasets
import DigitModels
import Diffusion
import Drawing
import NeuralNet
import Notebook
import Plotting
import Statistics

extension GuidedSampling {
  func presentSchedules(_ findings: Findings, on page: inout Page) throws {
    let first = findings.trainings[0], mean = findings.trainings[1]
    func name(_ training: ConstantTraining) -> String {
      "constant \(training.learningRate.fixed(4))"
    }
    try page.figure(
      "constant-samples",
      ImageGrid.row([
        Panel(try Self.upright(findings.grids[findings.grids.count - 1]), label: "schedule"),
        Panel(try Self.upright(findings.constantGrid), label: "constant, averaged"),
      ]),
      alt: "Forty digits by the network trained with a schedule and by the averaged one trained "
        + "without, from the same noise."
    )
    try page.figure(
      "constant-loss",
      LinePlot(
        x: Axis("batch"),
        y: Axis("mean squared error of the velocity", scale: .logarithmic),
        series: [
          LinePlot.Series("schedule", x: findings.curve.steps, y: findings.curve.losses),
          LinePlot.Series(name(mean), x: mean.curve.steps, y: mean.curve.losses, style: .dashed),
          LinePlot.Series(name(first), x: first.curve.steps, y: first.curve.losses, style: .dotted),
        ]
      ),
      alt:
        "Three training losses, one with a falling rate and two with constant ones, that run close "
        + "together to the end."
    )
    try page.figure(
      "schedule-losses",
      BarChart(
        findings.schedules.enumerated().map { index, result in
          BarChart.Bar(
            Self.name(result),
            result.loss.mean,
            interval: result.loss.mean - result.loss.halfWidth...result.loss.mean
              + result.loss.halfWidth,
            series: index % 2
          )
        },
        title: "loss on test digits, class told",
        digits: 4
      ),
      alt: "Test losses of three ways to set the rate, each with and without averaging, and "
        + "intervals that mostly overlap."
    )
    page.table(
      "schedules",
      columns: ["training", "accuracy", "95 % interval", "test loss", "FD (our classifier)"],
      rows: findings.schedules.map { result in
        let accuracy = result.drawing.accuracy
        return [
          Self.name(result),
          "\((100 * accuracy.share).fixed(1)) %",
          "\((100 * accuracy.interval.lowerBound).fixed(1))–"
            + "\((100 * accuracy.interval.upperBound).fixed(1)) %",
          "\(result.loss.mean.fixed(4)) ± \(result.loss.halfWidth.fixed(4))",
          result.drawing.frechetDistance.fixed(1),
        ]
      }
    )
    page.value("firstRate", Double(first.learningRate), digits: 2)
    page.value("meanRate", Double(mean.learningRate), digits: 5)
    func result(_ rate: Float?, isAveraged: Bool) -> ScheduledResult {
      findings.schedules.first { $0.learningRate == rate && $0.isAveraged == isAveraged }
        ?? findings.schedules[0]
    }
    let scheduled = result(nil, isAveraged: false)
    let answer = result(mean.learningRate, isAveraged: true)
    let difference = SampleMean(
      of: zip(answer.drawing.isRight, scheduled.drawing.isRight)
        .map { ($0 ? 100 : 0) - ($1 ? 100 : 0) }
    )
    page.value("scheduleAccuracy", 100 * scheduled.drawing.accuracy.share, digits: 1, unit: "%")
    page.value("constantAccuracy", 100 * answer.drawing.accuracy.share, digits: 1, unit: "%")
    page.value("constantGain", difference.mean, digits: 1)
    page.value("constantGainHalfWidth", difference.halfWidth, digits: 1)
    page.value("scheduleTestLoss", scheduled.loss.mean, digits: 4)
    page.value("constantTestLoss", answer.loss.mean, digits: 4)
    page.value("plainTestLoss", result(mean.learningRate, isAveraged: false).loss.mean, digits: 4)
    page.value("firstTestLoss", result(first.learningRate, isAveraged: false).loss.mean, digits: 4)
    page.value(
      "firstAverageTestLoss",
      result(first.learningRate, isAveraged: true).loss.mean,
      digits: 4
    )
    page.value("decay", Double(findings.plan.averageDecay ?? 0), digits: 3)
    page.value("lossCount", Double(findings.setting.testCount), digits: 0)
  }

  private static func name(_ result: ScheduledResult) -> String {
    (result.learningRate.map { "constant \($0.fixed(4))" } ?? "schedule")
      + (result.isAveraged ? ", averaged" : "")
  }

  func presentAmbigrams(_ ambigrams: Ambigrams, on page: inout Page) throws {
    let bitmaps = try ambigrams.best.bitmaps()
    let (upright, turned) = (ambigrams.bestPair[0], ambigrams.bestPair[1])
    try page.figure(
      "ambigrams",
      ImageGrid.row(
        bitmaps.map { Panel($0, label: "upright") }
          + bitmaps.map { Panel($0.turned(), label: "turned") }
      ),
      alt:
        "Pictures that read as \(upright), and the same pictures turned by half a turn, which read "
        + "as \(turned)."
    )
    try page.figure(
      "ambigram-pictures",
      ImageGrid.row([Panel(try ambigrams.first.tiled(columns: 10))]),
      alt:
        "A hundred pictures, one for each pair of digits: down the side the digit upright, across "
        + "the digit when turned. Some are both, and many are neither."
    )
    let count = Double(ambigrams.count)
    try page.figure(
      "ambigram-rates",
      HeatMap(
        NDArray(
          ambigrams.successes.joined().map { Float(100 * Double($0) / count) },
          shape: [10, 10]
        ),
        rows: HeatMap.Labels("upright", (0..<10).map(String.init)),
        columns: HeatMap.Labels("turned", (0..<10).map(String.init)),
        valueTitle: "read as both, %",
        range: 0...100,
        isTopDown: true
      ),
      alt:
        "How often both digits are read: a few pairs stand out, and for many pairs it never "
        + "happens."
    )
    let total = Proportion(ambigrams.successes.joined().reduce(0, +), of: 100 * ambigrams.count)
    page.value("pairCount", count, digits: 0)
    page.text("bestUpright", "\(upright)")
    page.text("bestTurned", "\(turned)")
    let best = Proportion(ambigrams.successes[upright][turned], of: ambigrams.count)
    page.value("bestRate", 100 * best.share, digits: 0, unit: "%")
    page.value("ambigramRate", 100 * total.share, digits: 0, unit: "%")
    page.value("ambigramLow", 100 * total.interval.lowerBound, digits: 0, unit: "%")
    page.value("ambigramHigh", 100 * total.interval.upperBound, digits: 0, unit: "%")
    page.value("sixNine", 100 * Double(ambigrams.successes[6][9]) / count, digits: 0, unit: "%")
    let failing = (0..<100).count { ambigrams.successes[$0 / 10][$0 % 10] == 0 }
    page.value("failingPairs", Double(failing), digits: 0)
  }
}

extension Bitmap {
  /// Returns the picture turned by half a turn.
  fileprivate func turned() -> Bitmap {
    let pixels = stride(from: rgba.count - 4, through: 0, by: -4).flatMap { rgba[$0..<$0 + 4] }
    return Bitmap(width: width, height: height, rgba: pixels)
  }
}
