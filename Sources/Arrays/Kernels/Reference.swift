#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Kernels as their definitions have them: what the fast ones are held against.
///
/// They share no step with the kernels that they judge. Each result is one sum in double precision,
/// rounded once.
package enum Reference {
  /// Returns the product of a matrix of `rows` by `depth` and one of `depth` by `columns`.
  package static func matrixProduct(
    _ left: [Float],
    _ right: [Float],
    rows: Int,
    depth: Int,
    columns: Int
  ) -> [Float] {
    var result = [Float](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = 0.0
        for k in 0..<depth {
          sum += Double(left[row * depth + k]) * Double(right[k * columns + column])
        }
        result[row * columns + column] = Float(sum)
      }
    }
    return result
  }
}

/// A convolution is a sum of products of a sample and a weight for each element of its output. The
/// gradients are sums of the same products' other factors, so all three walk over one list.
extension Reference {
  /// Returns the convolution of `x` with `filter`, and a number of `bias` for each output channel.
  package static func forward(
    _ shape: Convolution,
    _ x: [Float],
    filter: [Float],
    bias: [Float]? = nil
  ) -> [Float] {
    var y = [Double](repeating: 0, count: shape.outputCount)
    if let bias {
      for place in y.indices { y[place] = Double(bias[place % shape.outChannels]) }
    }
    forEachProduct(of: shape) { output, sample, weight in
      y[output] += Double(x[sample]) * Double(filter[weight])
    }
    return y.map { Float($0) }
  }

  /// Returns the gradient with respect to the input, given that of the output.
  package static func inputGradient(
    _ shape: Convolution,
    _ outputGradient: [Float],
    filter: [Float]
  ) -> [Float] {
    var gradient = [Double](repeating: 0, count: shape.inputCount)
    forEachProduct(of: shape) { output, sample, weight in
      gradient[sample] += Double(outputGradient[output]) * Double(filter[weight])
    }
    return gradient.map { Float($0) }
  }

  /// Returns the gradient with respect to the filter, given the input and the output's gradient.
  package static func filterGradient(
    _ shape: Convolution,
    _ x: [Float],
    outputGradient: [Float]
  ) -> [Float] {
    var gradient = [Double](repeating: 0, count: shape.filterCount)
    forEachProduct(of: shape) { output, sample, weight in
      gradient[weight] += Double(outputGradient[output]) * Double(x[sample])
    }
    return gradient.map { Float($0) }
  }

  /// Calls `body` with the places of each product's output, sample and weight; samples beyond the
  /// edge of an image are zero and left out.
  @inline(__always)
  private static func forEachProduct(
    of shape: Convolution,
    _ body: (_ output: Int, _ sample: Int, _ weight: Int) -> Void
  ) {
    let (size, channels) = (shape.kernelSize, shape.inChannels)
    for image in 0..<shape.batch {
      for row in 0..<shape.outHeight {
        for column in 0..<shape.outWidth {
          for i in 0..<size {
            for j in 0..<size {
              let y = row * shape.stride + i - shape.padding
              let x = column * shape.stride + j - shape.padding
              guard (0..<shape.height).contains(y), (0..<shape.width).contains(x) else { continue }
              let pixel = (image * shape.outHeight + row) * shape.outWidth + column
              let sample = ((image * shape.height + y) * shape.width + x) * channels
              for k in 0..<shape.outChannels {
                let weight = ((k * size + i) * size + j) * channels
                for c in 0..<channels {
                  body(pixel * shape.outChannels + k, sample + c, weight + c)
                }
              }
            }
          }
        }
      }
    }
  }
}

