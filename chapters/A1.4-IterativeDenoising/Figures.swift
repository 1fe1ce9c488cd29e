import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting

extension IterativeDenoising {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let size = "\(findings.side) × \(findings.side)"
    page.fact("prompt", "“\(Self.prompt)”, no guidance")
    page.fact("sampler", "DDPM, variance \(Self.word(for: findings.variance))")
    page.fact("loop", "\(findings.timesteps.count) timesteps, from place \(Self.first)")
    page.fact("picture", (findings.isPainted ? "campanile, painted, " : "the author’s, ") + size)
    page.fact("noise", "seed \(findings.seed)")
    page.text("subject", findings.isPainted ? "the campanile" : "the picture")
    page.text("size", size)
    page.text("variance", Self.word(for: findings.variance))
    page.value("startTimestep", Double(findings.timesteps[Self.first]), digits: 0)
    page.value("timestepCount", Double(findings.timesteps.count), digits: 0)
    page.value("stepCount", Double(findings.timesteps.count - Self.first), digits: 0)
    page.value("stride", Double(Self.stride), digits: 0)
    try presentRun(findings, on: &page)
    try presentWeights(findings, on: &page)
    try presentMistake(findings, on: &page)
    try presentContest(findings.contest, on: &page)
    try presentStarts(findings.contest.starts, on: &page)
  }

  private static func word(for variance: DDPMSampler.Variance) -> String {
    switch variance {
    case .learnedRange: "learned"
    case .fixedSmall, .fixedLarge: "fixed"
    }
  }

  private func presentRun(_ findings: Findings, on page: inout Page) throws {
    let run = findings.run
    let (points, estimates) = (try run.points.bitmaps(), try run.estimates.bitmaps())
    let pictures = try run.pictures.bitmaps()
    let timesteps = Array(findings.timesteps[Self.first...])
    let shown = Swift.stride(from: 0, to: timesteps.count, by: Self.shownEvery)
    try page.figure(
      "loop",
      ImageGrid.row(
        shown.map { Panel(points[$0], label: "t = \(timesteps[$0])") }
          + [Panel(pictures[Self.place(of: "DDPM", in: run)], label: "final")]
      ),
      alt: "Pictures of the loop, \(Self.shownEvery) steps apart, and the one that it ends with."
    )
    try page.figure(
      "outcomes",
      ImageGrid.row(
        [Panel(pictures[0], label: "original")]
          + ["noisy", "best blur", "one step", "DDPM", "DDIM"].map { name in
            let place = Self.place(of: name, in: run)
            let peak = run.outcomes[place - 1].peak
            return Panel(
              pictures[place],
              label: name == "DDPM" ? "iterated" : name == "DDIM" ? "without noise" : name,
              note: "\(peak.fixed(1)) dB"
            )
          }
      ),
      alt:
        "The original, its noisy version, and what a blur, one step, the loop with noise and the "
        + "loop without noise make of it."
    )
    try page.figure(
      "way",
      FilmStrip(
        Swift.stride(from: 0, to: timesteps.count, by: 3).map { step in
          let pair = [points[step], estimates[step]]
          return FilmStrip.Frame(pair.tiled(columns: 1), label: "\(timesteps[step])")
        },
        title: "timestep t"
      ),
      alt:
        "The pictures that every third step begins with, whose noise dwindles, and under each the "
        + "clean picture that the step believes in."
    )
    for (name, key) in [("one step", "oneStep"), ("DDPM", "ddpm"), ("DDIM", "ddim")] {
      let peak = run.outcomes[Self.place(of: name, in: run) - 1].peak
      page.value("\(key)Peak", peak, digits: 1, unit: "dB")
    }
    page.value("firstEstimatePeak", run.estimatePeaks[0], digits: 1, unit: "dB")
    page.value(
      "lastEstimatePeak",
      run.estimatePeaks[run.estimatePeaks.count - 1],
      digits: 1,
      unit: "dB"
    )
  }

  /// The place of an outcome's picture in the sheet, which begins with the clean one.
  private static func place(of name: String, in run: CampanileRun) -> Int {
    1 + (run.outcomes.firstIndex { $0.name == name } ?? 0)
  }

  private func presentWeights(_ findings: Findings, on page: inout Page) throws {
    let steps = findings.weights
    func points(_ value: KeyPath<Findings.Weights, Float>) -> [Point] {
      steps.map { Point(Double($0.t), Double($0[keyPath: value])) }
    }
    let timesteps = Axis("timestep t", range: 0...1000, ticks: [0, 250, 500, 750, 1000])
    try page.figure(
      "weights",
      LinePlot(
        x: timesteps,
        y: Axis("weight in the step from t", range: 0...1),
        series: [
          LinePlot.Series("of x̂₀", points: points(\.estimate)),
          LinePlot.Series("of xₜ", points: points(\.current)),
          LinePlot.Series("x̂₀, wrong α", points: points(\.mistakenEstimate), style: .dashed),
          LinePlot.Series("xₜ, wrong α", points: points(\.mistakenCurrent), style: .dashed),
        ]
      ),
      alt: "The weight of the estimate rises from nearly 0 to 1 on the way to t = 0, that of the "
        + "picture as it is falls from nearly 1 to 0; with the wrong α the estimate hardly counts "
        + "until the last step."
    )
    let crossing = steps.first { $0.estimate > $0.current }
    page.value("crossing", Double(crossing?.t ?? 0), digits: 0)
    let start = steps[Self.first]
    page.value("startEstimate", Double(start.estimate), digits: 3)
    page.value("startCurrent", Double(start.current), digits: 3)
    page.value("wrongEstimate", Double(start.mistakenEstimate), digits: 4)
    page.value("wrongCurrent", Double(start.mistakenCurrent), digits: 3)
    page.value("estimateRatio", Double(start.estimate / start.mistakenEstimate), digits: 0)
    page.value("nextTimestep", Double(steps[Self.first + 1].t), digits: 0)
  }

  private func presentMistake(_ findings: Findings, on page: inout Page) throws {
    let run = findings.run
    let pictures = try run.pictures.bitmaps()
    try page.figure(
      "mistake",
      ImageGrid.row(
        [("DDPM", "α of the stride"), ("wrong α", "α of one timestep")].map { name, label in
          let place = Self.place(of: name, in: run)
          return Panel(
            pictures[place],
            label: label,
            note: "\(run.outcomes[place - 1].peak.fixed(1)) dB"
          )
        } + [Panel(pictures[0], label: "original")]
      ),
      alt: "What the loop makes of the noisy picture with the right weights and with those of a "
        + "single timestep, beside the original."
    )
    let mistaken = run.outcomes[Self.place(of: "wrong α", in: run) - 1].peak
    page.value("mistakenPeak", mistaken, digits: 1, unit: "dB")
  }
}
