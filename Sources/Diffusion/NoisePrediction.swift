public import Arrays

/// What a network says of noisy pictures.
public struct NoisePrediction: Sendable {
  /// The noise in them, `[N, C, H, W]`.
  public let epsilon: NDArray

  /// Where the variance of a step lies between its least and its greatest, -1 to 1, of the same shape;
  /// `nil` from a network that does not say.
  public let variance: NDArray?

  /// Creates a prediction.
  public init(epsilon: NDArray, variance: NDArray? = nil) {
    self.epsilon = epsilon
    self.variance = variance
  }

  /// Takes the output of a network apart: the noise, and behind it the variance if there are as many
  /// channels again.
  ///
  /// - Parameters:
  ///   - output: `[N, C, H, W]` or `[N, 2C, H, W]`.
  ///   - channels: The channels of a picture, C.
  /// - Precondition: `output` has one of these shapes.
  public init(_ output: NDArray, channels: Int) {
    precondition(
      output.shape.count == 4 && [channels, 2 * channels].contains(output.shape[1]),
      "an output of shape \(output.shape) is none for pictures of \(channels) channels"
    )
    guard output.shape[1] != channels else {
      self.init(epsilon: output)
      return
    }
    self.init(
      epsilon: output.channels(0..<channels),
      variance: output.channels(channels..<2 * channels)
    )
  }

  // snippet.guided-noise
  // snippet.hide
  /// Takes a batch of outputs apart, for no text or an unwanted one first and for the text wanted behind
  /// it, and pushes the noise past that of the text (Ho and Salimans 2022).
  ///
  /// The variance is that of the text wanted, as in diffusers.
  ///
  /// - Parameters:
  ///   - output: `[2N, C, H, W]` or `[2N, 2C, H, W]`.
  ///   - channels: The channels of a picture, C.
  ///   - guidanceScale: 0 ignores the text, 1 is the text's noise, more is guided.
  /// - Precondition: `output` has one of these shapes.
  // snippet.show
  public init(
    guiding output: NDArray,
    channels: Int,
    guidanceScale: Float
  ) {
    // snippet.hide
    precondition(
      output.shape.first?.isMultiple(of: 2) ?? false,
      "an output of shape \(output.shape) has no two halves"
    )
    // snippet.show
    let count = output.shape[0] / 2
    let (first, second) = (output[0..<count], output[count..<2 * count])
    let unconditional = NoisePrediction(first, channels: channels)
    let conditional = NoisePrediction(second, channels: channels)
    self.init(
      epsilon: guided(
        unconditional: unconditional.epsilon,
        conditional: conditional.epsilon,
        scale: guidanceScale
      ),
      variance: conditional.variance
    )
  }
  // snippet.end
}

extension NDArray {
  /// Some channels of images `[N, C, H, W]`.
  fileprivate func channels(_ range: Range<Int>) -> NDArray {
    let size = shape[2] * shape[3]
    let images = (0..<shape[0]).flatMap { image in
      let start = image * shape[1] * size
      return values[start + range.lowerBound * size..<start + range.upperBound * size]
    }
    return NDArray(images, shape: [shape[0], range.count, shape[2], shape[3]])
  }
}
