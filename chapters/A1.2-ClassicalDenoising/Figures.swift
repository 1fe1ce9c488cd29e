import Arrays
import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

extension ClassicalDenoising {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.fact("schedule", "cosine, 1000 steps")
    page.fact(
      "picture",
      findings.isPainted ? "campanile, painted, 64 × 64" : "the author’s, 64 × 64"
    )
    page.fact("noise", "seed \(findings.seed), \(findings.drawCount) draws")
    try presentPictures(findings, on: &page)
    try presentCurves(findings, on: &page)
    try presentMaps(findings, on: &page)
    try presentFrequencies(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentPictures(_ findings: Findings, on page: inout Page) throws {
    func panel(_ picture: Findings.Picture, _ label: String) -> Panel {
      Panel(
        Bitmap(array: picture.image),
        label: label,
        note: "\(picture.peakSignalToNoise.fixed(1)) dB"
      )
    }
    let rows = findings.pictures.map { level in
      let measurement = findings.measurement(at: level.t)
      return [
        panel(level.noisy, "t = \(level.t)"),
        panel(level.fixed, "σ 2"),
        panel(level.plain, "σ \(measurement.plainSigma.fixed(1))"),
        panel(level.rescaled, "σ \(measurement.rescaledSigma.fixed(1)), ÷√ᾱ"),
        panel(level.linear, "linear"),
      ]
    }
    try page.figure(
      "side-by-side",
      ImageGrid(rows: rows),
      alt: "Three noisy pictures and four restorations of each. At t = 250 the picture is soft but "
        + "plain; at t = 750 the blurs without rescaling are grey and blotchy, the others a smear."
    )
  }

  private func presentCurves(_ findings: Findings, on page: inout Page) throws {
    func series(
      _ name: String,
      _ style: LinePlot.Series.Style,
      _ value: (Findings.Measurement) -> SampleMean
    ) -> LinePlot.Series {
      LinePlot.Series(
        name,
        points: findings.measurements.map { Point(Double($0.t), value($0).mean) },
        style: style
      )
    }
    try page.figure(
      "psnr-curves",
      LinePlot(
        x: Axis("timestep t", range: 0...1000, ticks: [0, 250, 500, 750, 1000]),
        y: Axis("PSNR, decibels", range: 0...40),
        series: [
          series("best linear", .solid, \.linear), series("blur, rescaled", .solid, \.rescaled),
          series("blur", .dashed, \.plain), series("noisy", .dotted, \.noisy),
        ]
      ),
      alt:
        "PSNR against t: the rescaled blur runs along the best linear filter's curve until late in "
        + "the process, where it drops below the plain blur."
    )
    func shortfall(
      _ name: String,
      _ style: LinePlot.Series.Style,
      _ value: (Findings.Measurement) -> SampleMean
    ) -> LinePlot.Series {
      LinePlot.Series(
        name,
        points: findings.measurements.map { found in
          Point(Double(found.t), value(found).mean - found.linear.mean)
        },
        style: style
      )
    }
    try page.figure(
      "shortfall",
      LinePlot(
        x: Axis("timestep t", range: 0...1000, ticks: [0, 250, 500, 750, 1000]),
        y: Axis("below the best linear filter, decibels", range: -5...0),
        series: [
          shortfall("σ 2", .dotted, \.fixed), shortfall("rescaled", .solid, \.rescaled),
          shortfall("best blur", .dashed, \.plain),
        ]
      ),
      alt:
        "The rescaled blur stays within a fraction of a decibel of the best linear filter for most "
        + "timesteps; without rescaling up to three are lost; the blur of width 2 is close to the "
        + "best blur only in the middle."
    )
  }

  private func presentMaps(_ findings: Findings, on page: inout Page) throws {
    let rows = Array(stride(from: 0, to: Self.sigmas.count, by: 3))
    func map(_ values: KeyPath<Findings.Measurement, [Float]>) -> HeatMap {
      let columns = findings.measurements.map { $0[keyPath: values] }
      return HeatMap(
        NDArray(
          rows.flatMap { row in columns.map { $0[row] } },
          shape: [rows.count, columns.count]
        ),
        rows: HeatMap.Labels("blur σ, pixels", rows.map { Self.sigmas[$0].fixed(1) }),
        columns: HeatMap.Labels(
          "timestep t",
          findings.measurements.map { $0.t % 250 == 0 ? "\($0.t)" : "" }
        ),
        valueTitle: "PSNR, decibels",
        range: 0...28,
        ridge: columns.enumerated().map { column, values in
          let best = rows.indices.max { values[rows[$0]] < values[rows[$1]] } ?? 0
          return HeatMap.Cell(row: best, column: column)
        }
      )
    }
    try page.figure(
      "psnr-map",
      map(\.rescaledBySigma),
      alt: "PSNR over blur width and timestep, rescaled: the ridge of the best width climbs from a "
        + "fraction of a pixel to the widest blur tried."
    )
    try page.figure(
      "psnr-map-plain",
      map(\.plainBySigma),
      alt:
        "The same without rescaling: the ridge climbs more slowly and the map stays bright at late "
        + "timesteps, where the picture is merely grey."
    )
  }

  private func presentFrequencies(_ findings: Findings, on page: inout Page) throws {
    let frequencies = Axis(
      "frequency ρ, half cycles across the picture",
      scale: .logarithmic,
      range: 1...64
    )
    try page.figure(
      "spectrum",
      LinePlot(
        x: frequencies,
        y: Axis("mean power S(ρ)", scale: .logarithmic),
        series: [
          LinePlot.Series(
            "picture",
            points: (1...64).map { Point(Double($0), Double(findings.power[$0])) }
          )
        ],
        references: findings.pictures.map { level in
          let alphaBar = Double(findings.measurement(at: level.t).alphaBar)
          return .horizontal((1 - alphaBar) / alphaBar, label: "noise at t = \(level.t)")
        }
      ),
      alt:
        "The picture's power falls over four powers of ten from low to high frequencies; the flat "
        + "power of the noise cuts it off, lower and lower the later the timestep."
    )
    let fixed = transfer(
      of: gaussianKernel(sigma: Self.fixedSigma, size: Self.fixedKernelSize),
      side: findings.clean.shape[1]
    )
    func series(
      _ name: String,
      _ shares: [Float],
      _ style: LinePlot.Series.Style
    )
      -> LinePlot.Series
    {
      LinePlot.Series(
        name,
        points: (1...63).map { Point(Double($0), Double(shares[$0])) },
        style: style
      )
    }
    try page.figure(
      "gains",
      LinePlot(
        x: frequencies,
        y: Axis("share of the picture let through", range: 0...1),
        series: findings.pictures.map { series("linear, \($0.t)", $0.linearShare, .solid) }
          + [series("blur, σ 2", fixed, .dotted)]
          + findings.pictures.map { series("", $0.blurShare, .dashed) }
      ),
      alt: "The best linear filters let a jagged share through that follows the picture's spectrum "
        + "and keeps a long tail; the best blurs fall smoothly and cut the tail off."
    )
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    func text(_ summary: SampleMean) -> String {
      summary.text(digits: 2)
    }
    page.text("subject", findings.isPainted ? "the campanile" : "the picture")
    page.value("draws", Double(findings.drawCount), digits: 0)
    page.value("widths", Double(Self.sigmas.count), digits: 0)
    for t in Self.shownTimesteps {
      let found = findings.measurement(at: t)
      page.value("noisy\(t)", found.noisy.mean, digits: 1, unit: "dB")
      page.value("fixed\(t)", found.fixed.mean, digits: 1, unit: "dB")
      page.value("plain\(t)", found.plain.mean, digits: 1, unit: "dB")
      page.value("rescaled\(t)", found.rescaled.mean, digits: 1, unit: "dB")
      page.value("linear\(t)", found.linear.mean, digits: 1, unit: "dB")
      page.value("plainSigma\(t)", Double(found.plainSigma), digits: 2, unit: "pixels")
      page.value("rescaledSigma\(t)", Double(found.rescaledSigma), digits: 2, unit: "pixels")
      page.value("lead\(t)", found.linear.mean - found.rescaled.mean, digits: 2, unit: "dB")
      page.value("rescaleGain\(t)", found.rescaled.mean - found.plain.mean, digits: 1, unit: "dB")
    }
    let leads = Self.shownTimesteps.map { t in
      let found = findings.measurement(at: t)
      return found.linear.mean - found.rescaled.mean
    }
    page.value("greatestLead", leads.max() ?? 0, digits: 2, unit: "dB")
    let gaps = findings.measurements.map { abs($0.linear.mean - $0.expectedLinear) }
    page.value("greatestGap", gaps.max() ?? 0, digits: 2, unit: "dB")
    let crossing = findings.measurements.first { $0.plain.mean > $0.rescaled.mean + 0.05 }
    page.value("crossing", Double(crossing?.t ?? 1000), digits: 0)
    if let last = findings.measurements.last {
      page.value("lastTimestep", Double(last.t), digits: 0)
      page.value("lastRescaled", last.rescaled.mean, digits: 1, unit: "dB")
      page.value("lastPlain", last.plain.mean, digits: 1, unit: "dB")
      page.value("lastLinear", last.linear.mean, digits: 1, unit: "dB")
    }
    page.table(
      "outcome",
      columns: [
        "t", "noisy", "blur, σ 2", "best blur", "its σ", "rescaled", "its σ", "best linear",
        "expected",
      ],
      rows: Self.shownTimesteps.map { t in
        let found = findings.measurement(at: t)
        return [
          "\(t)", text(found.noisy), text(found.fixed), text(found.plain),
          found.plainSigma.fixed(2), text(found.rescaled), found.rescaledSigma.fixed(2),
          text(found.linear), found.expectedLinear.fixed(2),
        ]
      }
    )
  }
}

extension ClassicalDenoising.Findings {
  /// Returns what was measured at a timestep.
  ///
  /// - Precondition: It is one of ``ClassicalDenoising/timesteps``.
  fileprivate func measurement(at t: Int) -> Measurement {
    guard let found = measurements.first(where: { $0.t == t }) else {
      preconditionFailure("timestep \(t) was not measured")
    }
    return found
  }
}
