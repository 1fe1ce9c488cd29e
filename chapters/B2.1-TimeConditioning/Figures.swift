import Arrays
import Datasets
import Drawing
public import Notebook
import Plotting

extension TimeConditioning {
  public func present(_ findings: Findings, on page: inout Page) throws {
    let isReal = findings.source == .mnist
    page.text("digits", isReal ? "the MNIST test set" : "our own synthetic test set")
    page.fact("digits", isReal ? "MNIST, test set" : "synthetic, drawn here")
    page.fact("network", "D = \(Self.channels), fresh weights")
    page.fact("noise", "seed \(findings.seed)")
    try presentLines(findings, on: &page)
    try presentToy(findings.toy, on: &page)
    try presentNetwork(findings, on: &page)
    presentValues(findings, on: &page)
  }

  private func presentLines(_ findings: Findings, on page: inout Page) throws {
    let bitmaps = try findings.lines.bitmaps()
    let rows = (0..<Self.shownCount).map { digit in
      Self.times.enumerated().map { column, time in
        Panel(
          bitmaps[digit * Self.times.count + column],
          label: digit == Self.shownCount - 1 ? "\(time)" : ""
        )
      }
    }
    let labels = findings.labels.map(String.init).joined(separator: ", ")
    page.text("labels", labels)
    page.value("shownCount", Double(Self.shownCount), digits: 0)
    try page.figure(
      "lines",
      ImageGrid(rows: rows),
      alt: "Digits \(labels), a row each, on straight lines from pure noise at time 0 to the clean "
        + "digit at time 1; from about 0.4 on the eye reads them."
    )
  }

  private func presentToy(_ toy: Toy, on page: inout Page) throws {
    let pictures = (0..<8).map { index in
      Point(Double(toy.pictures.values[2 * index]), Double(toy.pictures.values[2 * index + 1]))
    }
    let starts = (0..<Toy.lineCount).map { index in
      Point(Double(toy.starts.values[2 * index]), Double(toy.starts.values[2 * index + 1]))
    }
    // A point that is not finite ends one line, and the next begins.
    let gap = [Point(.nan, .nan)]
    let straight = (0..<Toy.lineCount).flatMap { [starts[$0], pictures[toy.ends[$0]]] + gap }
    let ways = (0..<Toy.lineCount).flatMap { toy.way($0).map { Point($0.0, $0.1) } + gap }
    func plot(_ name: String, _ points: [Point]) -> LinePlot {
      LinePlot(
        x: Axis("first number", range: -3...3),
        y: Axis("second number", range: -3...3),
        series: [
          LinePlot.Series(name, points: points),
          LinePlot.Series("noise", points: starts, style: .points),
          LinePlot.Series("pictures", points: pictures, style: .points),
        ],
        plotHeight: 420
      )
    }
    try page.figure(
      "toy-lines",
      plot("lines", straight),
      alt:
        "Straight lines from \(Toy.lineCount) points of noise, each to a corner of an octagon that "
        + "chance gave it: they run across each other in every direction."
    )
    try page.plane(
      "toy-flow",
      plot("flow", ways),
      pictures: pictures,
      stepCount: Toy.stepCount,
      range: -3...3,
      alt:
        "The flow from the same points: every way turns to the middle first, then bends towards a "
        + "corner on its own side, and all end on corners."
    )
    page.value("toyRatio", toy.lengthRatio, digits: 2)
    page.value("toyCount", Double(Toy.lineCount), digits: 0)
    page.value("toySteps", Double(Toy.stepCount), digits: 0)
  }

