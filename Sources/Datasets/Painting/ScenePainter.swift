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

  /// Returns the pictures of many scenes, `[N, 3, 64, 64]`, values in `-1...1`.
  public static func pictures(of scenes: [PaintedScene]) -> NDArray {
    let size = 3 * side * side
    var values = [Float](repeating: 0, count: scenes.count * size)
    values.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(scenes.count) { index in
        let picture = paint(scenes[index]).array().values
        for (place, value) in picture.enumerated() { target[index * size + place] = value }
      }
    }
    return NDArray(values, shape: [scenes.count, 3, side, side])
  }
}
