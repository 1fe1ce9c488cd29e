import Drawing
import Testing

@testable import Plotting

@Suite struct BlockLayoutTests {
  @Test(arguments: [(true, 340.0), (true, 720), (false, 340), (false, 720)])
  func boxesStandApartInsideTheWidth(isNetwork: Bool, width: Double) {
    let layout = BlockLayout(isNetwork ? Gallery.network : Gallery.chain, width: width)
    for (index, box) in layout.boxes.enumerated() {
      #expect(box.rect.x >= 0 && box.rect.maxX <= width + 1e-6)
      #expect(box.rect.y >= 0 && box.rect.maxY <= layout.height + 1e-6)
      for other in layout.boxes.dropFirst(index + 1) {
        #expect(!box.rect.overlaps(other.rect), "\(box.title) over \(other.title)")
      }
    }
  }

  @Test(arguments: [(true, 340.0), (true, 720), (false, 340), (false, 720)])
  func arrowsGoAroundBoxes(isNetwork: Bool, width: Double) {
    let diagram = isNetwork ? Gallery.network : Gallery.chain
    let layout = BlockLayout(diagram, width: width)
    for (arrow, route) in zip(diagram.arrows, layout.routes(of: diagram.arrows)) {
      #expect(route.count >= 2)
      for (start, end) in zip(route, route.dropFirst()) {
        #expect(start.x == end.x || start.y == end.y, "\(arrow) is not upright or level")
        let piece = Rect(
          x: min(start.x, end.x),
          y: min(start.y, end.y),
          width: abs(start.x - end.x),
          height: abs(start.y - end.y)
        ).inset(by: -0.1)
        for box in layout.boxes where ![arrow.from, arrow.to].contains(box.block.id) {
          #expect(!box.rect.overlaps(piece), "\(arrow) crosses \(box.title)")
        }
      }
    }
  }
}
