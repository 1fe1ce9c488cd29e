import Arrays
import Foundation
import Testing

@Suite struct RandomStreamStateTests {
  /// After 0 to 9 numbers: in the middle of a block, and with half of a normal pair kept.
  @Test(arguments: 0..<10)
  func aRestoredStreamGoesOn(count: Int) throws {
    var stream = RandomStream(seed: 0x1234_5678_9abc_def0, "state")
    for index in 0..<count {
      if index.isMultiple(of: 3) { _ = stream.nextWord() } else { _ = stream.nextNormal() }
    }
    let bytes = try JSONEncoder().encode(stream.state)
    var restored = RandomStream(try JSONDecoder().decode(RandomStream.State.self, from: bytes))
    for _ in 0..<20 {
      #expect(restored.nextNormal() == stream.nextNormal())
      #expect(restored.nextWord() == stream.nextWord())
    }
    #expect(restored.state == stream.state)
  }
}
