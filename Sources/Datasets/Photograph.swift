public import Arrays
public import Drawing
import Foundation

/// Pictures from outside, in the form that the report's models see them.
public enum Photograph {
  /// Reads a PNG of any size as a square picture.
  ///
  /// The largest square around the centre is kept, and what is transparent stands on white.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - side: The width and height of the result in pixels, at least 1.
  /// - Returns: `[3, side, side]`, values in `-1...1`.
  /// - Throws: ``DatasetError`` when the file cannot be read or is not a sound PNG.
  public static func load(path: String, side: Int) throws(DatasetError) -> NDArray {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw DatasetError(.unreadableFile, path: path)
    }
    do {
      return array(of: try PNG.decode([UInt8](data), path: path), side: side)
    } catch {
      throw DatasetError(.damagedPicture(reason: error.description), path: path)
    }
  }

  /// Returns a picture as a square array: centre-cropped, over white, and reduced by exact areas.
  ///
  /// - Parameters:
  ///   - bitmap: A picture of any size.
  ///   - side: The width and height of the result in pixels, at least 1. A picture smaller than that
  ///     is enlarged to the nearest pixel.
  /// - Returns: `[3, side, side]`, values in `-1...1`.
  public static func array(of bitmap: Bitmap, side: Int) -> NDArray {
    bitmap.croppedToSquare().flattened(over: .white).resized(width: side, height: side).array()
  }
}
