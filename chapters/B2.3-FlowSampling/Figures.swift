import Arrays
import Datasets
import DigitModels
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

extension FlowSampling {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let isReal = findings.source == .mnist
    page.text("digits", isReal ? "MNIST" : "our own synthetic set")
    page.fact("digits", isReal ? "MNIST" : "synthetic, drawn here")
    page.fact("sampler", "Euler, T = \(findings.setting.stepCount)")
    page.fact("measured on", "\(findings.real.confident.total) samples")
    page.fact("noise", "seed \(findings.setting.seed)")
    try presentSamples(findings, on: &page)
    try presentWays(findings, on: &page)
    try presentSolvers(findings, on: &page)
    try presentJudgements(findings, on: &page)
    try presentMemory(findings.memory, on: &page)
  }

  private func presentSamples(_ findings: Findings, on page: inout Page) throws {
    try page.figure(
      "samples",
      ImageGrid.row(
        zip(findings.epochs, zip(findings.grids, findings.judgements)).map { epoch, found in
          Panel(
            try found.0.tiled(columns: 5),
            label: "epoch \(epoch)",
            note: "\((100 * found.1.confident.share).fixed(0)) % sure"
          )
        }
      ),
      alt: "Forty samples from the same noise after \(Self.list(findings.epochs)) epochs: broken "
        + "strokes at first, then more digits among them, and to the end some that are none."
    )
    page.value("shownCount", Double(Self.shownCount), digits: 0)
    page.value("sampleCount", Double(findings.real.confident.total), digits: 0)
    page.value("stepCount", Double(findings.setting.stepCount), digits: 0)
    page.text("epochs", Self.list(findings.epochs))
  }

  private func presentWays(_ findings: Findings, on page: inout Page) throws {
    let strips = findings.strips
    func strip(_ sheet: PictureSheet) throws -> FilmStrip {
      let bitmaps = try sheet.bitmaps()
      return FilmStrip(
        strips.times.enumerated().map { index, time in
          let part = bitmaps[index * Self.stripCount..<(index + 1) * Self.stripCount]
          return FilmStrip.Frame(
            part.tiled(columns: 1),
            label: time.fixed(2)
          )
        },
        title: "time t"
      )
    }
    try page.figure(
      "points",
      strip(strips.points),
      alt:
        "Three samples on their way from noise to a digit; until the middle the eye sees noise "
        + "alone."
    )
    try page.figure(
      "ends",
      strip(strips.estimates),
      alt:
        "Where the same three seem to end, seen from the same moments: at first one blur for all, "
        + "then a choice, then only sharper strokes."
    )
    let pictures = try findings.velocities.bitmaps()
    try page.figure(
      "velocities",
      ImageGrid(
        rows: Self.velocityTimes.enumerated().map { row, time in
          zip(0..., ["xₜ at \(time.fixed(2))", "found", "wanted", "difference"]).map {
            Panel(pictures[4 * row + $0], label: $1)
          }
        }
      ),
      alt:
        "For one test digit at three times the point, the velocity found, the one wanted and their "
        + "difference: what is found is the wanted one without what nobody can know, and the "
        + "difference is mostly along the strokes."
    )
    page.value("straightness", findings.straightness.mean, digits: 3)
    page.value("straightnessHalfWidth", findings.straightness.halfWidth, digits: 3)
    page.value("lengthRatio", findings.lengthRatio.mean, digits: 4)
    page.value("lengthRatioHalfWidth", findings.lengthRatio.halfWidth, digits: 4)
  }

  private func presentSolvers(_ findings: Findings, on page: inout Page) throws {
    let study = findings.solvers
    let names = ["Euler", "Heun", "Runge–Kutta 4"]
    let styles: [LinePlot.Series.Style] = [.solid, .dashed, .dotted]
    let counts = SolverStudy.evaluations.map(Double.init)
    try page.figure(
      "solvers",
      LinePlot(
        x: Axis(
          "evaluations of the network for each sample",
          scale: .logarithmic,
          ticks: counts
        ),
        y: Axis("error at the end, in pixel units", scale: .logarithmic),
        series: zip(names, zip(study.errors, styles)).map { name, found in
          LinePlot.Series(name, x: counts, y: found.0, style: found.1)
        }
      ),
      alt:
        "Error against evaluations, both logarithmic: every method gets better with more of them, "
        + "and which one is best depends on how many one can afford."
    )
    page.table(
      "solver-errors",
      columns: ["evaluations"] + names,
      rows: SolverStudy.evaluations.enumerated().map { index, count in
        ["\(count)"] + study.errors.map { $0[index].fixed(4) }
      }
    )
    let last = SolverStudy.evaluations.count - 1
    page.value("fineSteps", Double(SolverStudy.fineStepCount), digits: 0)
    page.value("solvedCount", Double(findings.setting.solvedCount), digits: 0)
    page.value("mostEvaluations", counts[last], digits: 0)
    page.value("eulerError", study.errors[0][last], digits: 4)
    page.value("heunError", study.errors[1][last], digits: 4)
    page.value("kuttaError", study.errors[2][last], digits: 4)
    page.value("eulerFactor", study.errors[0][last - 1] / study.errors[0][last], digits: 1)

    let steps = zip(findings.setting.judgedSteps, findings.steps).map { (Double($0), $1) }
    try page.figure(
      "steps",
      LinePlot(
        x: Axis("Euler steps T", scale: .logarithmic, ticks: steps.map { $0.0 }),
        y: Axis("the judge is sure of, %", range: 0...100),
        series: [
          LinePlot.Series("samples", points: steps.map { Point($0, 100 * $1.share) })
        ],
        bands: [
          LinePlot.Band(
            lower: steps.map { Point($0, 100 * $1.interval.lowerBound) },
            upper: steps.map { Point($0, 100 * $1.interval.upperBound) }
          )
        ],
        references: [.horizontal(100 * findings.real.confident.share, label: "real digits")]
      ),
      alt:
        "The share of samples that the judge is sure of, by the number of steps, and a line for "
        + "real digits. The first point stands for one average digit again and again."
    )
    page.value("judgedCount", Double(findings.setting.judgedCount), digits: 0)
    page.value("oneStep", 100 * findings.steps[0].share, digits: 0, unit: "%")
    page.value("fewSteps", Double(findings.setting.judgedSteps[3]), digits: 0)
    page.value("fewStepsSure", 100 * findings.steps[3].share, digits: 0, unit: "%")
    let most = findings.steps.count - 1
    page.value("mostSteps", Double(findings.setting.judgedSteps[most]), digits: 0)
    page.value("mostStepsSure", 100 * findings.steps[most].share, digits: 0, unit: "%")
  }

  private func presentJudgements(_ findings: Findings, on page: inout Page) throws {
    let names = findings.epochs.map { "epoch \($0)" }
    let last = findings.judgements[findings.judgements.count - 1]
    try page.figure(
      "distance",
      BarChart(
        [BarChart.Bar("real digits", findings.real.frechetDistance, series: 1)]
          + zip(names, findings.judgements).map { BarChart.Bar($0, $1.frechetDistance) }.reversed(),
        title: "FD (our classifier) from test digits",
        digits: 1
      ),
      alt:
        "The distance of the samples from real digits after \(Self.list(findings.epochs)) epochs, "
        + "and that of as many real digits in their place."
    )
    try page.figure(
      "classes",
      BarChart(
        last.counts.enumerated().map { digit, count in
          let share = Proportion(count, of: last.readings.count)
          return BarChart.Bar(
            "\(digit)",
            100 * share.share,
            interval: 100 * share.interval.lowerBound...100 * share.interval.upperBound
          )
        },
        title: "samples read as this digit, %",
        digits: 1
      ),
      alt:
        "All ten digits are drawn, some of them more often than a tenth of the time and some less."
    )
    func text(_ judgement: SampleJudgement) -> [String] {
      let interval = judgement.confident.interval
      return [
        "\((100 * judgement.confident.share).fixed(1)) %",
        "\((100 * interval.lowerBound).fixed(1))–\((100 * interval.upperBound).fixed(1)) %",
        entropy(ofCounts: judgement.counts).fixed(2), judgement.frechetDistance.fixed(2),
      ]
    }
    page.table(
      "judgements",
      columns: ["samples", "sure", "95 % interval", "entropy, bits", "FD (our classifier)"],
      rows: zip(names, findings.judgements).map { [$0] + text($1) }
        + [["test digits"] + text(findings.real)]
    )
    page.value("confidence", 100 * Double(SampleJudgement.confidence), digits: 0, unit: "%")
    page.value("sure", 100 * last.confident.share, digits: 0, unit: "%")
    page.value("realSure", 100 * findings.real.confident.share, digits: 0, unit: "%")
    page.value("entropy", entropy(ofCounts: last.counts), digits: 2, unit: "bits")
    page.value("realEntropy", entropy(ofCounts: findings.real.counts), digits: 2, unit: "bits")
    page.value("distance", last.frechetDistance, digits: 1)
    page.value("realDistance", findings.real.frechetDistance, digits: 1)
    page.value("featureCount", Double(DigitClassifier.featureCount), digits: 0)
    page.value("referenceCount", Double(findings.setting.referenceCount / 2), digits: 0)
  }

  private func presentMemory(_ memory: Memory, on page: inout Page) throws {
    func row(_ sheet: PictureSheet, _ distances: [Double]?) throws -> [Panel] {
      try sheet.bitmaps().enumerated().map { index, bitmap in
        Panel(bitmap, label: distances.map { $0[index].fixed(1) } ?? "")
      }
    }
    try page.figure(
      "neighbours",
      ImageGrid(rows: [
        try row(memory.samples, nil), try row(memory.neighbours, memory.sampleDistances),
      ]),
      alt: "Eight samples and under each the training digit nearest to it: often the same kind of "
        + "stroke, never the same picture."
    )
    try page.figure(
      "exact",
      ImageGrid(rows: [
        try row(memory.exact, nil), try row(memory.exactNeighbours, memory.exactDistances),
      ]),
      alt:
        "What the exact velocity of the training digits makes of the same noise, and the nearest "
        + "training digits: the same pictures twice."
    )
    try page.figure(
      "distances",
      Histogram(
        x: Axis("distance to the nearest training digit", range: 0...14),
        groups: [
          Histogram.Group("samples", values: memory.sampleDistances.map { Float($0) }),
          Histogram.Group("test digits", values: memory.testDistances.map { Float($0) }),
        ],
        binCount: 28
      ),
      alt:
        "Distances to the nearest training digit, of samples and of test digits: two hills that "
        + "overlap, and nothing at distance zero."
    )
    func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
    page.value("sampleDistance", median(memory.sampleDistances), digits: 2)
    page.value("testDistance", median(memory.testDistances), digits: 2)
    page.value("leastDistance", memory.sampleDistances.min() ?? 0, digits: 2)
    page.value("exactDistance", memory.exactDistances.max() ?? 0, digits: 4)
    page.value("trainCount", Double(memory.trainCount), digits: 0)
    page.value("neighbourCount", Double(Memory.shownCount), digits: 0)
  }

  private static func list(_ numbers: [Int]) -> String {
    let texts = numbers.map(String.init)
    return texts.dropLast().joined(separator: ", ") + " and \(texts.last ?? "")"
  }
}
