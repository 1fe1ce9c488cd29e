public import Arrays
public import Autodiff

/// Where a new layer takes the numbers from that it begins with.
public protocol WeightSource {
  /// Returns a tensor of numbers drawn uniformly from `-bound...bound`.
  mutating func uniform(shape: [Int], bound: Float) -> Tensor

  /// Returns a tensor of standard normal numbers.
  mutating func normal(shape: [Int]) -> Tensor
}

/// Random numbers, drawn in the order of a tensor's shape.
extension RandomStream: WeightSource {
  public mutating func uniform(shape: [Int], bound: Float) -> Tensor {
    let count = shape.reduce(1, *)
    var values: [Float] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append((2 * nextUniform() - 1) * bound) }
    return Tensor(NDArray(values, shape: shape))
  }

  public mutating func normal(shape: [Int]) -> Tensor {
    Tensor(NDArray.randomNormal(shape: shape, using: &self))
  }
}

/// No numbers at all, for a network that is about to be loaded: its weights take no memory until then.
public struct UnsetWeights: WeightSource {
  /// Creates the source.
  public init() {}

  public func uniform(shape: [Int], bound: Float) -> Tensor { Tensor(unsetOfShape: shape) }

  public func normal(shape: [Int]) -> Tensor { Tensor(unsetOfShape: shape) }
}
