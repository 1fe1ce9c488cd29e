@testable import Arrays
import Foundation
import TestSupport
import Testing

@Suite struct GaussianTests {
  private let places = Array(stride(from: Float(-87.25), through: 87.9, by: 0.0625))

  @Test func theExponentialIsExactOverItsRange() {
    let values = mapped(places) { Gaussian.exponential($0) }
    // One rounding of the fraction, one of the polynomial's last step.
    expectClose(array(values), array(places.map { Float(exp(Double($0))) }), relative: 2.5e-7)
  }

  @Test func theExponentialOfZeroIsOne() {
    #expect(mapped([0, -0.0]) { Gaussian.exponential($0) } == [1, 1])
  }

  /// Beyond the range the result stays where the range ends.
  @Test func theExponentialStaysAtTheEndsOfItsRange() {
    let far: [Float] = [-87.3, -88, -1e3, -1e30, -.infinity]
    let small = mapped(far) { Gaussian.exponential($0) }
    #expect(small.allSatisfy { $0 >= 0 && $0 < 1.3e-38 }, "\(small)")
    let large = mapped(far.map { -$0 + 1 }) { Gaussian.exponential($0) }
    #expect(large.allSatisfy { $0 > 1.6e38 && $0.isFinite }, "\(large)")
  }

  @Test func theDistributionIsExactInBothTails() {
    let x = Array(stride(from: Float(-12), through: 12, by: 0.015625))
    let cumulative = mapped(x) { Gaussian.distribution($0).cumulative }
    let density = mapped(x) { Gaussian.distribution($0).density }
    let half = 0.5.squareRoot()
    let expected = x.map { Float(erfc(-Double($0) * half) / 2) }
    let bell = x.map { Float(exp(-Double($0) * Double($0) / 2) / (2 * Double.pi).squareRoot()) }
    // At ±12 the exponent of e is -72, and its last digit is worth 72 · 6e-8 of the result.
    expectClose(array(cumulative), array(expected), relative: 1e-5)
    expectClose(array(density), array(bell), relative: 1e-5)
    // Where probabilities are not small, they are right to the last digits.
    expectClose(array(cumulative), array(expected), absolute: 1.5e-7)
  }

  @Test func theDistributionNeverFallsOutsideItsBounds() {
    let x: [Float] = [-1e18, -100, -20, -0.0, 0, 20, 100, 1e18]
    let cumulative = mapped(x) { Gaussian.distribution($0).cumulative }
    #expect(cumulative.allSatisfy { (0...1).contains($0) }, "\(cumulative)")
    #expect(cumulative.suffix(3) == [1, 1, 1])
    #expect(cumulative.prefix(3).allSatisfy { $0 < 1e-37 })
  }

  /// Applies a function of vectors to numbers; the last vector is filled up with zeros.
  private func mapped(_ values: [Float], _ function: (Vector) -> Vector) -> [Float] {
    var result: [Float] = []
    for first in stride(from: 0, to: values.count, by: vectorWidth) {
      let part = values[first..<min(values.count, first + vectorWidth)]
      var vector = Vector.zero
      for (lane, value) in part.enumerated() { vector[lane] = value }
      let mapped = function(vector)
      result += part.indices.map { mapped[$0 - first] }
    }
    return result
  }
}
