import Arrays
import Datasets
import Drawing
import Notebook
import PretrainedModels

/// A part of a picture that is painted anew, and what the model is told about the whole.
struct Hole {
  let picture: EditedPicture
  let prompt: String

  /// The outline, in units of one picture.
  let outline: Path

  /// How an author names a mask in its place.
  let parameterName: String

  static let all = [
    Hole(
      picture: .campanile,
      prompt: "a high quality photo",
      outline: .rectangle(Rect(x: 0.34, y: 0, width: 0.34, height: 0.36)),
      parameterName: "mask"
    ),
    Hole(
      picture: .lighthouse,
      prompt: "a photo of a hot air balloon",
      outline: .circle(center: Point(0.77, 0.3), radius: 0.2),
      parameterName: "mask2"
    ),
    Hole(
      picture: .stillLife,
      prompt: "a photo of a cup",
      outline: .roundedRectangle(
        Rect(x: 0.19, y: 0.18, width: 0.48, height: 0.66),
        radius: 0.12
      ),
      parameterName: "mask3"
    ),
  ]

  /// The middle of a picture.
  static let middle = Path.rectangle(Rect(x: 0.25, y: 0.25, width: 0.5, height: 0.5))

  /// A mask of the author's in place of the one drawn.
  var parameter: Parameter {
    .file(parameterName, "A PNG, white where the \(picture.title) is painted anew.")
  }

  /// Returns the mask, `[1, 3, side, side]`: 1 in the hole and 0 around it.
  func mask(side: Int, in context: ChapterContext) throws -> NDArray {
    guard let path = context.file(parameterName) else {
      return try Self.mask(of: outline, side: side)
    }
    let picture = try Photograph.load(path: path, side: side)
    return Self.spread(picture[0].map { $0 > 0 ? 1 : 0 })
  }

  /// Returns an outline as a mask: 1 for each pixel of which it covers a half at least.
  static func mask(of outline: Path, side: Int) throws -> NDArray {
    let canvas = Canvas(.png(scale: Double(side)), size: Size(width: 1, height: 1))
    canvas.fill(outline, with: .white)
    let bitmap = try canvas.bitmap()
    let values = (0..<side * side).map { bitmap.rgba[4 * $0 + 3] >= 128 ? Float(1) : 0 }
    return spread(NDArray(values, shape: [side, side]))
  }

  /// The same for each channel of a picture.
  private static func spread(_ plane: NDArray) -> NDArray {
    NDArray(plane.values + plane.values + plane.values, shape: [1, 3] + plane.shape)
  }
}
