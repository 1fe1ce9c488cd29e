import Arrays
import Datasets
import Drawing
import Notebook
import Plotting
import Statistics

extension GuidedSampling {
  func presentAmbigrams(_ findings: Findings, on page: inout Page) throws {
    let ambigrams = findings.ambigrams
    let (upright, turned) = ambigrams.bestPair
    let bitmaps = try ambigrams.rows[upright].first[turned].bitmaps()
    let pictures = try ambigrams.rows.flatMap { try $0.first.map { try $0.bitmaps()[0] } }
    try page.figure(
      "ambigrams",
      ImageGrid.row(
        bitmaps.map { Panel($0, label: "upright") }
          + bitmaps.map { Panel($0.turned(), label: "turned") }
      ),
      alt:
        "Pictures that read as \(upright), and the same pictures turned by half a turn, which read "
        + "as \(turned)."
    )
    try page.figure(
      "ambigram-pictures",
      ImageGrid(
        rows: (0..<10).map { upright in
          (0..<10).map { turned in
            Panel(pictures[10 * upright + turned], label: turned == 0 ? "\(upright)" : "")
          }
        },
        columnTitles: Self.digits
      ),
      alt:
        "A hundred pictures, one for each pair of digits: down the side the digit upright, across "
        + "the digit when turned. Some are both, and many are neither."
    )
    let perPair = findings.setting.perPair
    let count = Double(perPair)
    try page.figure(
      "ambigram-rates",
      HeatMap(
        NDArray(
          ambigrams.successes.joined().map { Float(100 * Double($0) / count) },
          shape: [10, 10]
        ),
        rows: HeatMap.Labels("upright", (0..<10).map(String.init)),
        columns: HeatMap.Labels("turned", (0..<10).map(String.init)),
        valueTitle: "read as both, %",
        range: 0...100,
        isTopDown: true
      ),
      alt:
        "How often both digits are read: a few pairs stand out, and for many pairs it never "
        + "happens."
    )
    let total = Proportion(ambigrams.successes.joined().reduce(0, +), of: 100 * perPair)
    page.value("pairCount", count, digits: 0)
    page.text("bestUpright", "\(upright)")
    page.text("bestTurned", "\(turned)")
    let best = Proportion(ambigrams.successes[upright][turned], of: perPair)
    page.value("bestRate", 100 * best.share, digits: 0, unit: "%")
    page.value("ambigramRate", 100 * total.share, digits: 0, unit: "%")
    page.value("ambigramLow", 100 * total.interval.lowerBound, digits: 0, unit: "%")
    page.value("ambigramHigh", 100 * total.interval.upperBound, digits: 0, unit: "%")
    page.value("sixNine", 100 * Double(ambigrams.successes[6][9]) / count, digits: 0, unit: "%")
    let failing = (0..<100).count { ambigrams.successes[$0 / 10][$0 % 10] == 0 }
    page.value("failingPairs", Double(failing), digits: 0)
  }
}

extension Bitmap {
  /// Returns the picture turned by half a turn.
  fileprivate func turned() -> Bitmap {
    let pixels = stride(from: rgba.count - 4, through: 0, by: -4).flatMap { rgba[$0..<$0 + 4] }
    return Bitmap(width: width, height: height, rgba: pixels)
  }
}
