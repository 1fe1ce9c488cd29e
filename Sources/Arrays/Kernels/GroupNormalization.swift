/// Normalization of groups of channels over all pixels of one image, followed by an activation.
///
/// An image is a matrix with a row for each pixel and a column for each channel. Every image is one
/// task with its sums in a fixed order, so that no number of threads changes them. Source: Wu and He
/// 2018.
package struct GroupNormalization: Sendable {
  package let images: Int
  package let pixels: Int
  package let channels: Int
  package let groups: Int
  package let epsilon: Float
  package let activation: Activation

  package init(
    images: Int,
    pixels: Int,
    channels: Int,
    groups: Int,
    epsilon: Float,
    activation: Activation = .identity
  ) {
    precondition(
      groups >= 1 && channels.isMultiple(of: groups),
      "\(channels) channels cannot be shared out among \(groups) groups"
    )
    self.images = images
    self.pixels = pixels
    self.channels = channels
    self.groups = groups
    self.epsilon = epsilon
    self.activation = activation
  }

  /// A scale and a shift for each channel: the same for all images, or of its own for each.
  package struct Affine: Sendable {
    let scale: Storage
    let shift: Storage

    package init(scale: Storage, shift: Storage) {
      self.scale = scale
      self.shift = shift
    }

    /// Where the numbers of an image begin.
    fileprivate func place(of image: Int, channels: Int) -> Int {
      scale.count == channels ? 0 : image * channels
    }
  }

  /// The number of numbers that share a mean.
  private var groupCount: Double { Double(pixels * channels / groups) }

  /// Writes `activation((x - mean) / deviation * scale + shift)`.
  ///
  /// - Returns: For each image the means of all channels, then one over their deviations.
  package func forward(
    _ x: UnsafePointer<Float>,
    _ affine: Affine,
    into y: UnsafeMutablePointer<Float>
  ) -> Storage {
    switch activation {
    case .identity: forward(IdentityFunction.self, x, affine, y)
    case .gelu: forward(GELUFunction.self, x, affine, y)
    case .geluTanh: forward(GELUTanhFunction.self, x, affine, y)
    case .silu: forward(SiLUFunction.self, x, affine, y)
    }
  }

  private func forward<Function: ActivationFunction>(
    _ function: Function.Type,
    _ x: UnsafePointer<Float>,
    _ affine: Affine,
    _ y: UnsafeMutablePointer<Float>
  ) -> Storage {
    let moments = Storage(zeros: images * 2 * channels)
    unsafeParallelFor(images) { image in
      let means = moments.start + image * 2 * channels, inverses = means + channels
      let values = x + image * pixels * channels, result = y + image * pixels * channels
      let own = affine.place(of: image, channels: channels)
      let scale = affine.scale.start + own, shift = affine.shift.start + own
      forEachStrip { c, valid, strip in
        var total = load(means + c, valid)
        for pixel in strip { total += load(values + (pixel &* channels &+ c), valid) }
        store(total, means + c, valid)
      }
      spread(over: means) { $0 / groupCount }
      forEachStrip { c, valid, strip in
        let mean = load(means + c, valid)
        var total = load(inverses + c, valid)
        for pixel in strip {
          let d = load(values + (pixel &* channels &+ c), valid) - mean
          total.addProduct(d, d)
        }
        store(total, inverses + c, valid)
      }
      spread(over: inverses) { 1 / ($0 / groupCount + Double(epsilon)).squareRoot() }
      forEachStrip { c, valid, strip in
        let mean = load(means + c, valid), offset = load(shift + c, valid)
        let factor = load(scale + c, valid) * load(inverses + c, valid)
        for pixel in strip {
          let place = pixel &* channels &+ c
          let normalized = offset.addingProduct(load(values + place, valid) - mean, factor)
          store(Function.value(normalized), result + place, valid)
        }
      }
    }
    return moments
  }

  /// Writes the gradient with respect to `x`, given that of the result, and returns those with respect
  /// to the scale and to the shift of each image, `[images, channels]`.
  package func backward(
    _ x: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>,
    _ affine: Affine,
    moments: Storage,
    into gradient: UnsafeMutablePointer<Float>
  ) -> (scale: Storage, shift: Storage) {
    switch activation {
    case .identity:
      backward(IdentityFunction.self, x, outputGradient, affine, moments, gradient)
    case .gelu: backward(GELUFunction.self, x, outputGradient, affine, moments, gradient)
    case .geluTanh: backward(GELUTanhFunction.self, x, outputGradient, affine, moments, gradient)
    case .silu: backward(SiLUFunction.self, x, outputGradient, affine, moments, gradient)
    }
  }

  private func backward<Function: ActivationFunction>(
    _ function: Function.Type,
    _ x: UnsafePointer<Float>,
    _ outputGradient: UnsafePointer<Float>,
    _ affine: Affine,
    _ moments: Storage,
    _ gradient: UnsafeMutablePointer<Float>
  ) -> (scale: Storage, shift: Storage) {
    let scales = Storage(zeros: images * channels), shifts = Storage(zeros: images * channels)
    unsafeParallelFor(images) { image in
      let along = scales.start + image * channels, total = shifts.start + image * channels
      let means = moments.start + image * 2 * channels, inverses = means + channels
      let values = x + image * pixels * channels
      let slopes = outputGradient + image * pixels * channels
      let result = gradient + image * pixels * channels
      let own = affine.place(of: image, channels: channels)
      let scale = affine.scale.start + own, shift = affine.shift.start + own
      forEachStrip { c, valid, strip in
        let mean = load(means + c, valid), inverse = load(inverses + c, valid)
        let factor = load(scale + c, valid), offset = load(shift + c, valid)
        var products = load(along + c, valid), sum = load(total + c, valid)
        for pixel in strip {
          let place = pixel &* channels &+ c
          let normalized = (load(values + place, valid) - mean) * inverse
          // The gradient before the activation is kept where the result will be.
          let slope =
            Function.derivative(offset.addingProduct(normalized, factor))
            * load(slopes + place, valid)
          store(slope, result + place, valid)
          sum += slope
          products.addProduct(slope, normalized)
        }
        store(products, along + c, valid)
        store(sum, total + c, valid)
      }
      withScratch(2 * channels) { shares in
        for c in 0..<channels {
          (shares[c], shares[channels + c]) = (total[c] * scale[c], along[c] * scale[c])
        }
        spread(over: shares) { $0 / groupCount }
        spread(over: shares + channels) { $0 / groupCount }
        forEachStrip { c, valid, strip in
          let mean = load(means + c, valid), inverse = load(inverses + c, valid)
          let average = load(shares + c, valid), share = load(shares + (channels + c), valid)
          let gain = load(scale + c, valid)
          for pixel in strip {
            let place = pixel &* channels &+ c
            let normalized = (load(values + place, valid) - mean) * inverse
            let gained = gain * load(result + place, valid)
            store(inverse * (gained - average - share * normalized), result + place, valid)
          }
        }
      }
    }
    return (scales, shifts)
  }

  /// Replaces a number for each channel by a function of the sum over its group.
  private func spread(
    over numbers: UnsafeMutablePointer<Float>,
    _ transform: (Double) -> Double
  ) {
    let width = channels / groups
    for group in 0..<groups {
      let part = numbers + group * width
      var sum = 0.0
      for c in 0..<width { sum += Double(part[c]) }
      part.update(repeating: Float(transform(sum)), count: width)
    }
  }

  /// Calls `body` for eight channels of a few pixels of an image at a time.
  @inline(__always)
  private func forEachStrip(
    _ body: (_ channel: Int, _ valid: Int, _ strip: Range<Int>) -> Void
  ) {
    let stripPixels = 32
    for first in stride(from: 0, to: pixels, by: stripPixels) {
      let strip = first..<min(pixels, first + stripPixels)
      var c = 0
      while c < channels {
        body(c, min(vectorWidth, channels - c), strip)
        c += vectorWidth
      }
    }
  }
}
