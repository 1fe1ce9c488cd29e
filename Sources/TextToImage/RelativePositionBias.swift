import Autodiff
import NeuralNet

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much each head attends to tokens because of how far before or behind they stand.
struct RelativePositionBias: Parameterized {
  /// A number for each class of distances and each head, `[buckets, heads]`.
  var weight: Tensor
  private let maxDistance: Int

  init(_ configuration: T5Configuration, using source: inout some WeightSource) {
    weight = source.uniform(
      shape: [configuration.relativeAttentionNumBuckets, configuration.numHeads],
      bound: 1 / Float(configuration.dModel).squareRoot()
    )
    maxDistance = configuration.relativeAttentionMaxDistance
  }

  /// Returns what is added for each head, token and token that it attends to, `[heads, L, L]`.
  func callAsFunction(length: Int) -> Tensor {
    let buckets = (0..<length * length).map { place in
      bucket(of: place % length - place / length)
    }
    // A row for each pair of tokens is a pixel, and its heads are the channels.
    return embedding(buckets, table: weight)
      .reshaped([1, length * length, weight.shape[1]])
      .images(height: length, width: length)
      .reshaped([weight.shape[1], length, length])
  }

  /// Returns the class of a distance, which is positive towards the end of the text.
  ///
  /// Half of the classes are for either direction. Of these the first half are one distance each, and
  /// the others grow by a constant factor up to the greatest distance. The logarithms are taken in single
  /// precision, as transformers does, because some distances lie on the boundary of two classes.
  func bucket(of distance: Int) -> Int {
    let half = weight.shape[0] / 2, exact = half / 2
    let base = distance > 0 ? half : 0
    let magnitude = abs(distance)
    if magnitude < exact { return base + magnitude }
    let share =
      log(Float(magnitude) / Float(exact)) / Float(log(Double(maxDistance) / Double(exact)))
    return base + min(exact + Int(share * Float(half - exact)), half - 1)
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&weight, named: "weight")
  }
}
