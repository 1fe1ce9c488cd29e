public import Arrays
public import Drawing
import Foundation

/// Many pictures of one size in one PNG: what findings keep of samples, with eight bits a number.
public struct PictureSheet: Codable, Hashable, Sendable {
  /// The number of pictures.
  public let count: Int

  /// The pictures one under another, as the bytes of a PNG.
  private let png: Data

  /// Keeps pictures.
  ///
  /// - Parameters:
  ///   - pictures: `[N, C, H, W]`, of one or three channels.
  ///   - range: The values that become black and white; what lies beyond is clipped.
  /// - Precondition: There is at least one.
  public init(_ pictures: NDArray, range: ClosedRange<Float> = 0...1) {
    precondition(
      pictures.shape.count == 4 && pictures.count > 0,
      "an array of shape \(pictures.shape) holds no pictures"
    )
    count = pictures.shape[0]
    let bitmaps = (0..<count).map { Bitmap(array: pictures[$0], range: range) }
    png = Data(PNG.encode(bitmaps.tiled(columns: 1, gap: 0)))
  }

  /// Returns the pictures one by one.
  ///
  /// - Throws: `PNGError` when the bytes are no PNG.
  public func bitmaps() throws -> [Bitmap] {
    let column = try PNG.decode([UInt8](png), path: "a sheet of pictures")
    let size = column.rgba.count / count
    return (0..<count).map { index in
      Bitmap(
        width: column.width,
        height: column.height / count,
        rgba: Array(column.rgba[index * size..<(index + 1) * size])
      )
    }
  }

  /// Returns the pictures in rows, with one transparent pixel between them.
  ///
  /// - Throws: `PNGError` when the bytes are no PNG.
  public func tiled(columns: Int) throws -> Bitmap { try bitmaps().tiled(columns: columns) }
}

extension Sequence<Bitmap> {
  /// Returns pictures of one size in rows, with transparent pixels between them.
  ///
  /// - Precondition: There is at least one picture and one column.
  public func tiled(columns: Int, gap: Int = 1) -> Bitmap {
    let bitmaps = Array(self)
    precondition(columns >= 1 && !bitmaps.isEmpty, "\(bitmaps.count) pictures fill no tiles")
    let (width, height) = (bitmaps[0].width, bitmaps[0].height)
    let rows = (bitmaps.count + columns - 1) / columns
    let across = columns * (width + gap) - gap
    var rgba = [UInt8](repeating: 0, count: across * (rows * (height + gap) - gap) * 4)
    for (index, bitmap) in bitmaps.enumerated() {
      let (left, top) = (index % columns * (width + gap), index / columns * (height + gap))
      for y in 0..<height {
        let target = ((top + y) * across + left) * 4
        rgba.replaceSubrange(
          target..<target + width * 4,
          with: bitmap.rgba[y * width * 4..<(y + 1) * width * 4]
        )
      }
    }
    return Bitmap(width: across, height: rows * (height + gap) - gap, rgba: rgba)
  }
}
