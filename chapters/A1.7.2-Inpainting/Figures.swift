import Arrays
import Datasets
import Diffusion
import Drawing
public import Notebook
import Plotting
import Statistics

extension Inpainting {
  public func present(_ findings: Findings, on page: inout Page) throws {
    page.fact("loop", "DDIM, 34 steps; shorter ones to compare")
    page.fact("guidance", "γ = \(findings.guidanceScale.fixed(0)); none to compare")
    page.fact("pictures", "\(findings.side) × \(findings.side)")
    page.fact("noise", "seed \(findings.seed)")
    try presentHoles(findings, on: &page)
    try presentSurroundings(findings.surroundings, on: &page)
    try presentRepeats(findings, on: &page)
    try presentFills(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentHoles(_ findings: Findings, on page: inout Page) throws {
    let columns = try [findings.originals, findings.holes, findings.right, findings.changes]
      .map { try $0.bitmaps() }
    try page.figure(
      "holes",
      ImageGrid(
        rows: findings.titles.indices.map { row in columns.map { Panel($0[row]) } },
        rowTitles: zip(findings.titles, Hole.all).map { "\($0), “\($1.prompt)”" },
        columnTitles: ["original", "with a hole", "filled", "what changed"]
      ),
      alt: "Three pictures, each whole, with a hole, filled again, and its changes: of "
        + "\(findings.kept.total) values outside the holes \(findings.kept.changed) have changed."
    )
    let (right, wrong) = (try findings.right.bitmaps(), try findings.wrong.bitmaps())
    func row(_ bitmaps: [Bitmap], _ jumps: [Double]) -> [Panel] {
      zip(bitmaps, jumps).map { Panel($0, label: "jump", note: $1.fixed(2)) }
    }
    try page.figure(
      "mistake",
      ImageGrid(
        rows: [row(right, findings.jumps.right), row(wrong, findings.jumps.wrong)],
        rowTitles: ["with the noise that belongs there", "clean pixels pasted"]
      ),
      alt:
        "The three holes filled in the right way and by pasting clean pixels. The jumps at their "
        + "seams are \(list(findings.jumps.right)), and \(list(findings.jumps.wrong))."
    )
  }

  private func presentSurroundings(_ found: Surroundings, on page: inout Page) throws {
    let parts = [
      (key: "Noisy", name: "noise around it", missed: found.noisy),
      (key: "Clean", name: "clean pixels around it", missed: found.clean),
    ]
    try page.figure(
      "surroundings",
      BarChart(
        parts.enumerated().map { index, part in
          let (mean, half) = (100 * part.missed.mean, 100 * part.missed.halfWidth)
          return BarChart.Bar(
            part.name,
            mean,
            interval: max(0, mean - half)...mean + half,
            series: 2 * index
          )
        },
        title: "noise in the hole that is not found, % of its power",
        digits: 1
      ),
      alt: "How much of the power of the noise in a hole the model misses: "
        + parts.map { "\((100 * $0.missed.mean).fixed(1)) % with \($0.name)" }
        .joined(separator: ", ") + "."
    )
    for part in parts {
      page.value("missed\(part.key)", 100 * part.missed.mean, digits: 1, unit: "%")
      page.value("missedHalf\(part.key)", 100 * part.missed.halfWidth, digits: 1, unit: "%")
    }
    page.value("lookCount", Double(found.noisy.count), digits: 0)
    page.value("lookTimestep", Double(found.timestep), digits: 0)
  }

  private func presentRepeats(_ findings: Findings, on page: inout Page) throws {
    let comparison = findings.comparison
    let columns = try comparison.ways.map { try $0.examples.bitmaps() }
    try page.figure(
      "repeats",
      ImageGrid(
        rows: findings.titles.indices.map { row in columns.map { Panel($0[row]) } },
        rowTitles: findings.titles,
        columnTitles: comparison.ways.map(\.name)
      ),
      alt:
        "Three pictures filled with each step made once, three and five times, and by the mistake."
    )
    func interval(_ mean: SampleMean) -> ClosedRange<Double> {
      mean.mean - mean.halfWidth...mean.mean + mean.halfWidth
    }
    try page.figure(
      "seam",
      BarChart(
        [
          BarChart.Bar(
            "the picture itself",
            comparison.original.mean,
            interval: interval(comparison.original),
            series: 1
          )
        ]
          + comparison.ways.map { way in
            BarChart.Bar(
              way.name,
              way.jump.mean,
              interval: interval(way.jump),
              series: way.repeats == nil ? 2 : 0
            )
          },
        title: "jump at the seam"
      ),
      alt: "The jump between neighbouring pixels at the border of the hole: "
        + "\(comparison.original.mean.fixed(2)) in the pictures themselves, then "
        + comparison.ways.map { "\($0.jump.mean.fixed(2)) \($0.name)" }.joined(separator: ", ")
        + "."
    )
  }

  private func presentFills(_ findings: Findings, on page: inout Page) throws {
    let fills = findings.fills
    let greatest = max(fills.spread.values.max() ?? 0, 1e-6)
    let map = Bitmap(array: fills.spread, range: 0...greatest)
    try page.figure(
      "fills",
      ImageGrid(
        rows: [
          try fills.pictures.bitmaps().prefix(4).map { Panel($0) },
          try fills.pictures.bitmaps().dropFirst(4).prefix(4).map { Panel($0) },
        ]
      ),
      alt:
        "Eight fills of one hole, each from other noise; around the hole they are the same picture."
    )
    try page.figure(
      "spread",
      ImageGrid.row([
        Panel(try findings.originals.bitmaps()[0], label: "the picture"),
        Panel(map, label: "how much the fills differ", note: "white: \(greatest.fixed(2))"),
      ]),
      alt: "The picture, and a map of how much its fills differ: black outside the hole, brighter "
        + "inside."
    )
    try page.figure(
      "depth",
      LinePlot(
        x: Axis("pixels from what is known"),
        y: Axis("spread of the fills"),
        series: [
          LinePlot.Series(
            "",
            points: fills.spreadByDepth.enumerated().map { Point(Double($0 + 1), $1) }
          )
        ]
      ),
      alt: "The spread of the fills against the distance from known pixels: "
        + "\((fills.spreadByDepth.first ?? 0).fixed(2)) next to them, "
        + "\((fills.spreadByDepth.last ?? 0).fixed(2)) in the middle."
    )
  }

  private func list(_ values: [Double]) -> String {
    values.map { $0.fixed(2) }.joined(separator: ", ")
  }
}

extension Comparison.Way {
  /// What the page calls it.
  var name: String {
    switch repeats {
    case nil: "clean pasted"
    case 1: "each step once"
    case let count?: "\(count) times"
    }
  }
}
