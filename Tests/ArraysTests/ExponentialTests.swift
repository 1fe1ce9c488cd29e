@testable import Arrays
import Foundation
import TestSupport
import Testing

@Suite struct ExponentialTests {
  private let places = Array(stride(from: Float(-87.25), through: 87.9, by: 0.0625))

  @Test func theExponentialIsExactOverItsRange() {
    let values = exponentials(places)
    // One rounding of the fraction, one of the polynomial's last step.
    expectClose(array(values), array(places.map { Float(exp(Double($0))) }), relative: 2.5e-7)
  }

  @Test func theExponentialOfZeroIsOne() {
    #expect(exponentials([0, -0.0]) == [1, 1])
  }

  /// Beyond the range the result stays where the range ends.
  @Test func theExponentialStaysAtTheEndsOfItsRange() {
    let far: [Float] = [-87.3, -88, -1e3, -1e30, -.infinity]
    let small = exponentials(far)
    #expect(small.allSatisfy { $0 >= 0 && $0 < 1.3e-38 }, "\(small)")
    let large = exponentials(far.map { -$0 + 1 })
    #expect(large.allSatisfy { $0 > 1.6e38 && $0.isFinite }, "\(large)")
  }

  /// Applies the function to numbers; the last vector is filled up with zeros.
  private func exponentials(_ values: [Float]) -> [Float] {
    var result: [Float] = []
    for first in stride(from: 0, to: values.count, by: vectorWidth) {
      let part = values[first..<min(values.count, first + vectorWidth)]
      var vector = Vector.zero
      for (lane, value) in part.enumerated() { vector[lane] = value }
      let powers = exponential(vector)
      result += part.indices.map { powers[$0 - first] }
    }
    return result
  }
}
