import Arrays
import Datasets

/// The mean digits, overall and by class, and how much digits depart from them.
struct ClassMoments {
  /// `[1, 1, 28, 28]` each; black for a class that does not occur.
  let mean: NDArray
  let means: [NDArray]

  /// Mean variances of a pixel; zero for a class that does not occur.
  let variance: Double
  let variances: [Double]

  /// The mean of the classes' variances, each weighed by its number of digits.
  let withinVariance: Double

  init(of digits: Digits) {
    let size = 28 * 28
    var sums = [Double](repeating: 0, count: 10 * size)
    var squares = [Double](repeating: 0, count: 10)
    var counts = [Double](repeating: 0, count: 10)
    for (index, label) in digits.labels.enumerated() {
      counts[label] += 1
      for pixel in 0..<size {
        let value = Double(digits.images.values[index * size + pixel])
        sums[label * size + pixel] += value
        squares[label] += value * value
      }
    }
    /// The variance is the mean square less the square of the mean.
    func moments(_ sums: [Double], _ squares: Double, _ count: Double) -> ([Double], Double) {
      guard count > 0 else { return (sums, 0) }
      let mean = sums.map { $0 / count }
      let square = mean.reduce(0) { $0 + $1 * $1 }
      return (mean, (squares / count - square) / Double(size))
    }
    func picture(_ mean: [Double]) -> NDArray {
      NDArray(mean.map { Float($0) }, shape: [1, 1, 28, 28])
    }
    let byClass = (0..<10).map { label in
      moments(Array(sums[label * size..<(label + 1) * size]), squares[label], counts[label])
    }
    let total = (0..<size).map { pixel in (0..<10).reduce(0) { $0 + sums[$1 * size + pixel] } }
    let all = moments(total, squares.reduce(0, +), counts.reduce(0, +))
    mean = picture(all.0)
    variance = all.1
    means = byClass.map { picture($0.0) }
    variances = byClass.map(\.1)
    withinVariance =
      zip(variances, counts).reduce(0) { $0 + $1.0 * $1.1 } / counts.reduce(0, +)
  }
}
