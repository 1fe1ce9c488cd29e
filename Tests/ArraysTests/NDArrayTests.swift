import Arrays
import Foundation
import TestSupport
import Testing

@Suite struct NDArrayTests {
  @Test func arithmeticIsElementByElement() {
    let a = NDArray([1, 2, 3, 4], shape: [2, 2])
    let b = NDArray([10, 20, 30, 40], shape: [2, 2])
    expectClose(2 * a + b, NDArray([12, 24, 36, 48], shape: [2, 2]))
    expectClose(b / 10 - a, NDArray(repeating: 0, shape: [2, 2]))
    #expect((a * a).mean() == 7.5)
    #expect(b[1] == NDArray([30, 40], shape: [2]))
  }

  @Test func everyNumberReadsBackAsItWas() throws {
    let values: [Float] = [
      0, -0.0, .pi, .leastNonzeroMagnitude, .infinity, -.greatestFiniteMagnitude,
    ]
    let array = NDArray(values, shape: [2, 3])
    let read = try JSONDecoder().decode(NDArray.self, from: JSONEncoder().encode(array))
    #expect(read.shape == [2, 3])
    #expect(read.values.map(\.bitPattern) == values.map(\.bitPattern))
  }

  @Test func bytesThatDoNotFillTheShapeAreRefused() {
    let text = #"{"shape":[2],"float32":"AAAAAA=="}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(NDArray.self, from: Data(text.utf8))
    }
  }

  @Test func shapesThatDoNotMatchStopTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = NDArray([1, 2], shape: [2]) + NDArray([1], shape: [1])
    }
    await #expect(processExitsWith: .failure) { _ = NDArray([1, 2], shape: [3]) }
  }
}
