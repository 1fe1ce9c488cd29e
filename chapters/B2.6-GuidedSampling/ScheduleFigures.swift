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
    let constant = findings.constant
    try page.figure(
      "constant-samples",
      Self.grid([
        ("with the schedule", try Self.columns(of: findings.grids[findings.grids.count - 1])),
        ("constant rate, averaged weights", try Self.columns(of: findings.constantGrid)),
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
          LinePlot.Series(
            "constant",
            x: constant.curve.steps,
            y: constant.curve.losses,
            style: .dashed
          ),
        ]
      ),
      alt:
        "Two training losses, one with a falling rate and one with a constant one, that run close "
        + "together to the end."
    )
    let results = findings.results
    page.table(
      "schedules",
      columns: ["training", "accuracy", "95 % interval", "test loss", "FD (our classifier)"],
      rows: [
        ("schedule", results.schedule), ("schedule, averaged", results.scheduleAveraged),
        ("constant", results.constant), ("constant, averaged", results.constantAveraged),
      ].map { name, result in
        let accuracy = result.drawing.accuracy
        return [
          name, "\((100 * accuracy.share).fixed(1)) %",
          Self.interval(accuracy),
          result.loss.text(digits: 4),
          result.drawing.frechetDistance.fixed(1),
        ]
      }
    )
    let difference = SampleMean(
      of: zip(results.constantAveraged.drawing.isRight, results.schedule.drawing.isRight)
        .map { ($0 ? 100 : 0) - ($1 ? 100 : 0) }
    )
    page.value("meanRate", Double(constant.learningRate), digits: 5)
    page.value(
      "firstRate",
      Double(findings.plan.learningRate.learningRate(inEpoch: 1)),
      digits: 2
    )
    for (name, result) in [
      ("schedule", results.schedule), ("scheduleAveraged", results.scheduleAveraged),
      ("constant", results.constant), ("constantAveraged", results.constantAveraged),
    ] {
      page.value("\(name)Accuracy", 100 * result.drawing.accuracy.share, digits: 1, unit: "%")
      page.value("\(name)TestLoss", result.loss.mean, digits: 4)
    }
    page.value("constantGain", difference.mean, digits: 1)
    page.value("constantGainHalfWidth", difference.halfWidth, digits: 1)
    page.value("decay", Double(findings.plan.averageDecay ?? 0), digits: 3)
    try presentRules(findings, on: &page)
  }

  private func presentRules(_ findings: Findings, on page: inout Page) throws {
    let setting = findings.setting
    func name(_ result: RuleResult) -> String {
      result.rule.name + (result.isAveraged ? ", averaged" : "")
    }
    // A single training has no interval.
    let hasIntervals = setting.studySeedCount > 1
    try page.figure(
      "rules",
      BarChart(
        findings.rules.map { result in
          let loss = result.loss
          return BarChart.Bar(
            name(result),
            loss.mean,
            interval: hasIntervals ? loss.mean - loss.halfWidth...loss.mean + loss.halfWidth : nil,
            series: result.isAveraged ? 1 : 0
          )
        },
        title: "loss on test digits, class told",
        digits: 4
      ),
      alt: "Test losses of five rules for the rate, each with its last weights and with averaged "
        + "ones."
    )
    page.table(
      "rule-numbers",
      columns: ["rule", "test loss", "accuracy", "95 % interval"],
      rows: findings.rules.map { result in
        let loss = result.loss
        return [
          name(result),
          loss.mean.fixed(4) + (hasIntervals ? " ± \(loss.halfWidth.fixed(4))" : ""),
          "\((100 * result.accuracy.share).fixed(1)) %", Self.interval(result.accuracy),
        ]
      }
    )
    let order = findings.rules.sorted { $0.loss.mean < $1.loss.mean }
    page.text("bestRule", name(order[0]))
    page.text("worstRule", name(order[order.count - 1]))
    page.value("bestRuleLoss", order[0].loss.mean, digits: 4)
    page.value("worstRuleLoss", order[order.count - 1].loss.mean, digits: 4)
    let gains = RateRule.allCases.map { rule -> Double in
      let own = findings.rules.filter { $0.rule == rule }
      return own[0].loss.mean - own[1].loss.mean
    }
    page.value("averagingHelps", Double(gains.count { $0 > 0 }), digits: 0)
    page.value("ruleCount", Double(gains.count), digits: 0)
    page.text(
      "studySeeds",
      hasIntervals ? "\(setting.studySeedCount) trainings each" : "one training each"
    )
    page.text(
      "studyIntervals",
      hasIntervals
        ? "Intervals are over trainings that differ in their random numbers."
        : "One training has no interval; the published run of this page has three."
    )
    page.value("studyChannels", Double(findings.channels / 2), digits: 0)
    page.value(
      "studyDigits",
      Double(min(findings.digitCount, setting.studyDigitCount)),
      digits: 0
    )
    page.value("studySamples", Double(findings.rules[0].accuracy.total), digits: 0)
    page.value("lossCount", Double(findings.lossCount), digits: 0)
  }

  private static func interval(_ share: Proportion) -> String {
    let interval = share.interval
    return "\((100 * interval.lowerBound).fixed(1))–\((100 * interval.upperBound).fixed(1)) %"
  }
}

extension RateRule {
  /// The rule in words.
  fileprivate var name: String {
    switch self {
    case .schedule: "schedule"
    case .first: "first rate"
    case .geometric: "geometric mean"
    case .tenth: "tenth of the first"
    case .warmUp: "first, warmed up"
    }
  }
}
