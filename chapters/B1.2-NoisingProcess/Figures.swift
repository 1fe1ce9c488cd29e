import Arrays
import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

extension NoisingProcess {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let digits = findings.source == .mnist ? "the real MNIST test set" : "our own synthetic set"
    page.text("digits", digits)
    page.fact("digits", findings.source == .mnist ? "MNIST, test set" : "synthetic, drawn here")
    page.fact("noise", "seed \(findings.seed), one draw a digit")
    page.fact("measured on", "\(findings.digitCount) digits")
    try presentPictures(findings, on: &page)
    try presentMeasurements(findings, on: &page)
  }

  private func presentPictures(_ findings: Findings, on page: inout Page) throws {
    let rows = (0..<Self.shownCount).map { digit in
      findings.levels.map { level in
        let isLast = digit == Self.shownCount - 1
        return Panel(
          Bitmap(array: level.images[digit], range: 0...1),
          label: isLast ? "σ \(Self.text(level.sigma))" : ""
        )
      }
    }
    let labels = findings.labels.map(String.init).joined(separator: ", ")
    try page.figure(
      "noise-strip",
      ImageGrid(rows: rows),
      alt: "Handwritten digits \(labels), a row each, under noise of strength 0 to 1 from left to "
        + "right: easily read up to 0.5, with effort at 1."
    )
    page.text("labels", labels)
    let steps = 100
    try page.blend(
      "every-sigma",
      base: findings.shown[0],
      overlay: findings.epsilons[0],
      range: 0...1,
      frames: (0...steps).map { step in
        let sigma = Float(step) / Float(steps)
        let ratio = step == 0 ? "∞" : peakSignalToNoise(sigma: sigma).fixed(1)
        return BlendFrame(
          label: "σ = \(sigma.fixed(2))",
          note: "\(ratio) dB",
          baseWeight: 1,
          overlayWeight: sigma
        )
      },
      initial: steps / 2,
      name: "σ",
      alt: "One digit under noise of any strength from 0 to 1, chosen by a slider."
    )
    let shownLevels = findings.levels.filter { [0.2, 0.5, 1].contains($0.sigma) }
    try page.figure(
      "pixel-histogram",
      Histogram(
        x: Axis("pixel value before clipping", range: -3...4),
        groups: shownLevels.map { level in
          Histogram.Group("σ \(Self.text(level.sigma))", values: level.images.values)
        },
        binCount: 70
      ),
      alt:
        "Pixel values under three strengths of noise: a tall bell around 0 and a small one around 1 "
        + "at 0.2 have merged into one lopsided bell at 0.5 and a broad one at 1."
    )
  }

  private func presentMeasurements(_ findings: Findings, on page: inout Page) throws {
    let noisy = findings.levels.filter { $0.sigma > 0 }
    func points(_ value: (Findings.Level) -> SampleMean?) -> [Point] {
      noisy.compactMap { level in value(level).map { Point(Double(level.sigma), $0.mean) } }
    }
    try page.figure(
      "psnr",
      LinePlot(
        x: Axis("strength of noise σ", range: 0...1.05, ticks: [0, 0.2, 0.4, 0.5, 0.6, 0.8, 1]),
        y: Axis("PSNR, decibels", range: 0...20),
        series: [
          LinePlot.Series(
            "−20 log₁₀ σ",
            points: stride(from: 0.1, through: 1.0, by: 0.01).map { sigma in
              Point(sigma, peakSignalToNoise(sigma: Float(sigma)))
            },
            style: .dashed
          ),
          LinePlot.Series("measured", points: points(\.peakSignalToNoise), style: .points),
          LinePlot.Series("clipped", points: points(\.clipped), style: .points),
        ]
      ),
      alt: "Measured PSNRs lie on the curve of theory; clipping to the visible range lifts each by "
        + "several decibels."
    )
    page.value("count", Double(findings.digitCount), digits: 0)
    page.value("shownCount", Double(Self.shownCount), digits: 0)
    page.value("power", findings.power, digits: 3)
    page.value("blackPercent", 100 * findings.blackShare, digits: 0, unit: "%")
    let widest = noisy.compactMap(\.peakSignalToNoise?.halfWidth).max() ?? 0
    page.value("widest", widest, digits: 3, unit: "dB")
    for level in noisy {
      let name = Self.text(level.sigma).replacing(".", with: "")
      page.value("psnr\(name)", level.peakSignalToNoise?.mean ?? 0, digits: 1, unit: "dB")
      page.value("clipped\(name)", level.clipped?.mean ?? 0, digits: 1, unit: "dB")
      let signalToNoise = findings.power / Double(level.sigma * level.sigma)
      page.value("snr\(name)", signalToNoise, digits: 2)
      let share = Double(level.foundCount) / Double(findings.digitCount)
      page.value("found\(name)", 100 * share, digits: 1, unit: "%")
    }
    page.table(
      "levels",
      columns: ["σ", "SNR", "PSNR, theory", "PSNR, measured", "after clipping", "found again"],
      rows: findings.levels.map { level in
        let theory = peakSignalToNoise(sigma: level.sigma)
        return [
          Self.text(level.sigma),
          (findings.power / Double(level.sigma * level.sigma)).fixed(2), theory.fixed(2),
          level.peakSignalToNoise.map(Self.text) ?? "∞", level.clipped.map(Self.text) ?? "∞",
          "\(level.foundCount) of \(findings.digitCount)",
        ]
      }
    )
  }

  /// Returns the PSNR that theory gives noise of strength `sigma` before clipping, in decibels.
  private func peakSignalToNoise(sigma: Float) -> Double {
    Diffusion.peakSignalToNoise(meanSquaredError: Double(sigma) * Double(sigma), peak: 1)
  }

  private static func text(_ sigma: Float) -> String {
    sigma == sigma.rounded() ? sigma.fixed(0) : sigma.fixed(1)
  }

  private static func text(_ summary: SampleMean) -> String {
    summary.text(digits: 3)
  }
}
