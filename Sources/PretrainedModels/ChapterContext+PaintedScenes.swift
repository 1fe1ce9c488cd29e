public import Datasets
public import Notebook

extension ChapterContext {
  /// Returns scenes of the painted world to measure on, of a series that no training has seen.
  ///
  /// - Parameter places: Their places in the series, which the parameter `seed` sets.
  /// - Returns: The scenes, the same for all chapters of a seed.
  /// - Precondition: The chapter declares an integer parameter `seed`.
  public func paintedScenes(_ places: Range<Int>) -> [PaintedScene] {
    places.map { PaintedScene(at: $0, seed: UInt64(3_000_000 + integer("seed"))) }
  }
}