  private func presentNetwork(_ findings: Findings, on page: inout Page) throws {
    let d = Self.channels
    try page.figure(
      "network",
      BlockDiagram(
        [
          .init("enter", "ConvBlock", lines: ["x: 1 → \(d) × 28 × 28"], column: 0, row: 0),
          .init("down1", "DownBlock", lines: ["\(d) × 14 × 14"], column: 0, row: 1),
          .init("down2", "DownBlock", lines: ["\(2 * d) × 7 × 7"], column: 0, row: 2),
          .init("flatten", "Flatten", lines: ["\(2 * d) × 1 × 1"], column: 0, row: 3),
          .init(
            "unflatten",
            "Unflatten",
            lines: ["\(2 * d) × 7 × 7"],
            column: 1,
            row: 3,
            series: 0
          ),
          .init("up1", "UpBlock", lines: ["\(d) × 14 × 14"], column: 1, row: 2, series: 0),
          .init("up2", "UpBlock", lines: ["\(d) × 28 × 28"], column: 1, row: 1),
          .init("leave", "ConvBlock, Conv2d", lines: ["u: 1 × 28 × 28"], column: 1, row: 0),
          .init("t1", "FCBlock t1", lines: ["1 → \(2 * d)"], column: 2, row: 3, series: 1),
          .init("t2", "FCBlock t2", lines: ["1 → \(d)"], column: 2, row: 2, series: 1),
          .init("time", "time t", lines: ["one number"], column: 3, row: 3, series: 1),
        ],
        arrows: [
          .init("enter", "down1"), .init("down1", "down2"), .init("down2", "flatten"),
          .init("flatten", "unflatten"), .init("unflatten", "up1"), .init("up1", "up2"),
          .init("up2", "leave"), .init("enter", "leave", isSkip: true),
          .init("down1", "up2", isSkip: true), .init("down2", "up1", isSkip: true),
          .init("t1", "unflatten", label: "×"), .init("t2", "up1", label: "×"),
          .init("time", "t1"), .init("time", "t2"),
        ]
      ),
      alt:
        "The UNet on its way down and up again, and beside the way up two small blocks that turn "
        + "the time into factors: one for each channel of Unflatten and of the first UpBlock."
    )
    try page.figure(
      "gains",
      LinePlot(
        x: Axis("time t", range: 0...1),
        y: Axis("factor of a channel"),
        series: findings.gains.prefix(Self.shownGains).map { curve in
          LinePlot.Series(
            "",
            points: zip(Self.gainTimes, curve).map { Point(Double($0), Double($1)) }
          )
        },
        references: [.horizontal(0, label: "")]
      ),
      alt:
        "Before training the factors of \(Self.shownGains) channels are small, gently bent functions of time, "
        + "some above and some below zero."
    )
  }

  private func presentValues(_ findings: Findings, on page: inout Page) {
    let total = findings.parts.reduce(0) { $0 + $1.parameterCount }
    func count(_ names: Set<String>) -> Int {
      findings.parts.filter { names.contains($0.name) }.reduce(0) { $0 + $1.parameterCount }
    }
    let time = count(["t1", "t2"])
    // The assignment draws the two convolutions that halve with 3×3 weights, the text with 4×4.
    let difference = (16 - 9) * (Self.channels * Self.channels * 3)
    page.value("channels", Double(Self.channels), digits: 0)
    page.value("parameters", Double(total), digits: 0)
    page.value("assignmentParameters", Double(total - difference), digits: 0)
    page.value("timeParameters", Double(time), digits: 0)
    page.value("timePercent", 100 * Double(time) / Double(total), digits: 1, unit: "%")
    page.value("unflattenPercent", 100 * Double(count(["unflatten"])) / Double(total), digits: 0)
    page.value("change", 100 * findings.change, digits: 2, unit: "%")
    let gains = findings.gains.joined().map { Double($0.magnitude) }
    page.value("meanGain", gains.reduce(0, +) / Double(gains.count), digits: 2)
    page.value("gainCount", Double(Self.shownGains), digits: 0)
    page.value("bottomChannels", Double(findings.gains.count), digits: 0)
    page.table(
      "parameters",
      columns: ["part", "parameters", "share"],
      rows: findings.parts.map { part in
        let share = 100 * Double(part.parameterCount) / Double(total)
        return [part.name, Double(part.parameterCount).fixed(0), "\(share.fixed(1)) %"]
      }
    )
  }
}
