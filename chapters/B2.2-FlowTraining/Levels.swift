import Arrays
import Diffusion
import DigitModels
import Statistics

/// What the loss of a velocity can be at each time, for networks of known kinds.
struct Levels: Codable, Sendable {
  /// The mean variance of a pixel over the training digits: the least loss at time 0.
  var variance: Double

  /// How many training digits the curves below are computed from.
  var count: Int

  /// The least expected loss of a velocity that is linear in the picture, at ``FlowExam/times``.
  var linear: [Double]

  /// The loss of the exact velocity of the training digits, on lines to these and to test digits, at
  /// ``Levels/exactTimes``.
  var exactOnTrain: [Double]
  var exactOnTest: [Double]

  /// Times at which the exact velocity is measured; at 1 it has none.
  static let exactTimes: [Float] = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6]

  /// The number of lines that the exact velocity is measured on.
  static let lineCount = 100

  init(train: NDArray, test: NDArray, random: (String) -> RandomStream) throws {
    let moments = PixelMoments(of: train)
    count = train.shape[0]
    variance = moments.variance
    linear = try parallelMap(FlowExam.times.count) { index in
      linearLoss(of: moments, at: Double(FlowExam.times[index]))
    }
    let flow = EmpiricalFlow(pictures: train)
    func losses(on data: NDArray) -> [Double] {
      var stream = random("lines of the exact velocity")
      return flowLosses(
        on: data[0..<min(Self.lineCount, data.shape[0])],
        at: Self.exactTimes,
        using: &stream,
        velocity: flow.velocity
      ).map { $0.reduce(0, +) / Double($0.count) }
    }
    exactOnTrain = losses(on: train)
    exactOnTest = losses(on: test)
  }
}

/// Returns the least expected loss of a velocity that is linear in the picture.
///
/// For a direction in which pictures have the variance λ it is λ / (t²λ + (1 − t)²), the variance of
/// data − noise given t·data + (1 − t)·noise. The mean over all directions is
///
///     (1 − (1 − t)²·tr(A⁻¹) / d) / t²,  A = t²·C + (1 − t)²·I
///
/// At time 0 it is the mean variance. At time 1 the point says nothing of the noise any more, whose
/// variance is 1; just before, a direction in which no picture varies shows the noise as it is.
func linearLoss(of moments: PixelMoments, at time: Double) -> Double {
  guard time > 0 else { return moments.variance }
  guard time < 1 else { return 1 }
  let (size, rest) = (moments.covariance.size, (1 - time) * (1 - time))
  var matrix = moments.covariance.values.map { $0 * time * time }
  for row in 0..<size { matrix[row * size + row] += rest }
  let trace = CholeskyFactor(of: SymmetricMatrix(matrix, size: size)).traceOfInverse
  return (1 - rest * trace / Double(size)) / (time * time)
}
