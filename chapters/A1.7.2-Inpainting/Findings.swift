import Arrays
import Datasets
import Diffusion

extension Inpainting {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var seed: Int
    var side: Int
    var guidanceScale: Float
    var setting: Setting

    /// The three pictures, what they are called, and with their holes in grey.
    var titles: [String]
    var originals: PictureSheet
    var holes: PictureSheet

    /// Filled by the loop, and by the mistake, from the same noise.
    var right: PictureSheet
    var wrong: PictureSheet

    /// By how much the loop has changed each value.
    var changes: PictureSheet
    var jumps: Jumps
    var surroundings: Surroundings
    var fills: Fills
    var comparison: Comparison

    /// What was to stay, in all of these, and how much of it did not.
    var kept: Kept

    /// The jumps at the seams of the three pictures.
    struct Jumps: Codable, Sendable {
      var original: [Double]
      var right: [Double]
      var wrong: [Double]
    }
  }
}

/// The values outside the holes.
struct Kept: Codable, Sendable {
  /// How many differ from the original, by however little.
  var changed: Int
  var total: Int

  static func + (left: Kept, right: Kept) -> Kept {
    Kept(changed: left.changed + right.changed, total: left.total + right.total)
  }
}

extension Kept {
  /// Compares pictures with their originals; one original, or one mask, stands for all.
  init(of pictures: NDArray, _ originals: NDArray, _ masks: NDArray) {
    self.init(changed: 0, total: 0)
    for (place, value) in pictures.values.enumerated() where masks.values[place % masks.count] == 0
    {
      total += 1
      if value != originals.values[place % originals.count] { changed += 1 }
    }
  }
}

/// Several fills of one hole.
struct Fills: Codable, Sendable {
  var pictures: PictureSheet

  /// The standard deviation of each pixel over the fills, the mean of its channels, `[S, S]`.
  var spread: NDArray

  /// Its mean over the pixels that are 1, 2, … steps away from what is known.
  var spreadByDepth: [Double]

  init(_ fills: NDArray, seam: Seam) {
    pictures = PictureSheet(fills, range: -1...1)
    let (count, area) = (fills.shape[0], fills.shape[2] * fills.shape[3])
    let shown = fills.map { min(1, max(-1, $0)) }
    let spread = (0..<area).map { pixel in
      let deviations = (0..<3).map { channel in
        let values = (0..<count).map { Double(shown.values[($0 * 3 + channel) * area + pixel]) }
        let mean = values.reduce(0, +) / Double(count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(max(1, count - 1))).squareRoot()
      }
      return deviations.reduce(0, +) / 3
    }
    self.spread = NDArray(spread.map(Float.init), shape: Array(fills.shape[2...]))
    spreadByDepth = (1...max(1, seam.depths.max() ?? 1)).map { depth in
      let values = spread.indices.filter { seam.depths[$0] == depth }.map { spread[$0] }
      return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
  }
}
