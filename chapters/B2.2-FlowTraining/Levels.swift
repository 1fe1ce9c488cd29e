import Arrays
import Diffusion

/// What the loss of a velocity can be at each time, for networks of known kinds.
struct Levels: Codable, Sendable {
  /// The mean variance of a pixel over the training digits: the least loss at time 0.
  var variance: Double

  /// How many training digits the curves below are computed from.
  var count: Int

  /// The least expected loss of a velocity that is linear in the picture, at ``FlowTraining/times``.
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
    let covariance = PixelCovariance(train)
    count = train.shape[0]
    variance = PixelCovariance.meanVariance(of: train)
    linear = try parallelMap(FlowTraining.times.count) { index in
      covariance.linearLoss(at: Double(FlowTraining.times[index]))
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

/// How the pixels of pictures vary together.
struct PixelCovariance: Sendable {
  private let size: Int

  /// The covariances row by row.
  private let values: [Double]

  /// Measures pictures, `[N, …]`.
  init(_ pictures: NDArray) {
    let count = pictures.shape[0]
    let size = pictures.count / count
    let means = Self.means(of: pictures)
    var columns = [Float](repeating: 0, count: pictures.count)
    for picture in 0..<count {
      for pixel in 0..<size {
        columns[pixel * count + picture] =
          pictures.values[picture * size + pixel] - Float(means[pixel])
      }
    }
    let centred = NDArray(columns, shape: [size, count])
    values = innerProducts(centred, centred).values.map { Double($0) / Double(count) }
    self.size = size
  }

  /// Returns the mean over pixels of their variance over pictures, `[N, …]`.
  static func meanVariance(of pictures: NDArray) -> Double {
    let means = means(of: pictures)
    var sum = 0.0
    for (place, value) in pictures.values.enumerated() {
      let deviation = Double(value) - means[place % means.count]
      sum += deviation * deviation
    }
    return sum / Double(pictures.count)
  }

  private static func means(of pictures: NDArray) -> [Double] {
    let count = pictures.shape[0]
    var sums = [Double](repeating: 0, count: pictures.count / count)
    for (place, value) in pictures.values.enumerated() { sums[place % sums.count] += Double(value) }
    return sums.map { $0 / Double(count) }
  }

  /// Returns the least expected loss of a velocity that is linear in the picture.
  ///
  /// For a direction in which pictures have the variance λ it is λ / (t²λ + (1 − t)²), the variance of
  /// data − noise given t·data + (1 − t)·noise. The mean over all directions is
  ///
  ///     (1 − (1 − t)²·tr(A⁻¹) / d) / t²,  A = t²·C + (1 − t)²·I
  ///
  /// and at time 0 the mean variance; at time 1 the share of directions in which pictures vary at all,
  /// which is approached at 0.999.
  func linearLoss(at time: Double) -> Double {
    guard time > 0 else {
      return (0..<size).reduce(0) { $0 + values[$1 * size + $1] } / Double(size)
    }
    let t = min(time, 0.999)
    let rest = (1 - t) * (1 - t)
    var matrix = values.map { $0 * t * t }
    for row in 0..<size { matrix[row * size + row] += rest }
    return (1 - rest * Self.traceOfInverse(&matrix, size) / Double(size)) / (t * t)
  }

  /// Returns tr(A⁻¹) of a symmetric positive definite matrix, which is overwritten.
  ///
  /// By Cholesky's A = LLᵀ the trace is the sum of the squares of L⁻¹.
  private static func traceOfInverse(_ matrix: inout [Double], _ size: Int) -> Double {
    var sum = 0.0
    matrix.withUnsafeMutableBufferPointer { a in
      for k in 0..<size {
        let root = a[k * size + k].squareRoot()
        for j in k..<size { a[k * size + j] /= root }
        for row in k + 1..<size {
          let factor = a[k * size + row]
          for column in row..<size { a[row * size + column] -= factor * a[k * size + column] }
        }
      }
      // Row k of the upper factor U = Lᵀ is done; solve Uᵀ·y = e for each unit vector.
      var y = [Double](repeating: 0, count: size)
      for unit in 0..<size {
        for k in unit..<size { y[k] = k == unit ? 1 : 0 }
        for k in unit..<size {
          let value = y[k] / a[k * size + k]
          sum += value * value
          for column in k + 1..<size { y[column] -= value * a[k * size + column] }
        }
      }
    }
    return sum
  }
}
