/// Moves labels apart along a line.
enum LabelSpread {
  /// Returns places at least `spacing` apart, in the order of the desired ones and inside `range`,
  /// with the least sum of squared moves; the range wins over closeness, and where the labels do
  /// not fit in it they share it evenly.
  static func places(
    _ desired: [Double],
    spacing: Double,
    in range: ClosedRange<Double>
  ) -> [Double] {
    guard desired.count > 1 else {
      return desired.map { min(max($0, range.lowerBound), range.upperBound) }
    }
    let room = range.upperBound - range.lowerBound
    let spacing = min(spacing, room / Double(desired.count - 1))
    let order = desired.indices.sorted { (desired[$0], $0) < (desired[$1], $1) }

    // With the spacing taken out, what is left is isotonic regression: pool adjacent violators.
    var blocks: [(sum: Double, count: Int)] = []
    for (rank, index) in order.enumerated() {
      blocks.append((desired[index] - Double(rank) * spacing, 1))
      while blocks.count > 1, mean(blocks[blocks.count - 2]) > mean(blocks[blocks.count - 1]) {
        let last = blocks.removeLast()
        blocks[blocks.count - 1].sum += last.sum
        blocks[blocks.count - 1].count += last.count
      }
    }
    let highest = range.upperBound - Double(desired.count - 1) * spacing
    let levels = blocks.flatMap { block in
      let level = min(max(mean(block), range.lowerBound), highest)
      return [Double](repeating: level, count: block.count)
    }
    var result = desired
    for (rank, index) in order.enumerated() {
      result[index] = levels[rank] + Double(rank) * spacing
    }
    return result
  }

  private static func mean(_ block: (sum: Double, count: Int)) -> Double {
    block.sum / Double(block.count)
  }
}
