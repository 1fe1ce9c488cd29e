public import Arrays
public import Datasets
import Drawing

extension PromptedModel {
  /// Returns the picture that chapters restore and change, as large as the model makes pictures.
  ///
  /// - Parameter path: A PNG; the campanile is painted where there is none.
  /// - Returns: `[1, 3, S, S]`, values in `-1...1`.
  /// - Throws: ``Datasets/DatasetError`` when the file cannot be used.
  public func picture(_ path: String?) throws(DatasetError) -> NDArray {
    let picture =
      if let path { try Photograph.load(path: path, side: side) } else {
        Photograph.array(of: Campanile.paint(side: side), side: side)
      }
    return picture.reshaped(shape(count: 1))
  }

  /// Returns pictures that are made a few at a time, because more at once would only take memory.
  ///
  /// - Parameters:
  ///   - count: How many, at least one.
  ///   - make: Makes those at some places, `[n, 3, S, S]`.
  /// - Returns: `[count, 3, S, S]`.
  /// - Throws: What `make` throws.
  public func inBatches(
    _ count: Int,
    _ make: (_ places: Range<Int>) throws -> NDArray
  ) rethrows -> NDArray {
    try .joined(
      stride(from: 0, to: count, by: 16).map { try make($0..<min(count, $0 + 16)) }
    )
  }

  /// Returns painted scenes, as large as the model makes pictures.
  ///
  /// - Returns: `[N, 3, S, S]`, values in `-1...1`.
  /// - Precondition: There is at least one scene.
  public func pictures(of scenes: [PaintedScene]) -> NDArray {
    let painted = ScenePainter.pictures(of: scenes)
    guard side != ScenePainter.side else { return painted }
    let resized = scenes.indices.map { index in
      Photograph.array(of: Bitmap(array: painted[index]), side: side)
    }
    return .joined(resized.map { $0.reshaped(shape(count: 1)) })
  }
}

extension PaintedScene {
  /// Returns photographs of the painted world that no model was trained on.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - seed: A chapter's seed; their series has another, so that it is not the training's.
  /// - Returns: The scenes.
  public static func unseenPhotographs(count: Int, seed: Int) -> [PaintedScene] {
    let series = (0...).lazy.map { PaintedScene(at: $0, seed: UInt64(2_000_000 + seed)) }
    return Array(series.filter { $0.medium == .photograph }.prefix(count))
  }
}
