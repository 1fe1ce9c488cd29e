public import Arrays

/// A row of a set and how far it is.
public struct Neighbour: Codable, Hashable, Sendable {
  /// The row's place in the set.
  public let index: Int

  /// The Euclidean distance.
  public let distance: Double
}

/// Finds the nearest row of a set for each row of a batch.
///
/// - Parameters:
///   - queries: `[M, …]`.
///   - set: `[N, …]`, rows of the same size.
/// - Returns: `M` neighbours; the first of several that are equally near.
/// - Precondition: The set is not empty, and the rows are of one size.
public func nearestNeighbours(of queries: NDArray, in set: NDArray) -> [Neighbour] {
  let norms = squaredNorms(of: set)
  // So many at a time that the table of products stays small.
  return stride(from: 0, to: queries.shape[0], by: 128).flatMap { first in
    let block = queries[first..<min(first + 128, queries.shape[0])]
    let count = block.shape[0]
    let products = innerProducts(set, block)
    return (0..<count).map { row in
      var best = (index: 0, score: Double.infinity)
      for index in norms.indices {
        let score = norms[index] - 2 * Double(products.values[index * count + row])
        if score < best.score { best = (index, score) }
      }
      return Neighbour(index: best.index, distance: distance(block[row], set[best.index]))
    }
  }
}

/// Returns the mean Euclidean distance of all pairs of rows, 0 where all are the same.
///
/// - Parameter batch: `[N, …]`.
/// - Returns: The mean, each pair counted once.
/// - Precondition: There are at least two rows.
public func meanPairwiseDistance(of batch: NDArray) -> Double {
  precondition(batch.shape[0] >= 2, "a batch of shape \(batch.shape) has no pairs")
  let count = batch.shape[0]
  let norms = squaredNorms(of: batch)
  let products = innerProducts(batch, batch)
  var sum = 0.0
  for row in 0..<count {
    for column in 0..<row {
      let square = norms[row] + norms[column] - 2 * Double(products.values[row * count + column])
      sum += max(0, square).squareRoot()
    }
  }
  return sum / Double(count * (count - 1) / 2)
}

private func squaredNorms(of batch: NDArray) -> [Double] {
  let stride = batch.count / batch.shape[0]
  return (0..<batch.shape[0]).map { row in
    batch.values[row * stride..<(row + 1) * stride].reduce(0) { $0 + Double($1) * Double($1) }
  }
}

private func distance(_ first: NDArray, _ second: NDArray) -> Double {
  zip(first.values, second.values).reduce(0) { sum, pair in
    let difference = Double(pair.0) - Double(pair.1)
    return sum + difference * difference
  }.squareRoot()
}
