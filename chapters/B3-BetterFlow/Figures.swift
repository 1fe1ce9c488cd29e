import Arrays
import Datasets
import DigitModels
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

extension BetterFlow {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let isReal = findings.source == .mnist
    page.fact("digits", isReal ? "MNIST" : "synthetic, drawn here")
    page.fact(
      "base",
      "D = \(findings.base.channels), \(findings.base.digitCount) digits,"
        + " \(findings.base.epochCount) epochs"
    )
    page.fact("measured on", "\(findings.setting.sampleCount) samples")
    page.fact("seed", "\(findings.setting.seed)")
    try presentSamples(findings, on: &page)
    try presentGains(findings, on: &page)
    try presentQuality(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentSamples(_ findings: Findings, on page: inout Page) throws {
    let shown = [
      ("base", findings.baseline), ("combination", findings.combined), ("B2.3", findings.earlier),
    ]
    try page.figure(
      "samples",
      ImageGrid.row(
        try shown.map { name, found in
          Panel(
            try found.samples.tiled(columns: 5),
            label: name,
            note: "\((100 * found.judgement.confident.share).fixed(0)) % sure"
          )
        }
      ),
      alt: "Forty samples from the same noise by three networks: the small base, the combination "
        + "of all changes that helped, and the network of B2.3."
    )
  }

  private func presentGains(_ findings: Findings, on page: inout Page) throws {
    func bar(_ name: String, _ gain: SampleMean, _ series: Int) -> BarChart.Bar {
      BarChart.Bar(
        name,
        1000 * gain.mean,
        interval: 1000 * (gain.mean - gain.halfWidth)...1000 * (gain.mean + gain.halfWidth),
        series: series
      )
    }
    try page.figure(
      "gains",
      BarChart(
        findings.trials.map { trial in
          bar(trial.change.name, trial.gain, findings.chosen.contains(trial.change) ? 0 : 2)
        } + [bar("combination", findings.combinedGain, 1)],
        title: "test loss below the base, thousandths",
        digits: 1
      ),
      alt: "How much each change lowers the test loss, with its interval: "
        + "\(Self.list(findings.chosen)) by more than chance; the last bar is their combination."
    )
  }

  private func presentQuality(_ findings: Findings, on page: inout Page) throws {
    let rows =
      [("base", findings.baseline)] + findings.trials.map { ($0.change.name, $0.examination) }
      + [("combination", findings.combined), ("B2.3", findings.earlier)]
    try page.figure(
      "sure",
      BarChart(
        rows.map { name, found in
          let confident = found.judgement.confident
          return BarChart.Bar(
            name,
            100 * confident.share,
            interval: 100 * confident.interval.lowerBound...100 * confident.interval.upperBound,
            series: name == "combination" ? 1 : 0
          )
        },
        title: "samples that the judge is sure of, %",
        digits: 0,
        limit: 100
      ),
      alt: "The share of samples that the judge is sure of, for each change and for their "
        + "combination, with intervals."
    )
    page.table(
      "trials",
      columns: [
        "network", "parameters", "digits seen", "test loss", "sure", "FD (our classifier)",
        "entropy, bits",
      ],
      rows: rows.map { name, found in
        let interval = found.judgement.confident.interval
        return [
          name, Double(found.parameterCount).fixed(0), Double(found.recipe.seenCount).fixed(0),
          "\(found.loss.mean.fixed(4)) ± \(found.loss.halfWidth.fixed(4))",
          "\((100 * interval.lowerBound).fixed(0))–\((100 * interval.upperBound).fixed(0)) %",
          found.judgement.frechetDistance.fixed(1),
          entropy(ofCounts: found.judgement.counts).fixed(2),
        ]
      } + [
        [
          "training digits", "–", "–", "–",
          "\((100 * findings.real.confident.interval.lowerBound).fixed(0))–"
            + "\((100 * findings.real.confident.interval.upperBound).fixed(0)) %",
          findings.real.frechetDistance.fixed(1), entropy(ofCounts: findings.real.counts).fixed(2),
        ]
      ]
    )
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    page.value("shownCount", Double(Self.shownCount), digits: 0)
    page.value("sampleCount", Double(findings.setting.sampleCount), digits: 0)
    page.value("stepCount", Double(findings.setting.stepCount), digits: 0)
    page.value("testCount", Double(findings.baseline.losses.count), digits: 0)
    page.value("seen", Double(findings.base.seenCount), digits: 0)
    page.value("combinationSeen", Double(findings.combination.seenCount), digits: 0)
    page.value("earlierSeen", Double(findings.earlier.recipe.seenCount), digits: 0)
    page.value("channels", Double(findings.base.channels), digits: 0)
    page.value("epochs", Double(findings.base.epochCount), digits: 0)
    page.value("batchSize", Double(findings.base.batchSize), digits: 0)
    page.value("decay", Double(findings.base.averageDecay), digits: 3)
    page.value("combinationChannels", Double(findings.combination.channels), digits: 0)
    page.value("baseLoss", findings.baseline.loss.mean, digits: 4)
    page.value("combinedLoss", findings.combined.loss.mean, digits: 4)
    page.value("earlierLoss", findings.earlier.loss.mean, digits: 4)
    page.value("combinedGain", findings.combinedGain.mean, digits: 4)
    page.value("combinedGainHalfWidth", findings.combinedGain.halfWidth, digits: 4)
    page.value("baseSure", 100 * findings.baseline.judgement.confident.share, digits: 0)
    page.value("combinedSure", 100 * findings.combined.judgement.confident.share, digits: 0)
    page.value("earlierSure", 100 * findings.earlier.judgement.confident.share, digits: 0)
    page.value("baseDistance", findings.baseline.judgement.frechetDistance, digits: 1)
    page.value("combinedDistance", findings.combined.judgement.frechetDistance, digits: 1)
    page.value("earlierDistance", findings.earlier.judgement.frechetDistance, digits: 1)
    page.value("realDistance", findings.real.frechetDistance, digits: 1)
    page.text("helped", Self.list(findings.chosen))
    let others = Change.allCases.filter { $0 != .otherSeed && !findings.chosen.contains($0) }
    page.text(
      "helpedNot",
      others.isEmpty ? "No change was without effect." : "Not, or not surely: \(Self.list(others))."
    )
    let order = findings.trials.filter { $0.change != .otherSeed }
      .sorted { $0.gain.mean > $1.gain.mean }
    page.text("bestChange", order[0].change.name)
    page.value("bestGain", order[0].gain.mean, digits: 4)
    page.value("bestGainHalfWidth", order[0].gain.halfWidth, digits: 4)
    for trial in findings.trials {
      page.value("\(trial.change.rawValue)Gain", trial.gain.mean, digits: 4)
      page.value("\(trial.change.rawValue)GainHalfWidth", trial.gain.halfWidth, digits: 4)
    }
  }

  private static func list(_ changes: [Change]) -> String {
    let names = changes.map(\.name)
    guard let last = names.last else { return "none of them" }
    return names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension Change {
  /// The change in words.
  fileprivate var name: String {
    switch self {
    case .longer: "twice as long"
    case .wider: "half as wide again"
    case .smallerBatches: "smaller batches"
    case .middleTimes: "more middle times"
    case .averaged: "averaged weights"
    case .otherSeed: "another seed"
    }
  }
}
