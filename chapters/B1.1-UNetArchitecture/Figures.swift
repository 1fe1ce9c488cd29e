import Arrays
import Datasets
import Drawing
public import Notebook
import Plotting

extension UNetArchitecture {
  public func present(_ findings: Findings, on page: inout Page) throws {
    guard let drawn = findings.networks.first(where: { $0.channels == Self.drawnWidth }) else {
      preconditionFailure("no network has \(Self.drawnWidth) channels")
    }
    page.fact("drawn for", "D = \(drawn.channels)")
    page.fact("weights", "random, before any training")
    page.text("digits", findings.source == .mnist ? "MNIST" : "our own synthetic set")
    try presentNetwork(drawn, on: &page)
    try presentOperations(on: &page)
    try presentFlow(findings, drawn, on: &page)
    try presentCosts(drawn, on: &page)
    presentWidths(findings.networks, on: &page)
    page.value("width", Double(drawn.channels), digits: 0)
  }

  private func presentNetwork(_ network: Census, on page: inout Page) throws {
    func block(_ name: String, _ title: String, _ column: Int, _ row: Int) -> BlockDiagram.Block {
      let found = network[name]
      let count = found.parameterCount
      return BlockDiagram.Block(
        name,
        title,
        lines: [found.shape.map(String.init).joined(separator: " × ")]
          + (count > 0 ? ["\(Double(count).fixed(0)) parameters"] : []),
        column: column,
        row: row,
        series: name == "unflatten" || name == "flatten" ? 2 : column
      )
    }
    try page.figure(
      "network",
      BlockDiagram(
        [
          BlockDiagram.Block("z", "noisy digit", lines: ["1 × 28 × 28"], column: 0, row: 0),
          block("enter", "enter: ConvBlock", 0, 1), block("down1", "down1: DownBlock", 0, 2),
          block("down2", "down2: DownBlock", 0, 3),
          block("flatten", "flatten: mean and GELU", 0, 4),
          block("unflatten", "unflatten", 1, 4), block("up1", "up1: UpBlock", 1, 3),
          block("up2", "up2: UpBlock", 1, 2), block("leave", "leave: ConvBlock", 1, 1),
          block("project", "project: 3 × 3 alone", 1, 0),
        ],
        arrows: [
          .init("z", "enter"), .init("enter", "down1"), .init("down1", "down2"),
          .init("down2", "flatten"), .init("flatten", "unflatten"), .init("unflatten", "up1"),
          .init("up1", "up2"), .init("up2", "leave"), .init("leave", "project"),
          .init("enter", "leave", isSkip: true), .init("down1", "up2", isSkip: true),
          .init("down2", "up1", isSkip: true),
        ]
      ),
      alt:
        "The network as a U: on the left three blocks that halve a digit from 28 to 7 pixels, at the "
        + "bottom one number a channel, on the right the way back up, and three dashed arrows that "
        + "carry what the left side knew straight to the right."
    )
  }

  private func presentOperations(on page: inout Page) throws {
    let rows: [(name: String, parts: [String])] = [
      ("Conv", ["3 × 3", "norm", "GELU"]), ("DownConv", ["4 × 4, stride 2", "norm", "GELU"]),
      ("UpConv", ["transposed 4 × 4, stride 2", "norm", "GELU"]),
      ("Flatten", ["mean of 7 × 7", "GELU"]),
      ("Unflatten", ["transposed 7 × 7, stride 7", "norm", "GELU"]),
    ]
    let boxes = rows.enumerated().flatMap { row, operation in
      [BlockDiagram.Block("\(row)", operation.name, column: 0, row: row, series: 0)]
        + operation.parts.enumerated().map { place, part in
          BlockDiagram.Block("\(row).\(place)", part, column: place + 1, row: row)
        }
    }
    let arrows = rows.enumerated().flatMap { row, operation in
      operation.parts.indices.dropFirst().map { place in
        BlockDiagram.Arrow("\(row).\(place - 1)", "\(row).\(place)")
      }
    }
    try page.figure(
      "operations",
      BlockDiagram(boxes, arrows: arrows),
      alt: "Five operations, each a convolution or a mean, a normalization and a GELU."
    )
  }

  private func presentFlow(
    _ findings: Findings,
    _ network: Census,
    on page: inout Page
  ) throws {
    let pictures = zip(network.blocks, findings.firstChannels).map { block, channel in
      let (low, high) = (channel.values.min() ?? 0, channel.values.max() ?? 1)
      return Panel(
        Bitmap(array: channel, range: low...max(high, low + 1e-6)),
        label: block.name,
        note: "\(block.shape[1])²"
      )
    }
    try page.figure(
      "flow",
      ImageGrid.row(
        [Panel(Bitmap(array: findings.digit, range: 0...1), label: "z", note: "28²")] + pictures
      ),
      alt:
        "One channel after each block of a network with random weights: the digit is coarser and "
        + "coarser until it is a single square, and on the way up it is a digit again, by way of "
        + "the skip connections alone."
    )
  }

  private func presentCosts(_ network: Census, on page: inout Page) throws {
    let shown = network.blocks.filter { $0.parameterCount > 0 }
    func chart(_ title: String, _ share: (Census.Block) -> Double) -> BarChart {
      BarChart(
        shown.map { BarChart.Bar($0.name, share($0), series: $0.name == "unflatten" ? 2 : 0) },
        title: title,
        digits: 1,
        limit: 45
      )
    }
    try page.figure(
      "parameters",
      chart("per cent of the parameters") {
        100 * Double($0.parameterCount) / Double(network.parameterCount)
      },
      alt: "The unflatten block alone has about two fifths of all parameters."
    )
    try page.figure(
      "work",
      chart("per cent of the multiplications") {
        100 * Double($0.multiplicationCount) / Double(network.multiplicationCount)
      },
      alt:
        "The blocks at 28 by 28 pixels do most of the work, and the unflatten block next to none."
    )
    let unflatten = network["unflatten"]
    let share = Double(unflatten.parameterCount) / Double(network.parameterCount)
    let work = Double(unflatten.multiplicationCount) / Double(network.multiplicationCount)
    page.value("unflattenCount", Double(unflatten.parameterCount), digits: 0)
    page.value("unflattenPercent", 100 * share, digits: 1, unit: "%")
    page.value("unflattenWorkPercent", 100 * work, digits: 1, unit: "%")
    page.value("parameterCount", Double(network.parameterCount), digits: 0)
    page.value("kernel3Count", Double(network.parameterCountWithKernel3), digits: 0)
    let large = ["enter", "up2", "leave", "project"].reduce(0) {
      $0 + network[$1].multiplicationCount
    }
    let largeShare = Double(large) / Double(network.multiplicationCount)
    page.value("fullSizeWorkPercent", 100 * largeShare, digits: 0, unit: "%")
    page.value("megaMultiplications", Double(network.multiplicationCount) / 1e6, digits: 0)
  }

  private func presentWidths(_ networks: [Census], on page: inout Page) {
    page.table(
      "widths",
      columns: [
        "D", "parameters", "with kernels of 3", "of them unflatten", "million multiplications",
      ],
      rows: networks.map { network in
        [
          "\(network.channels)", Double(network.parameterCount).fixed(0),
          Double(network.parameterCountWithKernel3).fixed(0),
          Double(network["unflatten"].parameterCount).fixed(0),
          (Double(network.multiplicationCount) / 1e6).fixed(1),
        ]
      }
    )
    let growth = zip(networks, networks.dropFirst()).map {
      Double($1.parameterCount) / Double($0.parameterCount)
    }
    page.value("growth", growth.last ?? 1, digits: 2)
  }
}
