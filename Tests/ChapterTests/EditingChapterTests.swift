import Arrays
import Testing

@testable import ImageToImageChapter
@testable import InpaintingChapter

@Suite struct EditingChapterTests {
  /// A hole of 3 by 3 in the middle of 5 by 5 pixels.
  private let seam: Seam = {
    let plane = (0..<25).map { (1...3).contains($0 / 5) && (1...3).contains($0 % 5) ? Float(1) : 0 }
    return Seam(of: NDArray(plane + plane + plane, shape: [3, 5, 5]))
  }()

  @Test func aSeamIsAllPairsAcrossTheBorder() {
    #expect(seam.pairs.count == 12)
    #expect(seam.depths.filter { $0 == 1 }.count == 8)
    #expect(seam.depths[12] == 2 && seam.depths[0] == 0)
  }

  /// Where the hole is brighter by 0.5 every pair differs by it; what lies deeper does not count.
  @Test func theJumpIsTheStepAtTheBorder() {
    let plane = seam.depths.map { $0 == 0 ? Float(0) : $0 == 1 ? 0.5 : 9 }
    let picture = NDArray(plane + plane + plane, shape: [3, 5, 5])
    #expect(abs(seam.jump(in: picture) - 0.5) < 1e-6)
    #expect(seam.jump(in: NDArray(repeating: 1, shape: [3, 5, 5])) == 0)
  }

  @Test func whatIsKeptIsComparedOutsideTheMaskAlone() {
    let mask = NDArray([0, 1, 0, 0], shape: [1, 1, 2, 2])
    let original = NDArray([1, 2, 3, 4], shape: [1, 1, 2, 2])
    let pictures = NDArray([1, 9, 3, 4, 1, 9, 3, 5], shape: [2, 1, 2, 2])
    let kept = Kept(of: pictures, original, mask)
    #expect(kept.changed == 1 && kept.total == 6)
  }

  /// From 1 at 0 to 0 at 10 the line passes 0.3 at 7.
  @Test func aCrossingLiesOnTheLineBetweenTwoPoints() {
    let found = crossing(of: [(0, 1), (10, 0), (20, 1)], below: 0.3)
    #expect(abs((found ?? 0) - 7) < 1e-9)
    #expect(crossing(of: [(0, 1), (10, 0.5)], below: 0.3) == nil)
  }
}
