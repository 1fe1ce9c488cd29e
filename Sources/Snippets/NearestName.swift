extension Sequence where Element == String {
  /// Returns the element that differs from `name` by the fewest edits, if it is near enough to be meant.
  ///
  /// Near means at most a third of the letters (but at least two) inserted, deleted or replaced; of
  /// several equally near ones the first in alphabetical order is returned.
  public func nearest(to name: String) -> String? {
    let candidates = sorted().map {
      ($0, editDistance(from: name.lowercased(), to: $0.lowercased()))
    }
    guard let best = candidates.min(by: { $0.1 < $1.1 }) else { return nil }
    return best.1 <= Swift.max(2, name.count / 3) ? best.0 : nil
  }
}

/// Levenshtein's distance, one row at a time.
private func editDistance(from source: String, to target: String) -> Int {
  let target = Array(target)
  var row = Array(0...target.count)
  for (i, letter) in source.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in target.indices {
      let replaced = diagonal + (letter == target[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[target.count]
}
