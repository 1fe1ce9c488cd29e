import Arrays
import Datasets

/// What a set of digits is on average, pixel by pixel.
struct DigitStatistics {
  /// The mean and the median digit, `[1, 28, 28]`.
  let mean: NDArray
  let median: NDArray

  /// The mean digit of each class, `[10, 1, 28, 28]`; black where a class has none.
  let classMeans: NDArray

  /// The mean variance of a pixel: the squared error of whoever always answers the mean.
  let pixelVariance: Double

  /// The same around the mean of each digit's own class.
  let withinClassVariance: Double

  init(of digits: Digits) {
    let size = 28 * 28
    var sums = [[Double]](repeating: [Double](repeating: 0, count: size), count: 10)
    var counts = [Int](repeating: 0, count: 10)
    var square = 0.0
    for (index, label) in digits.labels.enumerated() {
      counts[label] += 1
      for pixel in 0..<size {
        let value = Double(digits.images.values[index * size + pixel])
        sums[label][pixel] += value
        square += value * value
      }
    }
    let count = Double(digits.count)
    let total = (0..<size).map { pixel in sums.reduce(0) { $0 + $1[pixel] } }
    let means = zip(sums, counts).map { sums, count in sums.map { $0 / Double(max(1, count)) } }
    // The mean square around a mean is the mean square less the square of the mean.
    pixelVariance = (square - total.reduce(0) { $0 + $1 * $1 / count }) / count / Double(size)
    let explained = zip(sums.joined(), means.joined()).reduce(0) { $0 + $1.0 * $1.1 }
    withinClassVariance = (square - explained) / count / Double(size)
    mean = NDArray(total.map { Float($0 / count) }, shape: [1, 28, 28])
    classMeans = NDArray(means.joined().map { Float($0) }, shape: [10, 1, 28, 28])
    median = Self.median(of: digits.images, size: size)
  }

  private static func median(of images: NDArray, size: Int) -> NDArray {
    let count = images.shape[0]
    var medians = [Float](repeating: 0, count: size)
    medians.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(size) { pixel in
        let values = (0..<count).map { images.values[$0 * size + pixel] }.sorted()
        target[pixel] = (values[(count - 1) / 2] + values[count / 2]) / 2
      }
    }
    return NDArray(medians, shape: [1, 28, 28])
  }
}
