public import Arrays
public import Drawing

/// Paints scenes, 64 pixels wide and high.
///
/// A scene is drawn as shapes at twice that size, its subject apart from what is behind it, and then
/// finished pixel by pixel in the manner of its medium. One scene gives the same pixels everywhere.
public enum ScenePainter {
  /// The width and height of a picture in pixels.
  public static let side = 64

  /// Returns the picture of a scene.
  public static func paint(_ scene: PaintedScene) -> Bitmap {
    var stream = RandomStream(seed: scene.seed, names: scene.streamNames)
    let layers = SceneLayers(of: scene, side: 2 * side, using: &stream)
    let finished =
      switch scene.medium {
      case .oilPainting: layers.oilPainting(using: &stream)
      case .watercolor: layers.watercolor(using: &stream)
      case .pencilDrawing: layers.pencilDrawing(using: &stream)
      case .lithograph: layers.lithograph(using: &stream)
      case .photograph: layers.photograph(using: &stream)
      }
    return finished.halved().bitmap
  }

  /// Paints many scenes.
  ///
  /// - Parameters:
  ///   - scenes: What they show.
  ///   - side: Their width and height S in pixels; those other than 64 are reduced or enlarged.
  /// - Returns: The pictures, `[N, 3, S, S]`, values in `-1...1`.
  public static func pictures(of scenes: [PaintedScene], side: Int = ScenePainter.side) -> NDArray {
    let size = 3 * side * side
    var values = [Float](repeating: 0, count: scenes.count * size)
    values.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(scenes.count) { index in
        let picture = paint(scenes[index]).resized(width: side, height: side).array().values
        for (place, value) in picture.enumerated() { target[index * size + place] = value }
      }
    }
    return NDArray(values, shape: [scenes.count, 3, side, side])
  }

  /// Paints different pictures of one subject in one medium.
  ///
  /// - Parameters:
  ///   - pair: The subject and the medium.
  ///   - count: How many.
  ///   - seed: The seed of their series.
  ///   - side: Their width and height S in pixels.
  /// - Returns: The pictures, `[N, 3, S, S]`, values in `-1...1`.
  public static func pictures(
    of pair: PaintedScene.Pair,
    count: Int,
    seed: UInt64,
    side: Int = ScenePainter.side
  ) -> NDArray {
    pictures(
      of: (0..<count).map { PaintedScene(at: $0, seed: seed, pair: pair) },
      side: side
    )
  }
}
