import Arrays
import Diffusion

/// How far solvers end from the true end of the flow, for as many evaluations of the network.
struct SolverStudy: Codable, Sendable {
  /// The numbers of evaluations.
  static let evaluations = [4, 8, 16, 32, 64]

  /// The steps of Runge and Kutta's method that stands for the truth.
  static let fineStepCount = 64

  /// For each of `FlowSolver.allCases` and each of ``evaluations`` the root mean square of the error,
  /// in units of a pixel.
  var errors: [[Double]]

  init(from noise: NDArray, velocity: (NDArray, Float) -> NDArray) {
    func end(_ solver: FlowSolver, _ stepCount: Int) -> NDArray {
      followFlow(from: noise, stepCount: stepCount, solver: solver, velocity: velocity).end
    }
    let truth = end(.rungeKutta4, Self.fineStepCount)
    errors = FlowSolver.allCases.map { solver in
      Self.evaluations.map { count in
        meanSquaredError(end(solver, count / solver.evaluationsPerStep), truth).squareRoot()
      }
    }
  }
}