extension Reference {
  /// The normalization of each column of a matrix by its own mean and variance, with a scale and a
  /// shift for each column and an activation after them.
  package struct Normalization {
    package let x: [Float]
    package let scale: [Float]
    package let shift: [Float]
    package let epsilon: Double
    package let activation: Activation

    /// The mean of each column.
    package private(set) var mean: [Double]

    /// The variance of each column, divided by the number of rows.
    package private(set) var variance: [Double]

    private var channels: Int { scale.count }
    private var rows: Int { x.count / scale.count }

    package init(
      _ x: [Float],
      scale: [Float],
      shift: [Float],
      epsilon: Double,
      activation: Activation
    ) {
      (self.x, self.scale, self.shift) = (x, scale, shift)
      (self.epsilon, self.activation) = (epsilon, activation)
      mean = [Double](repeating: 0, count: scale.count)
      variance = mean
      for place in x.indices { mean[place % channels] += Double(x[place]) / Double(rows) }
      for place in x.indices {
        let distance = Double(x[place]) - mean[place % channels]
        variance[place % channels] += distance * distance / Double(rows)
      }
    }

    /// What the activation is applied to, at a place.
    private func argument(at place: Int) -> Double {
      let c = place % channels
      let normalized = (Double(x[place]) - mean[c]) / (variance[c] + epsilon).squareRoot()
      return Double(scale[c]) * normalized + Double(shift[c])
    }

    /// Returns the result.
    package func forward() -> [Float] {
      x.indices.map { Float(activation.referenceValue(argument(at: $0))) }
    }

    /// Returns the gradients, given that of the result.
    ///
    /// The chain rule in the steps of Ioffe and Szegedy 2015: through the normalized samples to the
    /// variance, to the mean, and to each sample directly.
    package func backward(_ outputGradient: [Float]) -> (x: [Float], scale: [Float], shift: [Float])
    {
      let zeros = [Double](repeating: 0, count: channels)
      var (toScale, toShift, toVariance, toMean) = (zeros, zeros, zeros, zeros)
      var toNormalized = [Double](repeating: 0, count: x.count)
      for place in x.indices {
        let c = place % channels
        let slope =
          Double(outputGradient[place]) * activation.referenceDerivative(argument(at: place))
        let distance = Double(x[place]) - mean[c]
        let deviation = (variance[c] + epsilon).squareRoot()
        toScale[c] += slope * distance / deviation
        toShift[c] += slope
        toNormalized[place] = slope * Double(scale[c])
        toVariance[c] -= toNormalized[place] * distance / (2 * deviation * deviation * deviation)
        toMean[c] -= toNormalized[place] / deviation
      }
      let toX = x.indices.map { place in
        let c = place % channels
        return toNormalized[place] / (variance[c] + epsilon).squareRoot()
          + toVariance[c] * 2 * (Double(x[place]) - mean[c]) / Double(rows)
          + toMean[c] / Double(rows)
      }
      return (toX.map { Float($0) }, toScale.map { Float($0) }, toShift.map { Float($0) })
    }
  }
}

extension Activation {
  /// Returns the function in double precision.
  package func referenceValue(_ x: Double) -> Double {
    switch self {
    case .identity: x
    case .gelu: x * erfc(-x / 2.0.squareRoot()) / 2
    case .geluTanh: x / (1 + exp(-2 * Self.tanhArgument(x).value))
    case .silu: x / (1 + exp(-x))
    }
  }

  /// Returns the derivative in double precision.
  package func referenceDerivative(_ x: Double) -> Double {
    switch self {
    case .identity: return 1
    case .gelu:
      return erfc(-x / 2.0.squareRoot()) / 2 + x * exp(-x * x / 2) / (2 * Double.pi).squareRoot()
    case .geluTanh:
      let (value, slope) = Self.tanhArgument(x)
      let gate = 1 / (1 + exp(-2 * value))
      return gate + (gate < 1 ? 2 * x * slope * gate * (1 - gate) : 0)
    case .silu:
      let gate = 1 / (1 + exp(-x))
      return gate + x * gate * (1 - gate)
    }
  }

  /// What the hyperbolic tangent of ``geluTanh`` is taken of, and its derivative.
  private static func tanhArgument(_ x: Double) -> (value: Double, slope: Double) {
    let factor = (2 / Double.pi).squareRoot()
    return (factor * (x + 0.044715 * x * x * x), factor * (1 + 3 * 0.044715 * x * x))
  }
}
