import Arrays
import Datasets
import Diffusion
import DigitModels
import Drawing
public import Notebook
import Plotting
import Statistics

extension OutOfDistribution {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.text("digits", findings.source == .mnist ? "MNIST" : "our own synthetic set")
    page.fact("digits", findings.source == .mnist ? "MNIST" : "synthetic, drawn here")
    page.fact("denoiser", "UNet, D = \(findings.channels), trained at σ = 0.5")
    page.fact("measured on", "\(findings.setting.testCount) test digits")
    page.value("testCount", Double(findings.setting.testCount), digits: 0)
    try presentStrips(findings.shown, on: &page)
    try presentCurves(findings, on: &page)
    try presentConfusion(findings, on: &page)
    try presentGallery(findings.gallery, on: &page)
    presentJudge(findings, on: &page)
    presentLevels(findings, on: &page)
  }

  private func presentStrips(_ strip: Strip, on page: inout Page) throws {
    func panels(_ images: NDArray, _ notes: [Double]?) -> [Panel] {
      strip.sigmas.indices.map { index in
        Panel(
          Bitmap(array: images[index], range: 0...1),
          note: notes.map { $0[index].fixed(1) } ?? ""
        )
      }
    }
    let titles = strip.sigmas.map { "σ \(Self.text($0))" }
    page.value("label", Double(strip.label), digits: 0)
    try page.figure(
      "strengths",
      ImageGrid(
        rows: [panels(strip.noisy, nil), panels(strip.restored, strip.peakSignalToNoise)],
        columnTitles: titles
      ),
      alt: "One digit under seven strengths of noise, above, and restored, below: plain up to the "
        + "strength of the training, then with strokes that were never there."
    )
    try page.figure(
      "strengths-blind",
      ImageGrid(
        rows: [panels(strip.blind, strip.blindPeakSignalToNoise)],
        columnTitles: titles
      ),
      alt:
        "The same seven exercises restored by the network that was trained on with all strengths: "
        + "softer at the greatest strengths, and without invented strokes."
    )
  }

  private func presentCurves(_ findings: Findings, on page: inout Page) throws {
    let levels = findings.levels
    let sigmas = Axis("strength of noise σ", range: 0...1, ticks: [0, 0.2, 0.4, 0.5, 0.6, 0.8, 1])
    let kinds: [(name: String, score: (Level) -> Level.Score)] = [
      ("trained at 0.5", \.restored), ("trained at all", \.blind), ("left as it is", \.noisy),
    ]
    func points(_ value: (Level.Score) -> Double) -> [[Point]] {
      kinds.map { kind in
        levels.compactMap { level in
          let value = value(kind.score(level))
          return value.isFinite ? Point(Double(level.sigma), value) : nil
        }
      }
    }
    func plot(
      _ y: Axis,
      middle: (Level.Score) -> Double,
      low: (Level.Score) -> Double,
      high: (Level.Score) -> Double
    ) -> LinePlot {
      LinePlot(
        x: sigmas,
        y: y,
        series: zip(kinds, points(middle)).enumerated().map { index, pair in
          LinePlot.Series(pair.0.name, points: pair.1, style: index == 2 ? .dashed : .solid)
        },
        bands: zip(points(low), points(high)).enumerated().map { index, pair in
          LinePlot.Band(lower: pair.0, upper: pair.1, series: index)
        },
        references: [.vertical(0.5, label: "the training’s")]
      )
    }
    try page.figure(
      "psnr",
      plot(
        Axis("PSNR of the mean error, decibels", range: 0...30),
        middle: { Self.peakSignalToNoise($0.error.mean) },
        low: { Self.peakSignalToNoise($0.error.mean + $0.error.halfWidth) },
        high: { Self.peakSignalToNoise($0.error.mean - $0.error.halfWidth) }
      ),
      alt:
        "PSNR against strength: on either side of its own strength the denoiser falls behind the one "
        + "that was trained on with all strengths, and without noise it spoils the digit."
    )
    try page.figure(
      "readable",
      plot(
        Axis("read as what they are, per cent", range: 0...100),
        middle: { 100 * $0.readable.share },
        low: { 100 * $0.readable.interval.lowerBound },
        high: { 100 * $0.readable.interval.upperBound }
      ),
      alt:
        "The share of digits that the judge reads rightly, against strength: restored digits stay "
        + "readable for much longer than noisy ones, and both are lost towards strength 1."
    )
  }

  private func presentConfusion(_ findings: Findings, on page: inout Page) throws {
    let counts = findings.levels[findings.levels.count - 1].confusion
    let shares = counts.indices.map { place -> Float in
      let row = counts[place / 10 * 10..<place / 10 * 10 + 10].reduce(0, +)
      return row > 0 ? 100 * Float(counts[place]) / Float(row) : 0
    }
    let names = (0..<10).map { "\($0)" }
    try page.figure(
      "confusion",
      HeatMap(
        NDArray(shares, shape: [10, 10]),
        rows: HeatMap.Labels("the digit", names),
        columns: HeatMap.Labels("what the judge reads", names),
        valueTitle: "per cent of the digit’s row",
        range: 0...100,
        isTopDown: true
      ),
      alt: "What each digit is read as after restoration from noise of strength 1: beside the "
        + "diagonal some columns are bright, the digits that the network likes to invent."
    )
    let wrong = shares.indices.filter { $0 / 10 != $0 % 10 }
    let top = wrong.max { (shares[$0], -$0) < (shares[$1], -$1) } ?? 1
    page.value("swapFrom", Double(top / 10), digits: 0)
    page.value("swapTo", Double(top % 10), digits: 0)
    page.value("swapPercent", Double(shares[top]), digits: 0, unit: "%")
    let invented = (0..<10).map { digit in
      wrong.filter { $0 % 10 == digit }.reduce(0) { $0 + counts[$1] }
    }
    let favourite = invented.indices.max { (invented[$0], -$0) < (invented[$1], -$1) } ?? 0
    page.value("favourite", Double(favourite), digits: 0)
    let wrongCount = invented.reduce(0, +)
    let share = Double(invented[favourite]) / Double(max(1, wrongCount))
    page.value("favouritePercent", 100 * share, digits: 0, unit: "%")
    page.value("wrongCount", Double(wrongCount), digits: 0)
  }

  private func presentGallery(_ gallery: Gallery, on page: inout Page) throws {
    func row(_ images: NDArray, _ label: (Int) -> String) -> [Panel] {
      gallery.labels.indices.map { index in
        Panel(Bitmap(array: images[index], range: 0...1), label: label(index))
      }
    }
    page.value("galleryCount", Double(gallery.labels.count), digits: 0)
    try page.figure(
      "gallery",
      ImageGrid(
        rows: [
          row(gallery.clean) { _ in "" }, row(gallery.noisy) { _ in "" },
          row(gallery.restored) { "\(gallery.labels[$0]) → \(gallery.readings[$0])" },
        ]
      ),
      alt:
        "The first digits of the test set, clean, under noise of strength 1, and restored: bright "
        + "blotches and strokes, some of them another digit."
    )
  }

  private func presentJudge(_ findings: Findings, on page: inout Page) {
    let accuracy = findings.judge.accuracy
    page.value("judgeAccuracy", 100 * accuracy.share, digits: 2, unit: "%")
    page.value("judgeLow", 100 * accuracy.interval.lowerBound, digits: 2, unit: "%")
    page.value("judgeHigh", 100 * accuracy.interval.upperBound, digits: 2, unit: "%")
    page.value("judgeTestCount", Double(accuracy.total), digits: 0)
    page.value("judgeDigitCount", Double(findings.setting.judgeDigitCount), digits: 0)
    page.value("judgeEpochs", Double(findings.setting.judgePlan.epochCount), digits: 0)
    let setting = findings.setting
    page.value(
      "furtherSeen",
      Double(setting.furtherDigitCount * setting.furtherPlan.epochCount),
      digits: 0
    )
  }

  private func presentLevels(_ findings: Findings, on page: inout Page) {
    for level in findings.levels {
      let name = Self.text(level.sigma).replacing(".", with: "")
      for (kind, score) in [
        ("noisy", level.noisy), ("restored", level.restored), ("blind", level.blind),
      ] {
        let ratio = Self.peakSignalToNoise(score.error.mean)
        if ratio.isFinite { page.value("\(kind)PSNR\(name)", ratio, digits: 1, unit: "dB") }
        page.value("\(kind)Read\(name)", 100 * score.readable.share, digits: 1, unit: "%")
        page.value("\(kind)Background\(name)", score.background, digits: 3)
      }
    }
    let control = findings.control
    page.value("controlPSNR", Self.peakSignalToNoise(control.error.mean), digits: 2, unit: "dB")
    page.value(
      "controlledPSNR",
      Self.peakSignalToNoise(control.blindError.mean),
      digits: 2,
      unit: "dB"
    )
    page.value("controlCost", 1000 * control.cost.mean, digits: 2)
    page.value("controlCostHalfWidth", 1000 * control.cost.halfWidth, digits: 2)
    for (kind, score) in [
      ("restored", \Level.restored), ("blind", \Level.blind),
    ] {
      let helps = findings.levels.first {
        $0[keyPath: score].error.mean < $0.noisy.error.mean
      }
      page.text("\(kind)HelpsFrom", helps.map { Self.text($0.sigma) } ?? "nowhere")
    }
    page.table(
      "levels",
      columns: [
        "σ", "PSNR", "restored", "trained at all", "read, noisy", "restored", "trained at all",
      ],
      rows: findings.levels.map { level in
        let scores = [level.noisy, level.restored, level.blind]
        return [Self.text(level.sigma)]
          + scores.map { Self.peakSignalToNoise($0.error.mean).fixed(1) }
          + scores.map { Self.text($0.readable) }
      }
    )
  }

  /// Returns the PSNR of a mean squared error of pixels in `0...1`, in decibels.
  private static func peakSignalToNoise(_ error: Double) -> Double {
    Diffusion.peakSignalToNoise(meanSquaredError: error, peak: 1)
  }

  private static func text(_ sigma: Float) -> String {
    sigma == sigma.rounded() ? sigma.fixed(0) : sigma.fixed(1)
  }

  private static func text(_ proportion: Proportion) -> String {
    let interval = proportion.interval
    let (low, high) = (100 * interval.lowerBound, 100 * interval.upperBound)
    return "\((100 * proportion.share).fixed(1)) (\(low.fixed(1))–\(high.fixed(1)))"
  }
}
