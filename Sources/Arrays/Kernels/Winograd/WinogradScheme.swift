/// How a convolution splits into short correlations, along either axis alike.
///
/// A 3×3 convolution of stride 1 is one correlation of three taps. A 4×4 convolution of stride 2 and
/// padding 1 takes its taps from odd and from even samples in turn, so it is the sum of two
/// correlations of two taps, each over every second sample; its transpose makes odd and even samples
/// from correlations of their own. In two dimensions phases of both axes combine.
struct WinogradScheme {
  /// One correlation along an axis.
  struct Phase {
    /// The sample under the first tap for the first output.
    let input: Int

    /// The place of the first output.
    let output: Int

    /// The tap that comes first.
    let tap: Int
  }

  /// The steps between samples, between outputs, and between taps.
  let inputStride: Int
  let outputStride: Int
  let tapStride: Int

  /// For each phase of the output the phases of the input that are summed.
  let phases: [[Phase]]

  /// Whether it computes the gradient of a convolution with respect to its input.
  var isTransposed: Bool { tapStride < 0 }

  /// A 3×3 convolution.
  static func three(padding: Int) -> WinogradScheme {
    WinogradScheme(
      inputStride: 1,
      outputStride: 1,
      tapStride: 1,
      phases: [[Phase(input: -padding, output: 0, tap: 0)]]
    )
  }

  /// The gradient of a 3×3 convolution with respect to its input: the filter turned around.
  static func threeTransposed(padding: Int) -> WinogradScheme {
    WinogradScheme(
      inputStride: 1,
      outputStride: 1,
      tapStride: -1,
      phases: [[Phase(input: padding - 2, output: 0, tap: 2)]]
    )
  }

  /// A 4×4 convolution of stride 2 and padding 1.
  static let halving = WinogradScheme(
    inputStride: 2,
    outputStride: 1,
    tapStride: 2,
    phases: [[Phase(input: -1, output: 0, tap: 0), Phase(input: 0, output: 0, tap: 1)]]
  )

  /// The gradient of ``halving`` with respect to its input, which is a transposed convolution.
  static let doubling = WinogradScheme(
    inputStride: 1,
    outputStride: 2,
    tapStride: -2,
    phases: [[Phase(input: -1, output: 0, tap: 3)], [Phase(input: 0, output: 1, tap: 2)]]
  )
}

/// The extent of an image.
struct WinogradExtent {
  let height: Int
  let width: Int
  let channels: Int
}

/// Where the taps of a filter lie: the one from channel `c` to channel `k` in row `y` and column `x`
/// at `y * row + x * column + c * input + k`.
struct WinogradFilterLayout {
  let row: Int
  let column: Int
  let input: Int
}
