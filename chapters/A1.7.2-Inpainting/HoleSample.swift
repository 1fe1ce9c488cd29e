import Arrays
import Datasets

/// The pictures on which ways of filling holes are compared: those of the page, each with its own hole,
/// and painted ones with a hole in the middle.
struct HoleSample {
  let pictures: NDArray
  let masks: NDArray

  /// The number of pictures of the page.
  let shownCount: Int
  private let seams: [Seam]

  init(originals: NDArray, masks: NDArray, scenes: [PaintedScene]) throws {
    let side = originals.shape[3]
    let middle = try Hole.mask(of: Hole.middle, side: side)
    pictures = .joined([originals, ScenePainter.pictures(of: scenes, side: side)])
    self.masks = .joined([masks] + scenes.map { _ in middle })
    shownCount = originals.shape[0]
    seams = (0..<self.masks.shape[0]).map { [masks = self.masks] in Seam(of: masks[$0]) }
  }

  /// Returns the jumps at the seams of all pictures.
  func jumps(in pictures: NDArray) -> [Double] {
    seams.enumerated().map { $1.jump(in: pictures[$0]) }
  }

  /// Returns the places of a batch: the first has the pictures of the page as well.
  func places(ofBatch batch: Int, count: Int) -> Range<Int> {
    (batch == 0 ? 0 : shownCount + count * batch)..<shownCount + count * (batch + 1)
  }
}
