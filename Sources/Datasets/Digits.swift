public import Arrays

/// Pictures of handwritten digits, and what they show.
public struct Digits: Equatable, Sendable {
  /// Where the pictures are from.
  public enum Source: String, Codable, Sendable {
    /// The MNIST database of LeCun, Cortes and Burges.
    case mnist
    /// ``SyntheticDigits``.
    case synthetic
  }

  /// The pictures, `[N, 1, 28, 28]`, white on black; values in `0...1`.
  public var images: NDArray

  /// The digit that each picture shows, in `0...9`; `N` of them.
  public var labels: [Int]

  /// Where the pictures are from.
  public var source: Source

  /// Creates a set of digits.
  ///
  /// - Precondition: `images` has the shape `[N, 1, 28, 28]`, where `N` is the number of labels.
  public init(images: NDArray, labels: [Int], source: Source) {
    precondition(
      images.shape == [labels.count, 1, 28, 28],
      "\(labels.count) digits are pictures [\(labels.count), 1, 28, 28], not \(images.shape)"
    )
    self.images = images
    self.labels = labels
    self.source = source
  }

  /// The number of digits.
  public var count: Int { labels.count }
}
