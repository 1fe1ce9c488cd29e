public import Arrays
import Autodiff
public import NeuralNet

extension Layer {
  /// Applies the network to many pictures, a part of them at a time.
  ///
  /// - Parameter images: `[N, …]`.
  /// - Returns: What the network makes of them, `[N, …]`.
  public func infer(_ images: NDArray) -> NDArray {
    inParts(of: images.shape[0]) { self(Tensor(images[$0])).array }
  }
}

/// Applies a network to so many rows at a time that its activations stay in reach of the caches.
///
/// A network that infers treats each row by itself, so the parts change nothing.
func inParts(of count: Int, _ apply: (Range<Int>) -> NDArray) -> NDArray {
  let part = 64
  return .joined(
    stride(from: 0, to: count, by: part).map { apply($0..<min(count, $0 + part)) }
  )
}
