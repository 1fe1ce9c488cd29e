import Arrays
import Datasets
import Drawing
import Plotting

/// One or two figures of every kind, with long names, empty titles and odd numbers among them.
enum Gallery {
  static let figures: [(name: String, figure: any Figure)] = [
    ("curves", curves), ("long names", longNames), ("grid", grid), ("row", row), ("map", map),
    ("square map", squareMap), ("histogram", histogram), ("bars", bars), ("named bars", namedBars),
    ("strip", strip), ("network", network), ("chain", chain),
  ]

  static func picture(_ side: Int, seed: UInt64) -> Bitmap {
    var stream = RandomStream(seed: seed, "gallery")
    return Bitmap(array: .randomNormal(shape: [3, side, side], using: &stream))
  }

  static let curves = LinePlot(
    x: Axis("timestep t", ticks: [0, 250, 500, 750, 999]),
    y: Axis("share kept, ᾱ"),
    series: [
      .init("cosine", x: [0, 250, 500, 750, 999], y: [1, 0.85, 0.49, 0.14, 0]),
      .init("linear", x: [0, 250, 500, 999], y: [1, 0.52, 0.08, 0.0001], style: .dashed),
    ],
    bands: [.init(lower: [Point(0, 0.9), Point(999, 0)], upper: [Point(0, 1), Point(999, 0.1)])],
    references: [.horizontal(0.5, label: "one half"), .vertical(990, label: "the last steps")],
    marks: [
      .init(Point(0, 1), label: "1.000"), .init(Point(999, 0), label: "0.000", isDropped: true),
    ]
  )

  static let longNames = LinePlot(
    x: Axis("training step", scale: .logarithmic),
    y: Axis("mean squared error", scale: .logarithmic),
    series: (0..<5).map { index in
      .init(
        "a network with a long name, number \(index)",
        x: (1...400).map { Double($0 * 10) },
        y: (1...400).map { 3 / Double($0 + index) }
      )
    } + [.init("nothing", points: [Point(.nan, 1), Point(5, -1)], style: .points)]
  )

  static let row = ImageGrid.row(
    (0..<7).map { Panel(picture(28, seed: $0), label: "σ = 0.\($0)", note: "\($0 * 3).25 dB") }
  )

  static let grid = ImageGrid(
    rows: [0, 1].map { row in
      (0..<5).map { Panel(picture(8, seed: UInt64($0 + row)), label: "unbreakable-label-\($0)") }
    },
    rowTitles: ["Noisy", "Denoised"],
    columnTitles: ["a", "b", "c", "d", "a long column title"]
  )

  static let map = HeatMap(
    NDArray((0..<600).map { Float($0) }, shape: [20, 30]),
    rows: .init("blur σ, pixels", (0..<20).map { "\($0).25" }),
    columns: .init("timestep t", (0..<30).map { "\($0 * 33)" }),
    valueTitle: "PSNR of the best of all the blurs that were tried, dB",
    ridge: (0..<30).map { .init(row: $0 / 2, column: $0) },
    marked: [.init(row: 0, column: 0), .init(row: 19, column: 29)]
  )

  static let squareMap = HeatMap(
    NDArray([1, 2, .nan, 4], shape: [2, 2]),
    rows: .init("", ["a", "b"]),
    columns: .init("", ["a", "b"]),
    valueTitle: "share",
    isTopDown: true
  )

  static let histogram = Histogram(
    x: Axis("pixel value"),
    groups: [
      .init("before", values: (0..<900).map { Float($0 % 30) / 10 }),
      .init("after", values: (0..<900).map { Float($0 % 17) / 5 }), .init("none", values: []),
    ],
    curve: [Point(0, 0.1), Point(3, 0.5)],
    curveName: "expected"
  )

  static let bars = BarChart(
    [.init("blur", 18.3, interval: 17...20), .init("UNet", 24, interval: 23...25, series: 1)],
    title: "PSNR, dB",
    digits: 1
  )

  static let namedBars = BarChart(
    [.init("the one with a rather long name", 3.8), .init("the loss", -1.1, series: 2)],
    title: "change, percent"
  )

  static let strip = FilmStrip(
    (0..<23).map { .init(picture(6, seed: $0), label: "\(1000 - Int($0) * 43)") },
    title: "timestep t"
  )

  static let network = BlockDiagram(
    [
      .init("in", "Image", lines: ["1 × 28 × 28"], column: 0),
      .init("down", "DownBlock", lines: ["64 × 14 × 14"], column: 1, row: 0, series: 0),
      .init("deep", "Bottleneck", lines: ["128 × 7 × 7"], column: 2, row: 1, series: 1),
      .init("up", "UpBlock", lines: ["64 × 14 × 14"], column: 3, row: 0, series: 2),
      .init("out", "Noise", lines: ["1 × 28 × 28"], column: 4),
    ],
    arrows: [
      .init("in", "down"), .init("down", "deep"), .init("deep", "up"), .init("up", "out"),
      .init("down", "up", label: "concat", isSkip: true),
    ]
  )

  static let chain = BlockDiagram(
    (0..<7).map { .init("\($0)", "Layer\($0)", lines: ["3 × 3"], column: $0) },
    arrows: (1..<7).map { .init("\($0 - 1)", "\($0)") } + [
      .init("0", "6", label: "all the way", isSkip: true),
      .init("1", "5", label: "part", isSkip: true),
    ]
  )
}
