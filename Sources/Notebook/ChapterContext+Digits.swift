public import Datasets

extension ChapterContext {
  /// Returns digits to learn from or to be judged by.
  ///
  /// They are those of MNIST where it was found, and digits that the package draws itself where it was
  /// not; ``Digits/source`` tells which. MNIST's files are compared with the published ones: the page calls them the real ones.
  ///
  /// - Parameters:
  ///   - split: The part.
  ///   - limit: How many, the first ones; all 60,000 or 10,000 where none is given.
  /// - Returns: The digits, in an order that is always the same.
  /// - Throws: ``DatasetError`` when a file is missing, damaged, or not the published one.
  /// - Precondition: The chapter lists ``DataRequirement/mnist`` in ``Chapter/data``.
  public func digits(_ split: MNIST.Split, limit: Int? = nil) throws -> Digits {
    guard let folder = dataFolder(.mnist) else {
      // Of two seeds, so that nobody is judged by what he has learnt.
      return switch split {
      case .train: SyntheticDigits.draw(count: limit ?? 60_000, seed: 1)
      case .test: SyntheticDigits.draw(count: limit ?? 10_000, seed: 2)
      }
    }
    try MNIST.verify(in: folder)
    return try MNIST.load(from: folder, split: split, limit: limit)
  }
}
