import Arrays
import Datasets
import Diffusion
import DigitModels
import Drawing
public import Notebook
import Plotting
import Statistics

extension PureNoise {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let setting = findings.setting
    page.text("digits", findings.source == .mnist ? "MNIST" : "our own synthetic set")
    page.fact("digits", findings.source == .mnist ? "MNIST" : "synthetic, drawn here")
    page.fact("network", "UNet, D = \(setting.channels)")
    page.fact("trained on", "\(setting.digitCount) digits, \(setting.plan.epochCount) epochs")
    page.fact("measured on", "\(setting.testCount) draws of noise")
    page.value("epochCount", Double(setting.plan.epochCount), digits: 0)
    page.value("digitCount", Double(setting.digitCount), digits: 0)
    page.value("testCount", Double(setting.testCount), digits: 0)
    page.value("channels", Double(setting.channels), digits: 0)
    page.value("absoluteChannels", Double(setting.absolute.channels), digits: 0)
    page.value("absoluteDigitCount", Double(setting.absolute.digitCount), digits: 0)
    page.value("absoluteEpochs", Double(setting.absolute.plan.epochCount), digits: 0)
    try presentAnswers(findings, on: &page)
    try presentAverages(findings.outcome, on: &page)
    try presentLosses(findings, on: &page)
    try presentDistances(findings, on: &page)
    presentScores(findings, on: &page)
  }

  private func presentAnswers(_ findings: Findings, on page: inout Page) throws {
    let outcome = findings.outcome
    let epochs = findings.setting.plan.snapshotEpochs
    func row(_ images: NDArray, _ label: String) -> [Panel] {
      (0..<images.shape[0]).map {
        Panel(Bitmap(array: images[$0], range: 0...1), label: $0 == 0 ? label : "")
      }
    }
    page.value("shownCount", Double(outcome.noise.shape[0]), digits: 0)
    try page.figure(
      "answers",
      ImageGrid(
        rows: [row(outcome.noise, "noise")]
          + [0, epochs.count - 1].map { row(outcome.networks[$0].shown, "epoch \(epochs[$0])") }
      ),
      alt: "Fields of noise, above, and the network’s answers after one epoch and at the end: the "
        + "same grey blot every time, in which no digit can be made out."
    )
  }

  private func presentAverages(_ outcome: Outcome, on page: inout Page) throws {
    func panel(_ image: NDArray, _ label: String) -> Panel {
      Panel(Bitmap(array: image, range: 0...1), label: label)
    }
    let last = outcome.networks[outcome.networks.count - 1]
    let absolute = outcome.absolute[outcome.absolute.count - 1]
    try page.figure(
      "averages",
      ImageGrid.row([
        panel(last.shown[0], "squared error, its answer"), panel(outcome.mean, "the mean digit"),
        panel(absolute.shown[0], "absolute error, its answer"),
        panel(outcome.median, "the median digit"),
      ]),
      alt:
        "The answer of the network trained by squared error looks like the mean digit, a grey blot; "
        + "that of the network trained by absolute error like the median digit, nearly all black."
    )
    try page.figure(
      "class-means",
      ImageGrid.row((0..<10).map { panel(outcome.classMeans[$0], "\($0)") }),
      alt: "The mean of each of the ten digits: soft, and readable at once."
    )
  }

  private func presentLosses(_ findings: Findings, on page: inout Page) throws {
    let losses = findings.losses.values.map(Double.init)
    let outcome = findings.outcome
    let plan = findings.setting.plan
    let stepsPerEpoch = losses.count / plan.epochCount
    let window = max(1, losses.count / 40)
    let means = losses.indices.dropFirst(window - 1).map { end in
      let recent = losses[end - window + 1...end]
      return Point(Double(end + 1), recent.reduce(0, +) / Double(window))
    }
    try page.figure(
      "losses",
      LinePlot(
        x: Axis("step", scale: .logarithmic, range: 1...Double(losses.count)),
        y: Axis("mean squared error", scale: .logarithmic),
        series: [
          LinePlot.Series("mean of \(window)", points: means),
          LinePlot.Series(
            "batch",
            points: losses.enumerated().map { Point(Double($0 + 1), $1) },
            style: .dotted
          ),
        ],
        references: [
          .horizontal(
            outcome.pixelVariance,
            label: "variance of the digits, \(outcome.pixelVariance.fixed(4))"
          ),
          .horizontal(
            outcome.withinClassVariance,
            label: "within their classes, \(outcome.withinClassVariance.fixed(4))"
          ),
        ],
        marks: [0, plan.epochCount - 1].map { index in
          LinePlot.Mark(
            Point(
              Double(plan.snapshotEpochs[index] * stepsPerEpoch),
              outcome.networks[index].score.squaredError.mean
            ),
            label: "epoch \(plan.snapshotEpochs[index])",
            series: 2
          )
        }
      ),
      alt: "The loss falls to the variance of the digits within the first steps, and stays there."
    )
    let arrival = means.first { $0.y < 1.05 * outcome.pixelVariance }
    page.value("floorStep", arrival?.x ?? Double(losses.count), digits: 0)
    page.value("steps", Double(losses.count), digits: 0)
  }

  private func presentDistances(_ findings: Findings, on page: inout Page) throws {
    let outcome = findings.outcome
    func points(
      _ networks: [Outcome.Network],
      _ value: (Outcome.Network) -> Double
    ) -> [Point] {
      networks.enumerated().map { Point(Double($0 + 1), value($1)) }
    }
    try page.figure(
      "distances",
      LinePlot(
        x: Axis("epoch", ticks: outcome.networks.indices.map { Double($0 + 1) }),
        y: Axis("mean squared error between pictures", scale: .logarithmic),
        series: [
          LinePlot.Series(
            "squared, to the mean",
            points: points(outcome.networks, \.distanceToMean)
          ),
          LinePlot.Series(
            "absolute, to the median",
            points: points(outcome.absolute, \.distanceToMedian),
            style: .dashed
          ),
          LinePlot.Series(
            "absolute, to the mean",
            points: points(outcome.absolute, \.distanceToMean),
            style: .dotted
          ),
        ],
        references: [
          .horizontal(
            meanSquaredError(outcome.mean, outcome.median),
            label: "mean digit to median digit"
          )
        ]
      ),
      alt:
        "How far the answers of the two networks are from the mean and the median digit after each "
        + "epoch, beside how far these two pictures are from each other."
    )
  }

  private func presentScores(_ findings: Findings, on page: inout Page) {
    let outcome = findings.outcome
    let absolute = outcome.absolute[outcome.absolute.count - 1]
    let last = outcome.networks[outcome.networks.count - 1]
    let floor = outcome.meanAnswer.squaredError.mean
    page.value("pixelVariance", outcome.pixelVariance, digits: 6)
    page.value("withinClassVariance", outcome.withinClassVariance, digits: 6)
    page.value("testMSE", last.score.squaredError.mean, digits: 5)
    page.value("testMSEHalfWidth", last.score.squaredError.halfWidth, digits: 5)
    page.value("meanDigitMSE", floor, digits: 5)
    let excess = last.score.squaredError.mean / floor - 1
    page.value("excessPercent", 100 * excess, digits: 2, unit: "%")
    page.value("distanceToMean", last.distanceToMean, digits: 6)
    page.value("outputVariance", last.variance, digits: 6)
    page.value("firstDistance", outcome.networks[0].distanceToMean, digits: 6)
    page.value("firstVariance", outcome.networks[0].variance, digits: 6)
    page.value("meanToMedian", meanSquaredError(outcome.mean, outcome.median), digits: 5)
    page.value("absoluteToMedian", absolute.distanceToMedian, digits: 5)
    page.value("absoluteToMean", absolute.distanceToMean, digits: 5)
    let black = outcome.median.values.count { $0 == 0 }
    page.value("medianBlackPercent", 100 * Double(black) / 784, digits: 0, unit: "%")
    page.value("meanBrightness", Double(outcome.mean.mean()), digits: 3)
    page.value("medianBrightness", Double(outcome.median.mean()), digits: 3)
    page.value("absoluteBrightness", Double(absolute.shown.mean()), digits: 3)
    page.value("absoluteMAE", absolute.score.absoluteError.mean, digits: 4)
    page.value("squaredMAE", last.score.absoluteError.mean, digits: 4)
    let epochs = findings.setting.plan.snapshotEpochs
    func row(_ name: String, _ score: Outcome.Score, _ network: Outcome.Network?) -> [String] {
      [
        name, Self.text(score.squaredError), Self.text(score.absoluteError),
        network.map { $0.distanceToMean.fixed(6) } ?? "",
        network.map { $0.distanceToMedian.fixed(6) } ?? "",
        network.map { $0.variance.fixed(6) } ?? "0",
      ]
    }
    page.table(
      "scores",
      columns: [
        "answer", "squared error", "absolute error", "to the mean", "to the median", "variance",
      ],
      rows: zip(epochs, outcome.networks).map { row("network, epoch \($0)", $1.score, $1) } + [
        row("the mean digit", outcome.meanAnswer, nil),
        row("network by absolute error", absolute.score, absolute),
        row("the median digit", outcome.medianAnswer, nil),
      ]
    )
  }

  private static func text(_ summary: SampleMean) -> String {
    summary.text(digits: 5)
  }
}
