public import Arrays
public import Autodiff
public import Datasets

/// Some digits, as one step of a training takes them.
public struct DigitBatch: Sendable {
  /// The pictures, `[N, 1, 28, 28]`; values in `0...1`.
  public let images: Tensor

  /// The digit that each picture shows, in `0...9`; `N` of them.
  public let labels: [Int]
}

extension Digits {
  /// Returns the digits at some places of the set, in their order.
  ///
  /// - Precondition: The places lie in `0..<count`.
  public func batch(at places: some Collection<Int>) -> DigitBatch {
    let size = 28 * 28
    var pixels: [Float] = []
    pixels.reserveCapacity(places.count * size)
    for place in places { pixels += images.values[place * size..<(place + 1) * size] }
    return DigitBatch(
      images: Tensor(NDArray(pixels, shape: [places.count, 1, 28, 28])),
      labels: places.map { labels[$0] }
    )
  }

  /// Returns the places of all digits in a drawn order, cut into batches; the last one may be smaller.
  ///
  /// - Precondition: `size` is at least 1.
  public func shuffledBatches(of size: Int, using stream: inout RandomStream) -> [ArraySlice<Int>] {
    precondition(size >= 1, "a batch has at least one digit, not \(size)")
    let order = Array(0..<count).shuffled(using: &stream)
    return stride(from: 0, to: count, by: size).map { order[$0..<min(count, $0 + size)] }
  }
}
