/// The losses of a training as a curve of few points: what findings keep of thousands of batches.
///
/// The first batches stand by themselves, because there the loss falls fast; after that a point is the
/// mean of a stretch of batches.
public struct LossCurve: Codable, Hashable, Sendable {
  /// The middle of each stretch, in batches since the beginning, counted from 1.
  public let steps: [Double]

  /// The mean loss of each stretch.
  public let losses: [Double]

  /// The number of batches in a stretch after the first batches.
  public let stretch: Int
}

extension TrainingRecord {
  /// Returns the losses as a curve.
  ///
  /// - Parameters:
  ///   - first: How many batches stand by themselves.
  ///   - rest: At most how many points the others are gathered to.
  /// - Returns: The curve; no points for a record of nothing.
  public func curve(first: Int = 50, rest: Int = 250) -> LossCurve {
    let stretch = max(1, (entries.count - first + rest - 1) / rest)
    let starts =
      Array(0..<min(first, entries.count))
      + Array(stride(from: first, to: entries.count, by: stretch))
    let stretches = starts.map { start in
      entries[start..<(start < first ? start + 1 : min(entries.count, start + stretch))]
    }
    return LossCurve(
      steps: stretches.map { Double($0.startIndex + 1 + $0.endIndex) / 2 },
      losses: stretches.map { Self.mean($0) },
      stretch: stretch
    )
  }

  /// Returns the mean loss of the last batches, or of all where there are not so many.
  ///
  /// - Precondition: The record holds a batch.
  public func finalLoss(over count: Int = 100) -> Double { Self.mean(entries.suffix(count)) }

  /// What is known of each epoch: the mean of its losses and its learning rate.
  public var epochs: [(epoch: Int, loss: Double, learningRate: Float)] {
    Dictionary(grouping: entries, by: \.epoch).sorted { $0.key < $1.key }.map { epoch, entries in
      (epoch, Self.mean(entries[...]), entries[0].learningRate)
    }
  }

  private static func mean(_ entries: ArraySlice<Entry>) -> Double {
    precondition(!entries.isEmpty, "no batches have no mean loss")
    return entries.reduce(0) { $0 + Double($1.loss) } / Double(entries.count)
  }
}
