import Arrays
import Foundation
@testable import Notebook
import TestSupport
import Testing

@Suite struct BlendTests {
  /// What the page's script mixes has to be what Swift computes, to a level of 255.
  @Test func thePageMixesWhatSwiftComputes() throws {
    var stream = RandomStream(seed: 3, "blend")
    let base = NDArray(
      [Float](repeating: 0, count: 48).map { _ in stream.nextUniform() },
      shape: [3, 4, 4]
    )
    let overlay = NDArray.randomNormal(shape: [3, 4, 4], using: &stream)
    let frame = BlendFrame(label: "a", note: "", baseWeight: 0.7, overlayWeight: 0.3)
    let data = BlendData(base: base, overlay: overlay, range: -1...1, frames: [frame])

    let json = try JSONSerialization.jsonObject(with: JSONEncoder().encode(data))
    let fields = try #require(json as? [String: Any])
    let unit = try #require(fields["unit"] as? Double)
    func numbers(_ name: String) throws -> [Double] {
      let bytes = try #require(Data(base64Encoded: fields[name] as? String ?? ""))
      return stride(from: 0, to: bytes.count, by: 2).map { index in
        let word = UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8
        return Double(Int16(bitPattern: word)) * unit
      }
    }
    let weights = try #require((fields["frames"] as? [[Any]])?.first)
    let first = try #require(weights[2] as? Double)
    let second = try #require(weights[3] as? Double)
    let mixed = try zip(numbers("base"), numbers("overlay")).map { Float(first * $0 + second * $1) }
    expectClose(
      NDArray(mixed, shape: [3, 4, 4]),
      0.7 * base + 0.3 * overlay,
      absolute: 2 / 255 / 2
    )
  }
}
