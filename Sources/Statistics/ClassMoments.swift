public import Arrays

/// The mean pictures of a set, overall and by class, and how far its pictures are from them.
///
/// A variance is a mean over pixels, and so the squared error of whoever always answers the mean.
public struct ClassMoments: Sendable {
  /// The mean of all pictures, of the shape of one.
  public let mean: NDArray

  /// The mean of each class, `[K, …]`; zeros where a class has no pictures.
  public let classMeans: NDArray

  /// The variance of all pictures around their mean.
  public let variance: Double

  /// The variance of each class around its own mean; 0 where a class has no pictures.
  public let classVariances: [Double]

  /// The mean of ``classVariances``, each weighed by its number of pictures.
  public let withinClassVariance: Double

  /// Measures pictures, summed in double precision from first to last.
  ///
  /// - Parameters:
  ///   - pictures: `[N, …]`.
  ///   - labels: The class of each, in `0..<classCount`.
  ///   - classCount: The number of classes, `K`.
  /// - Precondition: There is a picture, and a label for each.
  public init(of pictures: NDArray, labels: [Int], classCount: Int = 10) {
    precondition(
      pictures.count > 0 && pictures.shape[0] == labels.count,
      "\(labels.count) labels do not fit pictures of shape \(pictures.shape)"
    )
    let size = pictures.count / labels.count
    var classes = [Sums](repeating: Sums(size: size), count: classCount)
    for (index, label) in labels.enumerated() {
      classes[label].add(pictures.values[index * size..<(index + 1) * size])
    }
    let all = classes.reduce(into: Sums(size: size)) { $0.add($1) }
    let shape = Array(pictures.shape.dropFirst())
    mean = NDArray(all.mean, shape: shape)
    classMeans = NDArray(classes.flatMap(\.mean), shape: [classCount] + shape)
    variance = all.variance
    classVariances = classes.map(\.variance)
    withinClassVariance =
      classes.reduce(0) { $0 + $1.variance * Double($1.count) } / Double(labels.count)
  }
}

/// What the moments of some pictures are made of.
private struct Sums {
  var count = 0
  var pixels: [Double]
  var square = 0.0

  init(size: Int) { pixels = [Double](repeating: 0, count: size) }

  mutating func add(_ picture: ArraySlice<Float>) {
    count += 1
    for (pixel, value) in zip(pixels.indices, picture) {
      pixels[pixel] += Double(value)
      square += Double(value) * Double(value)
    }
  }

  mutating func add(_ other: Sums) {
    count += other.count
    for pixel in pixels.indices { pixels[pixel] += other.pixels[pixel] }
    square += other.square
  }

  var mean: [Float] { pixels.map { Float($0 / Double(max(1, count))) } }

  /// The mean square less the square of the mean.
  var variance: Double {
    guard count > 0 else { return 0 }
    let explained = pixels.reduce(0) { $0 + $1 * $1 } / Double(count)
    return (square - explained) / Double(count * pixels.count)
  }
}
