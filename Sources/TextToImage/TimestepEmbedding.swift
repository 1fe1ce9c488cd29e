import Arrays
import Autodiff
import NeuralNet

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A number such as a timestep as the network reads it: waves of many frequencies, and two linear maps
/// with an activation between them.
struct TimestepEmbedding: Parameterized {
  var linear1: Linear
  var linear2: Linear
  private let configuration: UNet2DConfiguration

  init(_ configuration: UNet2DConfiguration, using source: inout some WeightSource) {
    let width = configuration.timeEmbeddingDim
    linear1 = Linear(configuration.blockOutChannels[0], width, using: &source)
    linear2 = Linear(width, width, using: &source)
    self.configuration = configuration
  }

  /// Maps N numbers to `[N, T]`.
  func callAsFunction(_ timesteps: [Float]) -> Tensor {
    let waves = sinusoids(
      of: timesteps,
      width: configuration.blockOutChannels[0],
      flipSinToCos: configuration.flipSinToCos,
      freqShift: configuration.freqShift
    )  // [N, C]
    return linear2(activated(linear1(Tensor(waves)), by: configuration.activation))
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&linear1, named: "linear_1")
    visitor.visit(&linear2, named: "linear_2")
  }
}

/// Returns sines and cosines of numbers times frequencies from 1 down to 1/10000.
///
///     tᵢ = t · exp(-ln(10000) · i / (width/2 - freqShift))  (Vaswani et al. 2017, section 3.5)
///
/// All is computed in single precision, as diffusers does, so that large numbers have the same waves.
///
/// - Parameters:
///   - numbers: N numbers.
///   - width: How many waves there are of each number; of an odd width the last is zero.
///   - flipSinToCos: Whether the cosines come first.
///   - freqShift: Is taken from the number of frequencies.
/// - Returns: `[N, width]`.
func sinusoids(of numbers: [Float], width: Int, flipSinToCos: Bool, freqShift: Float) -> NDArray {
  let half = width / 2
  let rate = -Float(log(10_000.0))
  let frequencies = (0..<half).map { exp(rate * Float($0) / (Float(half) - freqShift)) }
  let rows = numbers.flatMap { number in
    let angles = frequencies.map { number * $0 }
    let (sines, cosines) = (angles.map { sin($0) }, angles.map { cos($0) })
    return (flipSinToCos ? cosines + sines : sines + cosines)
      + [Float](repeating: 0, count: width - 2 * half)
  }
  return NDArray(rows, shape: [numbers.count, width])
}
