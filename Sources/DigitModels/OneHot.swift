public import Arrays

extension NDArray {
  /// Returns a row for each class, 1 at its place and 0 elsewhere, `[N, 10]`.
  ///
  /// - Precondition: Every class lies in `0...9`.
  public static func oneHot(_ labels: [Int]) -> NDArray {
    precondition(
      labels.allSatisfy { (0...9).contains($0) },
      "among \(labels) is none of the ten digits"
    )
    return NDArray(
      labels.flatMap { label in (0..<10).map { $0 == label ? 1 : 0 } },
      shape: [labels.count, 10]
    )
  }

  // snippet.drop-rows
  // snippet.hide
  /// Returns rows of which each has become zeros with some probability, independently.
  ///
  /// - Parameters:
  ///   - probability: In `0...1`.
  ///   - stream: The source of one uniform number for each row.
  /// - Precondition: The array is `[N, …]`.
  // snippet.show
  public func withRowsDropped(
    probability: Float,
    using stream: inout RandomStream
  ) -> NDArray {
    let stride = count / shape[0]
    var kept = values
    for row in 0..<shape[0] where stream.nextUniform() < probability {
      for place in row * stride..<(row + 1) * stride { kept[place] = 0 }
    }
    return NDArray(kept, shape: shape)
  }
  // snippet.end
}
