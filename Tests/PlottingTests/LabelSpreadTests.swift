import Arrays
import Testing

@testable import Plotting

@Suite struct LabelSpreadTests {
  @Test func labelsKeepTheirDistanceTheirOrderAndTheRange() {
    var stream = RandomStream(seed: 1, "labels")
    for count in 1...12 {
      let desired = (0..<count).map { _ in Double(stream.nextUniform()) * 240 - 20 }
      let places = LabelSpread.places(desired, spacing: 16, in: 0...200)
      #expect(places.allSatisfy { $0 >= -1e-9 && $0 <= 200 + 1e-9 })
      let order = desired.indices.sorted { desired[$0] < desired[$1] }
      for (upper, lower) in zip(order, order.dropFirst()) {
        #expect(places[lower] - places[upper] >= 16 - 1e-9)
      }
    }
  }

  @Test func labelsWithRoomStayWhereTheyAre() {
    #expect(LabelSpread.places([100, 20, 60], spacing: 16, in: 0...200) == [100, 20, 60])
  }

  /// Two labels 4 apart that need 16 each move by 6.
  @Test func labelsThatCollideShareTheMove() {
    #expect(LabelSpread.places([100, 104], spacing: 16, in: 0...200) == [94, 110])
  }

  @Test func tooManyLabelsShareTheRange() {
    let places = LabelSpread.places([5, 5, 5, 5, 5], spacing: 16, in: 0...40)
    #expect(places == [0, 10, 20, 30, 40])
  }
}
