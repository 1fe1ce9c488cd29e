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
    page.fact("chosen on", "\(findings.setting.validationCount) digits of the training set")
    page.fact("tested on", "\(findings.tested.base.losses.count) test digits")
    page.fact("seed", "\(findings.setting.seed)")
    try presentSamples(findings, on: &page)
    try presentGains(findings, on: &page)
    try presentQuality(findings, on: &page)
    presentTest(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentSamples(_ findings: Findings, on page: inout Page) throws {
    let tested = findings.tested
    let shown = [
      ("base", tested.base), ("combination", tested.combination), ("B2.3", tested.earlier),
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
        },
        title: "validation loss below the base, thousandths",
        digits: 1
      ),
      alt: "How much each change lowers the validation loss, with its interval; by more than "
        + "chance: \(Self.list(findings.chosen))."
    )
  }

  private func presentQuality(_ findings: Findings, on page: inout Page) throws {
    let rows =
      [("base", findings.baseline, Optional<Trial>.none)]
      + findings.trials.map { ($0.change.name, $0.candidate, $0) }
    try page.figure(
      "sure",
      BarChart(
        rows.map { name, found, trial in
          let interval = found.confident.interval
          return BarChart.Bar(
            name,
            100 * found.confident.share,
            interval: 100 * interval.lowerBound...100 * interval.upperBound,
            series: trial.map { findings.chosen.contains($0.change) ? 0 : 2 } ?? 1
          )
        },
        title: "samples that the judge is sure of, %",
        digits: 0,
        limit: 100
      ),
      alt: "The share of samples that the judge is sure of, for the base and each change, with "
        + "intervals."
    )
    page.table(
      "trials",
      columns: ["network", "parameters", "digits seen", "validation loss", "gain", "sure"],
      rows: rows.map { name, found, trial in
        [
          name, Double(found.parameterCount).fixed(0), Double(found.recipe.seenCount).fixed(0),
          Self.text(found.loss), trial.map { Self.text($0.gain) } ?? "–",
          Self.text(found.confident),
        ]
      }
    )
  }

  private func presentTest(_ findings: Findings, on page: inout Page) {
    func row(_ name: String, _ loss: String, _ judgement: SampleJudgement) -> [String] {
      [
        name, loss, Self.text(judgement.confident), judgement.frechetDistance.fixed(1),
        entropy(ofCounts: judgement.counts).fixed(2),
      ]
    }
    let tested = findings.tested
    page.table(
      "test",
      columns: ["network", "test loss", "sure", "FD (our classifier)", "entropy, bits"],
      rows: [
        ("base", tested.base), ("combination", tested.combination), ("B2.3", tested.earlier),
      ].map { row($0, Self.text($1.loss), $1.judgement) } + [row("test digits", "–", findings.real)]
    )
  }

  private static func text(_ mean: SampleMean) -> String {
    mean.text(digits: 4)
  }

  private static func text(_ share: Proportion) -> String {
    let interval = share.interval
    return "\((100 * interval.lowerBound).fixed(0))–\((100 * interval.upperBound).fixed(0)) %"
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    let (setting, tested) = (findings.setting, findings.tested)
    page.value("shownCount", Double(Self.shownCount), digits: 0)
    page.value("sampleCount", Double(setting.sampleCount), digits: 0)
    page.value("stepCount", Double(setting.stepCount), digits: 0)
    page.value("validationCount", Double(setting.validationCount), digits: 0)
    page.value("testCount", Double(tested.base.losses.count), digits: 0)
    page.value("referenceCount", Double(setting.referenceCount / 2), digits: 0)
    page.value("batchSize", Double(findings.base.batchSize), digits: 0)
    page.value("decay", Double(findings.base.averageDecay), digits: 3)
    page.value("epochs", Double(findings.base.epochCount), digits: 0)
    page.value("combinationEpochs", Double(findings.combination.epochCount), digits: 0)
    page.value("combinedGain", findings.combinedGain.mean, digits: 4)
    page.value("combinedGainHalfWidth", findings.combinedGain.halfWidth, digits: 4)
    page.value("realSure", 100 * findings.real.confident.share, digits: 0, unit: "%")
    page.value("realDistance", findings.real.frechetDistance, digits: 1)
    for (name, found) in [
      ("base", tested.base), ("combination", tested.combination), ("earlier", tested.earlier),
    ] {
      page.value("\(name)Channels", Double(found.recipe.channels), digits: 0)
      page.value("\(name)Seen", Double(found.recipe.seenCount), digits: 0)
      page.value("\(name)Loss", found.loss.mean, digits: 4)
      page.value("\(name)Sure", 100 * found.judgement.confident.share, digits: 0, unit: "%")
      page.value("\(name)Distance", found.judgement.frechetDistance, digits: 1)
    }
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
    case .groupNorm: "normalized by groups"
    case .everyBlock: "time in every block"
    case .otherSeed: "another seed"
    }
  }
}
