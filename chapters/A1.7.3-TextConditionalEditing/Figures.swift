import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

extension TextConditionalEditing {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.fact("guidance", "γ = \(findings.guided.scale.fixed(0))")
    page.fact("pictures", "\(findings.side) × \(findings.side)")
    page.fact("loop", "DDIM, \(findings.setting.pace == 1 ? "every" : "every second") timestep")
    page.fact("noise", "seed \(findings.seed), the same from every start")
    try presentPictures(findings, on: &page)
    try presentExamples(findings, on: &page)
    try presentCurves(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentPictures(_ findings: Findings, on page: inout Page) throws {
    let originals = try findings.originals.bitmaps()
    let columns = try findings.edits.map { try $0.results.bitmaps() }
    let balance = findings.balance
    try page.figure(
      "before-after",
      ImageGrid.row(
        originals.indices.flatMap { row in
          [
            Panel(originals[row], label: "before", note: findings.titles[row]),
            Panel(
              columns[balance][row],
              label: "after",
              note: "read: \(findings.edits[balance].readings[row].label)"
            ),
          ]
        }
      ),
      alt: "Three pictures before and after. Afterwards the judge reads "
        + findings.edits[balance].readings.map(\.label).joined(separator: ", ")
        + "; asked for were "
        + Self.wishes.map(\.pair.subject.label).joined(separator: ", ") + "."
    )
    try page.figure(
      "starts",
      ImageGrid(
        rows: originals.indices.map { row in
          zip(findings.edits, columns).map { edit, column in
            Panel(
              column[row],
              label: "t \(edit.start.timestep)",
              note: "ᾱ \(edit.alphaBar.fixed(3))"
            )
          } + [Panel(originals[row], label: "original")]
        },
        rowTitles: zip(findings.titles, Self.wishes).map { "\($0) → “\($1.pair.prompt)”" },
        columnTitles: findings.edits.map { "i_start \($0.start.place)" } + [""]
      ),
      alt:
        "Each picture edited from six starts. Its composition is kept, from the most noise to the "
        + "least, by \(means(findings.edits.map { SampleMean(of: $0.compositions) }))."
    )
    try page.strip(
      "every-start",
      frames: [Panel(originals.tiled(columns: 3, gap: 2), label: "original", note: "no noise")]
        + zip(findings.edits, columns).reversed().map { edit, column in
          Panel(
            column.tiled(columns: 3, gap: 2),
            label: "i_start \(edit.start.place)",
            note: "t = \(edit.start.timestep), ᾱ \(edit.alphaBar.fixed(3))"
          )
        },
      initial: 0,
      name: "noise",
      alt:
        "The three pictures, from the originals to what was made of almost nothing but noise and "
        + "the prompt, chosen by a slider."
    )
  }

  private func presentExamples(_ findings: Findings, on page: inout Page) throws {
    let originals = try findings.guided.examples.bitmaps()
    let rows = try originals.indices.flatMap { row in
      try findings.sweeps.map { sweep in
        try sweep.levels.map {
          Panel(try $0.examples.bitmaps()[row], label: $0.exampleReadings[row].label)
        } + [Panel(originals[row], label: "original")]
      }
    }
    let titles = originals.indices.flatMap { row in
      findings.sweeps.map { sweep in
        "\(sweep.exampleSubjects[row].label) → “\(sweep.examplePrompts[row])”, "
          + "γ = \(sweep.scale.fixed(0))"
      }
    }
    try page.figure(
      "examples",
      ImageGrid(
        rows: rows,
        rowTitles: titles,
        columnTitles: findings.edits.map { "i_start \($0.start.place)" } + [""]
      ),
      alt:
        "Painted pictures asked to be something else, without and with guidance, with the judge’s "
        + "readings. Of all, so many are read as asked for without guidance: "
        + "\(counts(findings.plain)); with guidance: \(counts(findings.guided))."
    )
  }

  private func presentCurves(_ findings: Findings, on page: inout Page) throws {
    let axis = Axis("timestep of the start", range: 300...1000, ticks: [390, 690, 840, 960])
    func plot(
      _ title: Axis,
      _ value: (PromptedScenes.Level) -> (Double, ClosedRange<Double>),
      references: [LinePlot.Reference] = []
    ) -> LinePlot {
      func points(_ sweep: PromptedScenes, _ part: (PromptedScenes.Level) -> Double) -> [Point] {
        sweep.levels.reversed().map { Point(Double($0.start.timestep), part($0)) }
      }
      return LinePlot(
        x: axis,
        y: title,
        series: findings.sweeps.reversed().enumerated().map { index, sweep in
          LinePlot.Series(
            "γ = \(sweep.scale.fixed(0))",
            points: points(sweep) { value($0).0 },
            style: index == 0 ? .solid : .dashed
          )
        },
        bands: findings.sweeps.reversed().enumerated().map { index, sweep in
          LinePlot.Band(
            lower: points(sweep) { value($0).1.lowerBound },
            upper: points(sweep) { value($0).1.upperBound },
            series: index
          )
        },
        references: references
      )
    }
    try page.figure(
      "reached",
      plot(Axis("read as asked for, %", range: 0...100)) { level in
        let interval = level.reached.interval
        return (
          100 * level.reached.share, 100 * interval.lowerBound...100 * interval.upperBound
        )
      },
      alt:
        "How many edits reach the prompt, by i_start: without guidance \(counts(findings.plain)); "
        + "with guidance \(counts(findings.guided))."
    )
    try page.figure(
      "composition",
      plot(
        Axis("likeness of compositions", range: -0.25...1),
        { level in
          let mean = level.composition
          return (mean.mean, mean.mean - mean.halfWidth...mean.mean + mean.halfWidth)
        },
        references: [
          .horizontal(findings.guided.unrelatedComposition, label: "two pictures")
        ]
      ),
      alt: "How much of the composition is kept, from the most noise to the least: with guidance "
        + "\(means(findings.guided.levels.map(\.composition))), without it "
        + "\(means(findings.plain.levels.map(\.composition)))."
    )
  }

  private func counts(_ sweep: PromptedScenes) -> String {
    sweep.levels.map { "\($0.start.place): \($0.reached.counted)" }.joined(separator: ", ")
  }

  private func means(_ values: [SampleMean]) -> String {
    values.map { $0.mean.fixed(2) }.joined(separator: ", ")
  }
}
