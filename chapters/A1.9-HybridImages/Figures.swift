import Arrays
import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension HybridImages {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let shown = findings.trials(sigma: Self.shownSigma)
    page.fact("pictures", "\(findings.side) × \(findings.side)")
    page.fact("sampler", "DDPM, \(findings.stepCount) steps")
    page.fact("guidance", "γ = \(findings.guidanceScale.fixed(0))")
    page.value("guidance", Double(findings.guidanceScale), digits: 0)
    page.fact("measured on", "\(shown.proportion(\.bothCount).total) pictures at σ = 2")
    page.fact("noise", "seed \(findings.seed)")
    try presentPictures(shown, on: &page)
    try presentFilters(on: &page)
    try presentSweep(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentPictures(_ trials: [HybridTrial], on page: inout Page) throws {
    func panels(_ sheet: PictureSheet, _ readings: [PaintedSubject]) throws -> [Panel] {
      try zip(sheet.bitmaps(), readings).map { Panel($0, label: "read as \($1.nouns[0])") }
    }
    try page.figure(
      "hybrids",
      ImageGrid(
        rows: try trials.flatMap { trial in
          [
            try panels(trial.whole, trial.nearReadings),
            try panels(trial.blurred, trial.farReadings),
          ]
        },
        rowTitles: trials.flatMap { trial in
          [
            "from near: \(PaintedScene.Pair(trial.near, trial.medium).prompt)",
            "from afar: \(PaintedScene.Pair(trial.far, trial.medium).prompt)",
          ]
        }
      ),
      alt: trials.map { trial in
        "Pictures of \(trial.near.nouns[0]) from near and \(trial.far.nouns[0]) when blurred; "
          + "\(trial.bothCount) of \(trial.count) are read as both."
      }.joined(separator: " ")
    )
    let trial = trials[0]
    let fine = trial.first - trial.firstBlurred
    try page.figure(
      "parts",
      ImageGrid.row([
        Panel(Bitmap(array: trial.first), label: "picture"),
        Panel(Bitmap(array: trial.firstBlurred), label: "coarse part"),
        Panel(Bitmap(array: fine), label: "fine part"),
      ]),
      alt: "A hybrid taken apart: soft areas in its coarse part, edges on grey in its fine part."
    )
    try page.blend(
      "distance",
      base: trial.firstBlurred,
      overlay: fine,
      range: -1...1,
      frames: (0...40).map { step in
        BlendFrame(
          label: "fine part \(100 - step * 5 / 2) %",
          note: step == 0 ? "near" : step == 40 ? "afar" : "",
          baseWeight: 1,
          overlayWeight: 1 - Float(step) / 40
        )
      },
      initial: 20,
      name: "distance",
      alt: "The first hybrid with as much of its fine part as a slider says, from all to none."
    )
  }

  private func presentFilters(on page: inout Page) throws {
    let sigma = Double(Self.shownSigma)
    func low(_ cycles: Double) -> Double {
      let wave = 2 * Double.pi * cycles / 64 * sigma
      return exp(-wave * wave / 2)
    }
    let cycles = stride(from: 0.0, through: 32, by: 0.25)
    try page.figure(
      "filters",
      LinePlot(
        x: Axis("frequency, cycles across the picture", range: 0...32),
        y: Axis("share let through", range: 0...1),
        series: [
          LinePlot.Series("far", points: cycles.map { Point($0, low($0)) }),
          LinePlot.Series("near", points: cycles.map { Point($0, 1 - low($0)) }, style: .dashed),
        ]
      ),
      alt: "The share of the far prompt falls from one to almost nothing within fifteen cycles "
        + "across the picture; that of the near prompt is what remains to one."
    )
    // Where both have half: exp(−(2π·f/64·σ)²/2) = ½.
    page.value("halfCycles", 64 * (2 * log(2)).squareRoot() / (2 * .pi * sigma), digits: 1)
  }

  private func presentSweep(_ findings: Findings, on page: inout Page) throws {
    let groups = Self.sigmas.map { (sigma: $0, trials: findings.trials(sigma: $0)) }
    func points(_ value: ([HybridTrial]) -> Double) -> [Point] {
      groups.map { Point(Double($0.sigma), value($0.trials)) }
    }
    func band(_ count: @escaping (HybridTrial) -> Int, _ series: Int) -> LinePlot.Band {
      LinePlot.Band(
        lower: points { 100 * $0.proportion(count).interval.lowerBound },
        upper: points { 100 * $0.proportion(count).interval.upperBound },
        series: series
      )
    }
    func series(
      _ name: String,
      _ style: LinePlot.Series.Style,
      _ count: @escaping (HybridTrial) -> Int
    ) -> LinePlot.Series {
      LinePlot.Series(
        name,
        points: points { 100 * $0.proportion(count).share },
        style: style
      )
    }
    try page.figure(
      "sweep",
      LinePlot(
        x: Axis(
          "width of the blur σ, pixels of 64",
          scale: .logarithmic,
          range: 0.9...4.4,
          ticks: Self.sigmas.map(Double.init)
        ),
        y: Axis("read as what was to be seen, %", range: 0...100),
        series: [
          series("far", .solid, \.farCount), series("near", .dashed, \.nearCount),
          series("both", .dotted, \.bothCount),
        ],
        bands: [band(\.farCount, 0), band(\.nearCount, 1)]
      ),
      alt: "How often the far and the near subject are read. Both: "
        + groups.map { "\($0.trials.proportion(\.bothCount).counted) at σ = \($0.sigma.fixed(0))" }
        .joined(separator: ", ") + "."
    )
    page.table(
      "rates",
      columns: [
        "σ", "far", "95 % interval", "near", "95 % interval", "both", "95 % interval",
        "painted, blurred",
      ],
      rows: zip(groups, findings.paintedFar).map { group, painted in
        let parts = [\HybridTrial.farCount, \.nearCount, \.bothCount].map { count in
          group.trials.proportion { $0[keyPath: count] }
        }
        return [group.sigma.fixed(0)] + parts.flatMap { [$0.counted, $0.range] }
          + [painted.counted]
      }
    )
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    page.value("stepCount", Double(findings.stepCount), digits: 0)
    page.value("side", Double(findings.side), digits: 0, unit: "pixels")
    let width = Self.shownSigma * Float(findings.side) / 64
    page.value("sigmaHere", Double(width), digits: 1, unit: "pixels")
    page.value("kernelSize", Double(Self.kernelSize(for: width)), digits: 0)
    let shown = findings.trials(sigma: Self.shownSigma)
    for (name, trial) in zip(["First", "Second"], shown) {
      page.text("far\(name)", trial.far.nouns[0])
      page.text("near\(name)", trial.near.nouns[0])
      page.proportion("both\(name)", [trial].proportion(\.bothCount))
    }
    page.value("shownCount", Double(min(shown[0].count, Self.shownCount)), digits: 0)
    for sigma in Self.sigmas {
      let trials = findings.trials(sigma: sigma)
      page.proportion("far\(sigma.fixed(0))", trials.proportion(\.farCount))
      page.proportion("near\(sigma.fixed(0))", trials.proportion(\.nearCount))
      page.proportion("both\(sigma.fixed(0))", trials.proportion(\.bothCount))
    }
    for (sigma, painted) in zip(Self.sigmas, findings.paintedFar) {
      page.proportion("paintedFar\(sigma.fixed(0))", painted)
    }
    page.proportion("paintedNear", findings.paintedNear)
  }
}
