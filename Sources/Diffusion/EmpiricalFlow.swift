public import Arrays

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The velocity that has the least loss of all on a given set of pictures, in closed form.
///
/// Seen from a point, each picture of the set is as likely the end of the line as normal noise allows:
///
///     u(x, t) = (Σᵢ wᵢ·xᵢ − x) / (1 − t),  wᵢ ∝ exp(−‖x − t·xᵢ‖² / 2(1 − t)²)
///
/// Followed to the end it gives back pictures of the set and nothing else (Bertrand et al. 2025).
public struct EmpiricalFlow: Sendable {
  private let pictures: NDArray
  private let squaredNorms: [Double]

  /// Prepares the field of a set of pictures.
  ///
  /// - Parameter pictures: `[N, …]`.
  /// - Precondition: There is at least one.
  public init(pictures: NDArray) {
    precondition(pictures.count > 0, "a flow to no pictures leads nowhere")
    self.pictures = pictures
    let stride = pictures.count / pictures.shape[0]
    squaredNorms = (0..<pictures.shape[0]).map { index in
      pictures.values[index * stride..<(index + 1) * stride]
        .reduce(0) { $0 + Double($1) * Double($1) }
    }
  }

  /// Returns how likely each picture is the end of the line through a point.
  ///
  /// - Parameters:
  ///   - xt: The points, `[B, …]`.
  ///   - time: In `0..<1`.
  /// - Returns: `[B, N]`; each row adds up to 1.
  /// - Precondition: `time` is below 1.
  public func weights(at xt: NDArray, time: Float) -> NDArray {
    precondition((0..<1).contains(time), "at time \(time) no line is left to choose")
    let (count, total) = (xt.shape[0], squaredNorms.count)
    let products = innerProducts(pictures, xt)  // [N, B]
    let t = Double(time), spread = (1 - t) * (1 - t)
    var weights = [Float](repeating: 0, count: count * total)
    weights.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(count) { row in
        func score(_ index: Int) -> Double {
          (t * Double(products.values[index * count + row]) - t * t * squaredNorms[index] / 2)
            / spread
        }
        var greatest = -Double.infinity
        for index in 0..<total { greatest = max(greatest, score(index)) }
        var sum = 0.0
        for index in 0..<total { sum += exp(score(index) - greatest) }
        for index in 0..<total {
          target[row * total + index] = Float(exp(score(index) - greatest) / sum)
        }
      }
    }
    return NDArray(weights, shape: [count, total])
  }

  /// Returns the velocity at points, `[B, …]`, at a time below 1.
  public func velocity(at xt: NDArray, time: Float) -> NDArray {
    let weights = weights(at: xt, time: time)
    let (count, total) = (weights.shape[0], weights.shape[1])
    let stride = xt.count / count
    var means = [Float](repeating: 0, count: xt.count)
    means.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let target = buffer
      parallelFor(count) { row in
        for index in 0..<total {
          let weight = weights.values[row * total + index]
          guard weight > 0 else { continue }
          for place in 0..<stride {
            target[row * stride + place] += weight * pictures.values[index * stride + place]
          }
        }
      }
    }
    return (NDArray(means, shape: xt.shape) - xt) / (1 - time)
  }
}
