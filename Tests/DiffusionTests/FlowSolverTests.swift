import Arrays
import Diffusion
import Foundation
import TestSupport
import Testing

@Suite struct FlowSolverTests {
  private func noise(_ count: Int) -> NDArray {
    var stream = RandomStream(seed: 4, "flow")
    return .randomNormal(shape: [2, count], using: &stream)
  }

  /// A constant field has straight ways: any number of steps arrives at noise + field.
  @Test(arguments: FlowSolver.allCases, [1, 4, 16])
  func aConstantFieldIsFollowedExactly(solver: FlowSolver, stepCount: Int) {
    let noise = noise(5)
    let field = NDArray((0..<10).map { Float($0) / 4 }, shape: [2, 5])
    let path = followFlow(from: noise, stepCount: stepCount, solver: solver) { _, _ in field }
    #expect(path.points.count == stepCount + 1)
    expectClose(path.end, noise + field, absolute: 2e-6)
    #expect(path.lengthRatios.allSatisfy { abs($0 - 1) < 1e-5 })
    #expect(path.straightness.allSatisfy { $0 < 1e-10 })
  }

  /// dx/dt = x has the solution e·x₀, and half the step divides the error by 2 to the order.
  @Test(arguments: zip(FlowSolver.allCases, [1.0, 2, 4]))
  func theErrorFallsWithTheSolversOrder(solver: FlowSolver, order: Double) {
    func error(_ stepCount: Int) -> Double {
      let one = NDArray([1], shape: [1, 1])
      let end = followFlow(from: one, stepCount: stepCount, solver: solver) { x, _ in x }.end
      return abs(Double(end.values[0]) - M_E)
    }
    // At 2 and 4 steps the error of the fourth order is still far above single precision.
    let measured = log2(error(2) / error(4))
    #expect(abs(measured - order) < 0.35, "order \(measured)")
  }

  /// By hand for dx/dt = t: Euler's sum over 0, ¼, ½, ¾ is 0.375, the others find ½.
  @Test(arguments: zip(FlowSolver.allCases, [0.375, 0.5, 0.5] as [Float]))
  func timesRunFromZeroToOneStepBeforeTheEnd(solver: FlowSolver, expected: Float) {
    let start = NDArray([0], shape: [1, 1])
    let path = followFlow(from: start, stepCount: 4, solver: solver) { _, time in
      NDArray([time], shape: [1, 1])
    }
    #expect(abs(path.end.values[0] - expected) < 1e-6)
  }

  @Test(arguments: FlowSolver.allCases)
  func evaluationsAreCountedRight(solver: FlowSolver) {
    var count = 0
    _ = followFlow(from: noise(3), stepCount: 5, solver: solver) { x, _ in
      count += 1
      return x
    }
    #expect(count == 5 * solver.evaluationsPerStep)
  }

  /// By hand: two sides of a unit square, whose diagonal is √2.
  @Test func aDetourIsAsMuchLongerAsItIs() {
    let points = [[0, 0], [1, 0], [1, 1]].map { NDArray($0, shape: [1, 2]) }
    let path = FlowPath(points: points)
    #expect(abs(path.lengthRatios[0] - 2.0.squareRoot()) < 1e-6)
    // The chord is (1, 1), the velocities (2, 0) and (0, 2): each is off by (1, 1) in squares.
    #expect(abs(path.straightness[0] - 1) < 1e-6)
  }

  @Test func noStepsAreAProgrammerError() async {
    await #expect(processExitsWith: .failure) {
      _ = followFlow(from: NDArray([0], shape: [1, 1]), stepCount: 0) { x, _ in x }
    }
  }
}
