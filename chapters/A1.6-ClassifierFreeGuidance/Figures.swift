import Arrays
import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

extension ClassifierFreeGuidance {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.fact("pictures", "\(findings.side) × \(findings.side)")
    page.fact("sampler", "DDPM, \(findings.stepCount) steps; \(findings.sweepStepCount) to compare")
    page.fact("measured on", "\(findings.perPair * Self.pairs.count) pictures a weight")
    page.fact("noise", "seed \(findings.seed)")
    try presentSamples(findings, on: &page)
    try presentWeights(findings, on: &page)
    try presentPredictions(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentSamples(_ findings: Findings, on page: inout Page) throws {
    let (plain, guided) = (try findings.plain.bitmaps(), try findings.guided.bitmaps())
    try page.figure(
      "samples",
      ImageGrid(
        rows: [plain.map { Panel($0) }, guided.map { Panel($0) }],
        rowTitles: ["γ = 1, without guidance", "γ = \(Self.scale.fixed(0))"]
      ),
      alt: "\(Self.sampleCount) pictures without guidance, and below each the picture that "
        + "guidance makes of the same noise."
    )
    let columns = try findings.weights.map { try $0.first.bitmaps() }
    try page.figure(
      "weights",
      ImageGrid(
        rows: Self.pairs.indices.map { row in columns.map { Panel($0[row]) } },
        rowTitles: Self.pairs.map(\.prompt),
        columnTitles: Self.scales.map { "γ = \($0.fixed(0))" }
      ),
      alt: "\(Self.pairs.count) prompts with one draw of noise each, at \(Self.scales.count) "
        + "weights. Of all pictures so many show their subject: \(hitList(findings))."
    )
    try page.strip(
      "every-picture",
      frames: zip(findings.weights, columns).map { weight, column in
        Panel(
          column.tiled(columns: column.count, gap: 2),
          label: "γ = \(weight.scale.fixed(0))",
          note: weight.subject.counted
        )
      },
      initial: 1,
      name: "γ",
      alt: "The same finished pictures side by side, at a weight that is chosen by a slider."
    )
  }

  private func presentWeights(_ findings: Findings, on page: inout Page) throws {
    let axis = Axis("weight of guidance γ", range: 0...12, ticks: Self.scales.map(Double.init))
    func points(_ value: (Findings.Weight) -> Double) -> [Point] {
      findings.weights.map { Point(Double($0.scale), value($0)) }
    }
    func band(_ value: KeyPath<Findings.Weight, SampleMean>) -> LinePlot.Band {
      LinePlot.Band(
        lower: points { $0[keyPath: value].mean - $0[keyPath: value].halfWidth },
        upper: points { $0[keyPath: value].mean + $0[keyPath: value].halfWidth }
      )
    }
    try page.figure(
      "hits",
      LinePlot(
        x: axis,
        y: Axis("read as the subject asked for, %", range: 0...100),
        series: [LinePlot.Series("", points: points { 100 * $0.subject.share })],
        bands: [
          LinePlot.Band(
            lower: points { 100 * $0.subject.interval.lowerBound },
            upper: points { 100 * $0.subject.interval.upperBound }
          )
        ],
        references: [.horizontal(100 * findings.painted.share, label: "painted pictures")]
      ),
      alt: "How many pictures show their subject, against the weight: \(hitList(findings))."
    )
    try page.figure(
      "spread",
      LinePlot(
        x: axis,
        y: Axis("distance of two pictures, judge’s features"),
        series: [LinePlot.Series("", points: points(\.spread.mean))],
        bands: [band(\.spread)],
        references: [.horizontal(1, label: "painted pictures")]
      ),
      alt: "How different the judge finds two pictures of one prompt, relative to painted ones: "
        + list(findings) { $0.spread.mean.fixed(2) } + "."
    )
    try page.figure(
      "beyond",
      LinePlot(
        x: axis,
        y: Axis("values past ±1, %"),
        series: [LinePlot.Series("", points: points { 100 * $0.beyond.mean })],
        bands: [
          LinePlot.Band(
            lower: points { 100 * ($0.beyond.mean - $0.beyond.halfWidth) },
            upper: points { 100 * ($0.beyond.mean + $0.beyond.halfWidth) }
          )
        ]
      ),
      alt: "The share of values that no picture can have, against the weight: "
        + list(findings) { "\((100 * $0.beyond.mean).fixed(1)) %" } + "."
    )
  }

  private func hitList(_ findings: Findings) -> String { list(findings, \.subject.counted) }

  private func list(_ findings: Findings, _ text: (Findings.Weight) -> String) -> String {
    findings.weights.map { "\(text($0)) at \($0.scale.fixed(0))" }.joined(separator: ", ")
  }

  private func presentPredictions(_ findings: Findings, on page: inout Page) throws {
    let rows = findings.looks.map { look in
      let difference = look.conditional - look.unconditional
      let reach = Float(3 * max(rootMeanSquare(difference), 1e-6))
      return [
        Panel(Bitmap(array: look.xt, range: -2...2), label: "xₜ, t = \(look.t)"),
        Panel(Bitmap(array: look.unconditional, range: -3...3), label: "without prompt"),
        Panel(Bitmap(array: look.conditional, range: -3...3), label: "with prompt"),
        Panel(
          Bitmap(array: difference, range: -reach...reach),
          label: "difference",
          note: "× \((3 / reach).fixed(0))"
        ),
      ]
    }
    try page.figure(
      "predictions",
      ImageGrid(rows: rows),
      alt: "At \(findings.looks.count) timesteps the picture, the noise found in it without and "
        + "with the prompt, and their difference, enlarged: where the prompt changes the picture."
    )
    let middle = findings.looks[findings.looks.count / 2]
    try page.blend(
      "every-weight",
      base: middle.estimate,
      overlay: middle.estimateChange,
      range: -1...1,
      frames: (0...48).map { step in
        let scale = Float(step) / 4
        return BlendFrame(
          label: "γ = \(scale.fixed(2))",
          note: scale == 0 ? "no prompt" : scale == 1 ? "as asked" : "",
          baseWeight: 1,
          overlayWeight: scale
        )
      },
      initial: Int(4 * Self.scale),
      name: "γ",
      alt: "The clean picture that the model believes in at t = \(middle.t), for any weight from 0 "
        + "to 12, chosen by a slider."
    )
    for (place, look) in zip(["Early", "Middle", "Late"], findings.looks) {
      page.value("timestep\(place)", Double(look.t), digits: 0)
      page.value("share\(place)", 100 * look.share.mean, digits: 1, unit: "%")
      page.value("shareHalfWidth\(place)", 100 * look.share.halfWidth, digits: 1, unit: "%")
    }
    page.value("lookCount", Double(middle.share.count), digits: 0)
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    page.text("prompt", Self.prompt)
    page.text("shownPrompt", Self.pairs[0].prompt)
    page.value("scale", Double(Self.scale), digits: 0)
    page.value("sampleCount", Double(Self.sampleCount), digits: 0)
    page.value("stepCount", Double(findings.stepCount), digits: 0)
    page.value("sweepStepCount", Double(findings.sweepStepCount), digits: 0)
    page.value("perPair", Double(findings.perPair), digits: 0)
    page.value("promptCount", Double(Self.pairs.count), digits: 0)
    page.value("weightCount", Double(Self.scales.count), digits: 0)
    page.value("pictureCount", Double(findings.perPair * Self.pairs.count), digits: 0)
    page.proportion("painted", findings.painted)
    page.text("bound", Self.sentence(on: findings.bound))
    for weight in findings.weights {
      let name = weight.scale.fixed(0)
      page.proportion("subject\(name)", weight.subject)
      page.proportion("medium\(name)", weight.medium)
      page.value("spread\(name)", weight.spread.mean, digits: 2)
      page.value("spreadHalfWidth\(name)", weight.spread.halfWidth, digits: 2)
      page.value("beyond\(name)", 100 * weight.beyond.mean, digits: 1, unit: "%")
    }
    page.table(
      "sweep",
      columns: [
        "γ", "subject", "95 % interval", "medium", "95 % interval", "distance", "past ±1, %",
      ],
      rows: findings.weights.map { weight in
        [
          weight.scale.fixed(0), weight.subject.counted, weight.subject.range,
          weight.medium.counted, weight.medium.range,
          weight.spread.text(digits: 2),
          "\((100 * weight.beyond.mean).fixed(1)) ± \((100 * weight.beyond.halfWidth).fixed(1))",
        ]
      }
    )
  }

  private static func sentence(on bound: Findings.Bound) -> String {
    guard let limit = bound.limit else { return "This model leaves them as they are." }
    guard let ratio = bound.ratio else {
      return "This model cuts off what lies past ±\(limit.fixed(1))."
    }
    let share = (100 * ratio).fixed(1).replacing(".0", with: "")
    return "This model does it by a dynamic threshold, as DeepFloyd IF does: what lies past the "
      + "value that \(share) % of a picture’s magnitudes stay below (but at least 1, at most "
      + "\(limit.fixed(1))) is cut off, and the rest is scaled down to fit (Saharia et al. 2022)."
  }
}
