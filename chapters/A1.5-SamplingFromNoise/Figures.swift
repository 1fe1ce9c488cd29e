import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

extension SamplingFromNoise {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.fact("prompt", "“\(Self.prompt)”, no guidance")
    page.fact("sampler", "DDPM, \(findings.timestepCount) timesteps")
    page.fact("measured on", "\(findings.samples.count) samples")
    page.fact("noise", "seed \(findings.seed)")
    page.text("size", "\(findings.side) × \(findings.side)")
    page.value("shownCount", Double(Self.shownCount), digits: 0)
    page.value("sampleCount", Double(findings.samples.count), digits: 0)
    page.value("timestepCount", Double(findings.timestepCount), digits: 0)
    page.value("wideTimestepCount", Double(findings.wideTimestepCount), digits: 0)
    page.value("referenceCount", Double(findings.referenceCount), digits: 0)
    try presentSamples(findings, on: &page)
    try presentDecisions(findings, on: &page)
    try presentVerdicts(findings, on: &page)
  }

  private func presentSamples(_ findings: Findings, on page: inout Page) throws {
    let (ddpm, ddim) = (try findings.ddpm.bitmaps(), try findings.ddim.bitmaps())
    try page.figure(
      "five",
      ImageGrid.row(ddpm.enumerated().map { Panel($1, label: "\($0 + 1)") }),
      alt: "\(Self.shownCount) pictures from pure noise, not picked."
    )
    try page.figure(
      "twice",
      ImageGrid(
        rows: [ddpm, ddim].map { $0.map { Panel($0) } },
        rowTitles: ["with fresh noise, DDPM", "without, DDIM"]
      ),
      alt: "The same \(Self.shownCount) draws of noise, denoised with fresh noise, and below "
        + "each what it becomes without."
    )
    let bitmaps = try findings.samples.bitmaps()
    // As many as a page takes in; the rest is measured.
    let shown = bitmaps.prefix(40)
    try page.figure(
      "sheet",
      ImageGrid(
        rows: Swift.stride(from: 0, to: shown.count, by: 8).map { start in
          shown[start..<min(shown.count, start + 8)].map { Panel($0) }
        }
      ),
      alt: "A larger sheet of pictures from pure noise, in the order in which they were drawn."
    )
    page.text(
      "sheet",
      shown.count == bitmaps.count
        ? "\(bitmaps.count) more" : "The first \(shown.count) of \(bitmaps.count) more"
    )
    page.value("likeness", findings.likeness.mean, digits: 1, unit: "dB")
    page.value("strangeness", findings.strangeness.mean, digits: 1, unit: "dB")
  }

  private func presentDecisions(_ findings: Findings, on page: inout Page) throws {
    let strips = findings.strips
    let bitmaps = try strips.estimates.bitmaps()
    try page.figure(
      "estimates",
      FilmStrip(
        strips.timesteps.enumerated().map { index, t in
          let part = bitmaps[index * Self.stripCount..<(index + 1) * Self.stripCount]
          return FilmStrip.Frame(part.tiled(columns: 1), label: "\(t)")
        },
        title: "timestep t"
      ),
      alt:
        "The clean pictures that the loop believes in, for the first \(Self.stripCount) samples, from "
        + "the first step to the last."
    )
    func points(_ value: (Proportion) -> Double) -> [Point] {
      findings.decisions.map { Point(Double($0.t), 100 * value($0.agreeing)) }
    }
    let chance = findings.decisions.map { Point(Double($0.t), 100 * $0.chance) }
    try page.figure(
      "decided",
      LinePlot(
        x: Axis("timestep t", range: 0...1000, ticks: [0, 250, 500, 750, 1000]),
        y: Axis("estimates read as the finished picture, %", range: 0...100),
        series: [
          LinePlot.Series("its own", points: points(\.share)),
          LinePlot.Series("another’s", points: chance, style: .dashed),
        ],
        bands: [
          LinePlot.Band(
            lower: points(\.interval.lowerBound),
            upper: points(\.interval.upperBound)
          )
        ]
      ),
      alt:
        "How many estimates the judge already reads as what the finished picture will be, against "
        + "the timestep, beside how many it reads as the finished picture of another sample."
    )
    // From here on, towards the clean end, more than half agree.
    let last = findings.decisions.lastIndex { $0.agreeing.share <= 0.5 } ?? -1
    let half = findings.decisions[min(last + 1, findings.decisions.count - 1)]
    page.value("halfDecided", Double(half.t), digits: 0)
    page.value("firstAgreement", 100 * findings.decisions[0].agreeing.share, digits: 0, unit: "%")
    page.value("firstChance", 100 * findings.decisions[0].chance, digits: 0, unit: "%")
    page.value("firstTimestep", Double(findings.decisions[0].t), digits: 0)
  }

  private func presentVerdicts(_ findings: Findings, on page: inout Page) throws {
    let (drawn, real) = (findings.drawn, findings.real)
    let total = findings.samples.count
    let order = drawn.counts.indices.filter { drawn.counts[$0] > 0 }
      .sorted { (-drawn.counts[$0], $0) < (-drawn.counts[$1], $1) }
    try page.figure(
      "subjects",
      BarChart(
        order.map { index in
          let share = Proportion(drawn.counts[index], of: total)
          return BarChart.Bar(
            PaintedSubject.allCases[index].nouns[0],
            100 * share.share,
            interval: 100 * share.interval.lowerBound...100 * share.interval.upperBound
          )
        },
        title: "samples read as this, %",
        digits: 0
      ),
      alt:
        "What the judge reads the samples as, the most frequent subject first, with 95 % intervals."
    )
    func share(_ value: Proportion) -> String {
      let interval = value.interval
      func percent(_ value: Double) -> String { (100 * value).fixed(0) }
      return "\(percent(value.share)) % (\(percent(interval.lowerBound))"
        + "–\(percent(interval.upperBound)))"
    }
    func row(_ name: String, _ verdict: Verdict) -> [String] {
      [
        name, share(verdict.photographs), share(verdict.sure),
        "\(verdict.counts.count { $0 > 0 })", entropy(ofCounts: verdict.counts).fixed(2),
        "\(verdict.distance.value.fixed(0)) ± \(verdict.distance.halfWidth.fixed(0))",
        "\((100 * verdict.detail.mean / max(real.detail.mean, 1e-9)).fixed(0)) %",
      ]
    }
    page.table(
      "verdicts",
      columns: [
        "pictures", "read as a photo", "subject certain", "subjects", "entropy, bits", "distance",
        "detail",
      ],
      rows: [row("samples", drawn), row("real photos", real)]
    )
    page.value("confidence", 100 * Double(Verdict.confidence), digits: 0, unit: "%")
    page.value("sure", 100 * drawn.sure.share, digits: 0, unit: "%")
    page.value("realSure", 100 * real.sure.share, digits: 0, unit: "%")
    page.value("photographs", 100 * drawn.photographs.share, digits: 0, unit: "%")
    page.value("subjectsSeen", Double(order.count), digits: 0)
    page.value("realSubjectsSeen", Double(real.counts.count { $0 > 0 }), digits: 0)
    page.value("subjectTotal", Double(PaintedSubject.allCases.count), digits: 0)
    page.value("entropy", entropy(ofCounts: drawn.counts), digits: 2, unit: "bits")
    page.value("realEntropy", entropy(ofCounts: real.counts), digits: 2, unit: "bits")
    page.value("distance", drawn.distance.value, digits: 0)
    page.value("realDistance", real.distance.value, digits: 0)
    page.text("commonest", PaintedSubject.allCases[order[0]].nouns[0])
    page.value(
      "commonestShare",
      100 * Double(drawn.counts[order[0]]) / Double(total),
      digits: 0,
      unit: "%"
    )
  }
}
