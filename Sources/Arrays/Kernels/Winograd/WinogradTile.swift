/// A fast algorithm for short correlations: `outputs` sums of `taps` products each, with only
/// `points = outputs + taps - 1` multiplications.
///
/// With the matrices of Winograd (1980), applied to a convolution by Lavin and Gray (2016), a tile of
/// the result is `y = Aᵀ[(G g) ⊙ (Bᵀ d)]`, in two dimensions along both axes. Each operation below
/// maps vectors that lie `stride` numbers apart, one vector for each point; channels are its lanes.
///
/// The gradients need no other matrices, because the expression is linear in `g` and in `d`: that of
/// the filter is `Gᵀ[(A y) ⊙ (Bᵀ d)]`.
protocol WinogradTile {
  static var outputs: Int { get }
  static var taps: Int { get }

  /// `G`: from `taps` weights to `points` values.
  static func filter(
    _ g: UnsafePointer<Float>,
    _ stride: Int,
    _ u: UnsafeMutablePointer<Float>,
    _ step: Int
  )

  /// `Gᵀ`: from the gradient of `points` values to that of `taps` weights.
  static func filterGradient(
    _ u: UnsafePointer<Float>,
    _ stride: Int,
    _ g: UnsafeMutablePointer<Float>,
    _ step: Int
  )

  /// `Bᵀ`: from `points` samples to `points` values.
  static func input(
    _ d: UnsafePointer<Float>,
    _ stride: Int,
    _ t: UnsafeMutablePointer<Float>,
    _ step: Int
  )

  /// `Aᵀ`: from `points` products to `outputs` sums, which are handed out one by one.
  static func output(
    _ m: UnsafePointer<Float>,
    _ stride: Int,
    _ put: (_ place: Int, _ sum: Vector) -> Void
  )

  /// `A`: from the gradient of `outputs` sums to `points` values.
  static func outputGradient(
    _ y: UnsafePointer<Float>,
    _ stride: Int,
    _ m: UnsafeMutablePointer<Float>,
    _ step: Int
  )
}

extension WinogradTile {
  static var points: Int { outputs + taps - 1 }
}
