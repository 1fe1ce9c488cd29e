import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

extension OneStepDenoising {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let size = "\(findings.side) × \(findings.side)"
    page.fact("prompt", "“\(Self.prompt)”, no guidance")
    page.fact("picture", (findings.isPainted ? "campanile, painted, " : "the author’s, ") + size)
    page.fact("measured on", "\(findings.pictureCount) pictures")
    page.fact("noise", "seed \(findings.seed), one draw a picture")
    page.text("subject", findings.isPainted ? "the campanile" : "the picture")
    page.text("size", size)
    try presentPictures(findings, on: &page)
    try presentCurves(findings, on: &page)
    try presentEnds(findings.ends, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentPictures(_ findings: Findings, on page: inout Page) throws {
    let clean = try findings.clean.bitmaps()
    let rows = try findings.shown.map { level in
      let names = ["noisy", "best blur", "best linear", "one step"]
      let panels = zip(names, zip(try level.campanile.bitmaps(), level.peaks)).map { name, found in
        Panel(found.0, label: name, note: "\(found.1.fixed(1)) dB")
      }
      return panels + [Panel(clean[0], label: "original")]
    }
    try page.figure(
      "three-levels",
      ImageGrid(rows: rows, rowTitles: findings.shown.map { "t = \($0.t)" }),
      alt: "One picture under the noise of three timesteps, restored by the best blur, by the best "
        + "linear filter and by one step of the network, beside the original."
    )
    let estimates = try findings.shown.map { try $0.oneStep.bitmaps().map { Panel($0) } }
    let noisiest = findings.shown[findings.shown.count - 1]
    try page.figure(
      "painted",
      ImageGrid(
        rows: [clean.dropFirst().map { Panel($0) }] + estimates
          + [try noisiest.noisy.bitmaps().map { Panel($0) }],
        rowTitles: ["clean"] + findings.shown.map { "one step from t = \($0.t)" }
          + ["noisy at t = \(noisiest.t)"]
      ),
      alt: "\(Self.shownCount) painted photographs, and what one step makes of them with the "
        + "noise of \(findings.shown.count) timesteps."
    )
    page.value("shownCount", Double(Self.shownCount), digits: 0)
  }

  private func presentCurves(_ findings: Findings, on page: inout Page) throws {
    let timesteps = Axis("timestep t", range: 0...1000, ticks: [0, 250, 500, 750, 1000])
    func points(_ value: (Findings.Level) -> Double) -> [Point] {
      findings.levels.map { Point(Double($0.t), value($0)) }
    }
    func band(_ value: KeyPath<Findings.Level, SampleMean>, _ series: Int) -> LinePlot.Band {
      LinePlot.Band(
        lower: points { $0[keyPath: value].mean - $0[keyPath: value].halfWidth },
        upper: points { $0[keyPath: value].mean + $0[keyPath: value].halfWidth },
        series: series
      )
    }
    let curves: [(String, KeyPath<Findings.Level, SampleMean>, LinePlot.Series.Style)] = [
      ("one step", \.oneStep, .solid), ("best linear", \.linear, .solid),
      ("best blur", \.blur, .dashed), ("noisy", \.noisy, .dotted),
    ]
    try page.figure(
      "psnr",
      LinePlot(
        x: timesteps,
        y: Axis("PSNR, decibels"),
        series: curves.map { name, value, style in
          LinePlot.Series(name, points: points { $0[keyPath: value].mean }, style: style)
        },
        bands: curves.enumerated().map { band($1.1, $0) }
      ),
      alt:
        "PSNR against the timestep for one step of the network, the best linear filter, the best "
        + "blur and the noisy picture."
    )
    try page.figure(
      "gain",
      LinePlot(
        x: timesteps,
        y: Axis("one step over the best linear filter, decibels"),
        series: [LinePlot.Series("", points: points(\.gain.mean))],
        bands: [band(\.gain, 0)],
        references: [.horizontal(0, label: "best linear filter")]
      ),
      alt: "What the network has ahead of the best linear filter, picture by picture, against the "
        + "timestep, with its 95 % interval."
    )
    try page.figure(
      "errors",
      LinePlot(
        x: timesteps,
        y: Axis("mean squared error", scale: .logarithmic),
        series: [
          LinePlot.Series("of ε", points: points { $0.error.mean * $0.signalToNoise }),
          LinePlot.Series("of x₀", points: points(\.error.mean), style: .dashed),
        ]
      ),
      alt:
        "The error of the noise and that of the picture on a logarithmic axis: they run apart like "
        + "scissors and cross where the signal-to-noise ratio is 1."
    )
  }

  private func presentEnds(_ ends: Findings.Ends, on page: inout Page) throws {
    let bitmaps = try ends.pictures.bitmaps()
    let panels =
      bitmaps.prefix(Self.endCount).enumerated().map { Panel($1, label: "\($0 + 1)") } + [
        Panel(bitmaps[Self.endCount], label: "their mean"),
        Panel(bitmaps[Self.endCount + 1], label: "one step"),
      ]
    try page.figure(
      "compatible",
      ImageGrid(rows: [Array(panels.prefix(5)), Array(panels.dropFirst(5))]),
      alt: "\(Self.endCount) pictures that were made from one and the same noisy picture, their "
        + "mean, and the estimate of one step."
    )
    page.value("endCount", Double(Self.endCount), digits: 0)
    page.value("endSteps", Double(Self.endTimesteps.count), digits: 0)
    page.value("endTimestep", Double(Self.endTimesteps[0]), digits: 0)
    page.value("singlePeak", ends.single.mean, digits: 1, unit: "dB")
    page.value("singleHalfWidth", ends.single.halfWidth, digits: 1, unit: "dB")
    page.value("meanPeak", ends.mean, digits: 1, unit: "dB")
    page.value("oneStepPeak", ends.oneStep, digits: 1, unit: "dB")
    page.value("singleAgreement", ends.singleAgreement.mean, digits: 1, unit: "dB")
    page.value("meanAgreement", ends.meanAgreement, digits: 1, unit: "dB")
    page.value("singleDetail", 100 * ends.singleDetail, digits: 0, unit: "%")
    page.value("meanDetail", 100 * ends.meanDetail, digits: 0, unit: "%")
    page.value("oneStepDetail", 100 * ends.oneStepDetail, digits: 0, unit: "%")
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    page.value("pictureCount", Double(findings.pictureCount), digits: 0)
    func text(_ mean: SampleMean) -> String {
      mean.text(digits: 1)
    }
    page.table(
      "outcome",
      columns: ["t", "noisy", "best blur", "best linear", "one step", "gain", "detail left"],
      rows: findings.levels.map { level in
        [
          "\(level.t)", text(level.noisy), text(level.blur), text(level.linear),
          text(level.oneStep), text(level.gain),
          "\((100 * level.detail.mean).fixed(0)) ± \((100 * level.detail.halfWidth).fixed(0)) %",
        ]
      }
    )
    for level in findings.levels where Self.shownTimesteps.contains(level.t) {
      page.value("gain\(level.t)", level.gain.mean, digits: 1, unit: "dB")
      page.value("gainHalfWidth\(level.t)", level.gain.halfWidth, digits: 1, unit: "dB")
      page.value("oneStep\(level.t)", level.oneStep.mean, digits: 1, unit: "dB")
      page.value("detail\(level.t)", 100 * level.detail.mean, digits: 0, unit: "%")
      page.value("magnification\(level.t)", 1 / level.signalToNoise, digits: 2)
      let root = Double(level.alphaBar).squareRoot()
      page.value("root\(level.t)", root, digits: 2)
      page.value("inverseRoot\(level.t)", 1 / root, digits: 1)
    }
    let last = findings.levels[findings.levels.count - 1]
    page.value("lastTimestep", Double(last.t), digits: 0)
    page.value("lastMagnification", 1 / last.signalToNoise, digits: 0)
    page.value("lastGain", last.gain.mean, digits: 1, unit: "dB")
    page.value("lastGainHalfWidth", last.gain.halfWidth, digits: 1, unit: "dB")
    page.value("levelCount", Double(findings.levels.count), digits: 0)
    let ahead = findings.levels.count { $0.gain.mean - $0.gain.halfWidth > 0 }
    page.value("aheadCount", Double(ahead), digits: 0)
  }
}

extension OneStepDenoising.Findings.Level {
  /// ᾱ / (1 − ᾱ): the error of the noise over that of the picture.
  fileprivate var signalToNoise: Double { Double(alphaBar) / (1 - Double(alphaBar)) }
}
