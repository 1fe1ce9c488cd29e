public import Autodiff

/// A table with a row for each of some things, such as classes.
public struct Embedding: Parameterized {
  /// The table, `[K, C]`.
  public var weight: Tensor

  /// Creates a table of standard normal numbers, as PyTorch does.
  public init(_ count: Int, _ features: Int, using source: inout some WeightSource) {
    weight = source.normal(shape: [count, features])
  }

  /// Returns the rows of some indices, `[indices.count, C]`.
  ///
  /// - Precondition: Each index lies in `0..<K`.
  public func callAsFunction(_ indices: [Int]) -> Tensor { embedding(indices, table: weight) }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&weight, named: "weight")
  }
}
