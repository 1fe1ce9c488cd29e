public import Autodiff

/// A network with one tensor in and one out.
public protocol Layer: Parameterized {
  /// Applies the layer.
  ///
  /// A layer with lifted parameters trains, one with plain parameters infers: normalizations use the
  /// batch's moments in the first case and their running ones in the second.
  func callAsFunction(_ x: Tensor) -> Tensor
}
