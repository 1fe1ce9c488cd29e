import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

extension ImageToImage {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.fact("prompt", "“\(Self.prompt)”, γ = \(findings.guidanceScale.fixed(0))")
    page.fact("pictures", "\(findings.side) × \(findings.side)")
    page.fact("loop", "DDIM, \(findings.setting.pace == 1 ? "every" : "every second") timestep")
    page.fact("noise", "seed \(findings.seed), the same from every start")
    try presentStrips(findings, on: &page)
    try presentStarts(findings, on: &page)
    try presentExamples(findings, on: &page)
    try presentCurves(findings, on: &page)
    presentTables(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentStrips(_ findings: Findings, on page: inout Page) throws {
    let originals = try findings.originals.bitmaps()
    let columns = try findings.edits.map { try $0.results.bitmaps() }
    func grid(_ rows: Range<Int>) -> ImageGrid {
      ImageGrid(
        rows: rows.map { row in
          zip(findings.edits, columns).map { edit, column in
            Panel(
              column[row],
              label: "t \(edit.start.timestep)",
              note: "ᾱ \(edit.alphaBar.fixed(3))"
            )
          } + [Panel(originals[row], label: "original")]
        },
        rowTitles: rows.map { findings.titles[$0] },
        columnTitles: findings.edits.map { "i_start \($0.start.place)" } + [""]
      )
    }
    let growth =
      "The mean distances from the originals, from the most noise to the least, are "
      + findings.edits.map { SampleMean(of: $0.distances).mean.fixed(2) }.joined(separator: ", ")
      + "."
    try page.figure(
      "photographs",
      grid(0..<3),
      alt: "Three pictures, each edited from six starts and unedited. \(growth)"
    )
    try page.figure(
      "drawings",
      grid(3..<6),
      alt:
        "A web icon and two drawings by hand, each edited from six starts and unedited. \(growth)"
    )
    let frames =
      [Panel(originals.tiled(columns: 3, gap: 2), label: "original", note: "no noise")]
      + zip(findings.edits, columns).reversed().map { edit, column in
        Panel(
          column.tiled(columns: 3, gap: 2),
          label: "i_start \(edit.start.place)",
          note: "t = \(edit.start.timestep), ᾱ \(edit.alphaBar.fixed(3))"
        )
      }
    try page.strip(
      "every-start",
      frames: frames,
      initial: 3,
      name: "noise",
      alt:
        "All six pictures at once, from the originals to the edits that began with the most noise, "
        + "chosen by a slider."
    )
  }

  private func presentStarts(_ findings: Findings, on page: inout Page) throws {
    func row(
      _ sheet: (Findings.Edit) -> PictureSheet,
      _ t: (EditStart) -> Int
    ) throws -> [Panel] {
      try findings.edits.map {
        Panel(try sheet($0).bitmaps()[0], label: "t \(t($0.start))")
      }
    }
    try page.figure(
      "starts",
      ImageGrid(
        rows: [
          try row(\.noised) { $0.timestep },
          try row(\.wronglyNoised) { 30 * $0.place },
        ],
        rowTitles: ["counted from 990 downwards, as it should be", "counted from 0 upwards"],
        columnTitles: findings.edits.map { "i_start \($0.start.place)" }
      ),
      alt:
        "What the loop begins with: counted rightly, i_start = 1 is all but noise and 20 clearly "
        + "the picture; counted the wrong way, 1 is the picture and 20 drowns in noise."
    )
  }

  private func presentExamples(_ findings: Findings, on page: inout Page) throws {
    let scenes = findings.scenes
    let originals = try scenes.examples.bitmaps()
    let columns = try scenes.levels.map { try $0.examples.bitmaps() }
    let kept = scenes.levels.map { "\($0.start.place): \($0.reading.subject.counted)" }
    try page.figure(
      "examples",
      ImageGrid(
        rows: originals.indices.map { row in
          zip(scenes.levels, columns).map { level, column in
            Panel(column[row], label: level.exampleReadings[row].label)
          } + [Panel(originals[row], label: scenes.exampleReadings[row].label)]
        },
        rowTitles: scenes.exampleSubjects.map { "painted as: \($0.label)" },
        columnTitles: scenes.levels.map { "i_start \($0.start.place)" } + ["original"]
      ),
      alt: "Painted pictures edited from six starts, each with the judge's reading. Of all, their "
        + "subject is still read in so many by i_start, \(kept.joined(separator: ", "))."
    )
  }

  private func presentCurves(_ findings: Findings, on page: inout Page) throws {
    let scenes = findings.scenes
    let levels = Array(scenes.levels.reversed())
    let axis = Axis("timestep of the start", range: 0...1000, ticks: [0, 390, 690, 840, 960])
    func points(_ share: (EditedScenes.Reading) -> Proportion) -> [Point] {
      [Point(0, 100 * share(scenes.unedited).share)]
        + levels.map { Point(Double($0.start.timestep), 100 * share($0.reading).share) }
    }
    func band(_ index: Int, _ share: (EditedScenes.Reading) -> Proportion) -> LinePlot.Band {
      let readings = [(0, scenes.unedited)] + levels.map { ($0.start.timestep, $0.reading) }
      return LinePlot.Band(
        lower: readings.map { Point(Double($0), 100 * share($1).interval.lowerBound) },
        upper: readings.map { Point(Double($0), 100 * share($1).interval.upperBound) },
        series: index
      )
    }
    try page.figure(
      "kept",
      LinePlot(
        x: axis,
        y: Axis("share of the pictures, %", range: 0...100),
        series: [
          LinePlot.Series("subject kept", points: points(\.subject)),
          LinePlot.Series(
            "a photograph",
            points: points(\.photographs),
            style: .dashed
          ),
        ],
        bands: [band(0, \.subject), band(1, \.photographs)],
        references: scenes.pointOfNoReturn.map {
          [.vertical($0, label: "t = \($0.fixed(0))")]
        } ?? []
      ),
      alt: "What the judge reads, against the noise: the subject is kept by "
        + "\(shares(\.subject, scenes)) per cent, and as photographs are read "
        + "\(shares(\.photographs, scenes)) per cent."
    )
    try page.figure(
      "distance",
      LinePlot(
        x: axis,
        y: Axis("distance from the picture"),
        series: [
          LinePlot.Series(
            "",
            points: [Point(0, 0)]
              + levels.map { Point(Double($0.start.timestep), $0.distance.mean) }
          )
        ],
        bands: [
          LinePlot.Band(
            lower: levels.map {
              Point(Double($0.start.timestep), $0.distance.mean - $0.distance.halfWidth)
            },
            upper: levels.map {
              Point(Double($0.start.timestep), $0.distance.mean + $0.distance.halfWidth)
            }
          )
        ],
        references: [.horizontal(scenes.unrelatedDistance, label: "two pictures")]
      ),
      alt: "The distance between an edit and its picture against the noise, "
        + "\(levels.map { $0.distance.mean.fixed(2) }.joined(separator: ", ")); two different "
        + "pictures are \(scenes.unrelatedDistance.fixed(2)) apart."
    )
  }

  private func shares(
    _ share: (EditedScenes.Reading) -> Proportion,
    _ scenes: EditedScenes
  ) -> String {
    ([scenes.unedited] + scenes.levels.reversed().map(\.reading))
      .map { (100 * share($0).share).fixed(0) }.joined(separator: ", ")
  }
}
