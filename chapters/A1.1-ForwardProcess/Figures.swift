import Datasets
import Arrays
import Drawing
import Foundation
public import Notebook
import Plotting
import Statistics

extension ForwardProcess {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.fact("schedule", "cosine, 1000 steps")
    page.fact(
      "picture",
      findings.isPainted ? "campanile, painted, 64 × 64" : "the author’s, 64 × 64"
    )
    page.fact("noise", "seed \(findings.seed), one draw for all")
    try presentPictures(findings, on: &page)
    try presentSchedules(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentPictures(_ findings: Findings, on page: inout Page) throws {
    let panels = findings.levels.map { level in
      Panel(
        Bitmap(array: level.image),
        label: "t = \(level.t)",
        note: "ᾱ \(findings.cosine.alphaBars[level.t].fixed(3))"
      )
    }
    try page.figure(
      "noise-levels",
      ImageGrid.row([Panel(Bitmap(array: findings.clean), label: "clean", note: "x₀")] + panels),
      alt: "One picture four times: clean, grainy at t = 250, hard to make out at t = 500, and "
        + "apparently nothing but noise at t = 750."
    )
    try page.blend(
      "every-t",
      base: findings.clean,
      overlay: findings.epsilon,
      range: -1...1,
      frames: findings.cosine.alphaBars.enumerated().map { t, alphaBar in
        BlendFrame(
          label: "t = \(t)",
          note: "ᾱ \(alphaBar.fixed(3))",
          baseWeight: alphaBar.squareRoot(),
          overlayWeight: (1 - alphaBar).squareRoot()
        )
      },
      initial: 500,
      name: "t",
      alt: "The same picture under the noise of any timestep from 0 to 999, chosen by a slider."
    )
    let large = try PNG.decode([UInt8](findings.large), path: "the picture in the findings")
    try page.figure(
      "picture",
      ImageGrid.row([
        Panel(large, label: findings.isPainted ? "as painted" : "as given", note: "256 × 256"),
        Panel(Bitmap(array: findings.clean), label: "as the model sees it", note: "64 × 64"),
      ]),
      alt: "The clean picture twice: finely drawn, and as 64 by 64 coarse pixels."
    )
    try page.figure(
      "only-added",
      ImageGrid.row(
        findings.levels.map { level in
          Panel(
            Bitmap(array: level.onlyAdded),
            label: "t = \(level.t)",
            note: "variance \(level.onlyAddedVariance.fixed(2))"
          )
        }
      ),
      alt: "The three noisy pictures without scaling: at t = 750 most pixels are clipped to pure "
        + "colours."
    )
    let last = findings.levels[findings.levels.count - 1]
    try page.figure(
      "blocks",
      ImageGrid.row([
        Panel(Bitmap(array: last.image), label: "t = \(last.t)"),
        Panel(Bitmap(array: findings.blocks), label: "its 8 × 8 means"),
        Panel(Bitmap(array: findings.cleanBlocks), label: "the clean means"),
      ]),
      alt: "What looks like pure noise, averaged over blocks of 8 by 8 pixels, shows the picture's "
        + "large forms, though grainier than the clean picture's averages."
    )
    try page.figure(
      "pixel-histogram",
      Histogram(
        x: Axis("pixel value", range: -3...3),
        groups: [Histogram.Group("clean", values: findings.clean.values)]
          + findings.levels.map { Histogram.Group("t = \($0.t)", values: $0.image.values) },
        binCount: 60,
        curve: stride(from: -3, through: 3, by: 0.05).map { value in
          Point(value, exp(-value * value / 2) / (2 * Double.pi).squareRoot())
        },
        curveName: "noise alone"
      ),
      alt:
        "The uneven histogram of the clean picture's pixels melts, level by level, into the bell of "
        + "pure noise and becomes no wider than it."
    )
  }

  private func presentSchedules(_ findings: Findings, on page: inout Page) throws {
    let curves = [("cosine", findings.cosine), ("linear", findings.linear)]
    func series(_ values: (Findings.Curve) -> [Float]) -> [LinePlot.Series] {
      curves.map { name, curve in
        LinePlot.Series(
          name,
          points: values(curve).enumerated().map { Point(Double($0), Double($1)) },
          style: name == "cosine" ? .solid : .dashed
        )
      }
    }
    let timesteps = Axis("timestep t", range: 0...1000, ticks: [0, 250, 500, 750, 1000])
    try page.figure(
      "schedules",
      LinePlot(
        x: timesteps,
        y: Axis("ᾱ, the share of the picture", range: 0...1),
        series: series(\.alphaBars),
        marks: findings.levels.map { level in
          let alphaBar = Double(findings.cosine.alphaBars[level.t])
          return LinePlot.Mark(
            Point(Double(level.t), alphaBar),
            label: alphaBar.fixed(3),
            isDropped: true
          )
        }
      ),
      alt:
        "ᾱ against t: the cosine schedule falls gently through one half near t = 500, the linear "
        + "one has almost nothing left there."
    )
    try page.figure(
      "snr",
      LinePlot(
        x: timesteps,
        y: Axis("signal-to-noise", scale: .logarithmic, range: 1e-6...1e5),
        series: series(\.signalToNoise),
        references: [.horizontal(1, label: "equal power")]
      ),
      alt:
        "Signal-to-noise on a logarithmic axis: both schedules fall through many powers of ten, and "
        + "the linear one crosses 1 much earlier."
    )
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    let cleanVariance = variance(of: findings.clean)
    page.text(
      "subject",
      findings.isPainted ? "a campanile that the package paints itself" : "the author’s own"
    )
    page.value("cleanVariance", cleanVariance, digits: 3)
    for level in findings.levels {
      let alphaBar = Double(findings.cosine.alphaBars[level.t])
      page.value("alphaBar\(level.t)", alphaBar, digits: 4)
      page.value("percent\(level.t)", 100 * alphaBar, digits: 0, unit: "%")
      page.value("linear\(level.t)", Double(findings.linear.alphaBars[level.t]), digits: 4)
      page.value("variance\(level.t)", level.variance, digits: 3)
      page.value("correlation\(level.t)", level.correlation, digits: 2)
      page.value("onlyAddedVariance\(level.t)", level.onlyAddedVariance, digits: 2)
    }
    for (name, curve) in [("Cosine", findings.cosine), ("Linear", findings.linear)] {
      let crossing = curve.signalToNoise.firstIndex { $0 < 1 } ?? curve.signalToNoise.count
      page.value("crossing\(name)", Double(crossing), digits: 0)
      let last = Double(curve.alphaBars[curve.alphaBars.count - 1])
      page.value("lastPercent\(name)", 100 * last.squareRoot(), digits: 3, unit: "%")
    }
    page.value(
      "blockCorrelation",
      correlation(of: findings.blocks, and: findings.cleanBlocks),
      digits: 2
    )
    page.table(
      "levels",
      columns: ["t", "ᾱ", "√ᾱ", "√(1 − ᾱ)", "SNR", "ᾱ, linear"],
      rows: findings.levels.map { level in
        let alphaBar = findings.cosine.alphaBars[level.t]
        return [
          "\(level.t)", alphaBar.fixed(4), alphaBar.squareRoot().fixed(4),
          (1 - alphaBar).squareRoot().fixed(4), findings.cosine.signalToNoise[level.t].fixed(3),
          findings.linear.alphaBars[level.t].fixed(4),
        ]
      }
    )
    page.table(
      "outcome",
      columns: [
        "t", "variance", "by the recipe", "correlation with x₀", "by the recipe",
        "variance, only added",
      ],
      rows: findings.levels.map { level in
        let alphaBar = Double(findings.cosine.alphaBars[level.t])
        let expected = alphaBar * cleanVariance + 1 - alphaBar
        return [
          "\(level.t)", level.variance.fixed(3), expected.fixed(3), level.correlation.fixed(3),
          (alphaBar * cleanVariance / expected).squareRoot().fixed(3),
          level.onlyAddedVariance.fixed(2),
        ]
      }
    )
  }
}
