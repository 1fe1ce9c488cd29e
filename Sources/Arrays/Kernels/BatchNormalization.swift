/// Normalization of each column of a matrix over its rows, followed by an activation.
///
/// The rows are the pixels of all images of a batch, the columns their channels. Sums are taken over
/// blocks of rows of a fixed size and then in the order of the blocks, so that no number of threads
/// changes them. Source: Ioffe and Szegedy 2015.
package struct BatchNormalization: Sendable {
  package let rows: Int
  package let channels: Int
  package let activation: Activation

  /// Rows of one partial sum.
  private static let blockRows = 256

  /// Rows that are walked side by side: few enough that the processor fetches each ahead of its use.
  private static let stripRows = 4

  package init(rows: Int, channels: Int, activation: Activation) {
    precondition(rows > 0, "a batch without pixels has no mean")
    self.rows = rows
    self.channels = channels
    self.activation = activation
  }

  private var blocks: Int { (rows + Self.blockRows - 1) / Self.blockRows }

  /// The mean and the variance, divided by the number of rows, of each column.
  package func moments(of x: UnsafePointer<Float>) -> (mean: [Double], variance: [Double]) {
    let sums = Storage(zeros: blocks * 2 * channels)
    unsafeParallelFor(blocks) { block in
      let sum = sums.start + block * 2 * channels, squares = sum + channels
      forEachStrip(of: block) { c, valid, strip in
        var total = sum[vector: c]
        for row in strip { total += x[vector: row &* channels &+ c] }
        store(total, sum + c, valid)
      }
      let count = Float(min(Self.blockRows, rows - block * Self.blockRows))
      forEachStrip(of: block) { c, valid, strip in
        let mean = sum[vector: c] / count
        var spread = squares[vector: c]
        for row in strip {
          let d = x[vector: row &* channels &+ c] - mean
          spread.addProduct(d, d)
        }
        store(spread, squares + c, valid)
      }
    }
    // Chan, Golub and LeVeque: the spread of two parts is that of each and that between their means.
    var mean = [Double](repeating: 0, count: channels), spread = mean
    for block in 0..<blocks {
      let seen = Double(block * Self.blockRows)
      let count = Double(min(Self.blockRows, rows - block * Self.blockRows))
      for c in 0..<channels {
        let sum = sums.start + (block * 2 * channels + c)
        let delta = Double(sum[0]) / count - mean[c]
        mean[c] += delta * count / (seen + count)
        spread[c] += Double(sum[channels]) + delta * delta * seen * count / (seen + count)
      }
    }
    return (mean, spread.map { $0 / Double(rows) })
  }

  /// Writes `activation(x * scale + shift)`, with a number for each column.
  package func apply(
    _ x: UnsafePointer<Float>,
    scale: Storage,
    shift: Storage,
    into y: UnsafeMutablePointer<Float>
  ) {
    switch activation {
    case .identity: apply(IdentityFunction.self, x, scale, shift, y)
    case .gelu: apply(GELUFunction.self, x, scale, shift, y)
    case .geluTanh: apply(GELUTanhFunction.self, x, scale, shift, y)
    case .silu: apply(SiLUFunction.self, x, scale, shift, y)
    }
  }

  private func apply<Function: ActivationFunction>(
    _ function: Function.Type,
    _ x: UnsafePointer<Float>,
    _ scale: Storage,
    _ shift: Storage,
    _ y: UnsafeMutablePointer<Float>
  ) {
    unsafeParallelFor(blocks) { block in
      forEachStrip(of: block) { c, valid, strip in
        let a = scale.start[vector: c], b = shift.start[vector: c]
        for row in strip {
          let place = row &* channels &+ c
          store(Function.value(b.addingProduct(x[vector: place], a)), y + place, valid)
        }
      }
    }
  }

  /// What a normalization by a batch's own moments is made of, a number for each column.
  package struct Factors: Sendable {
    package let mean: Storage
    package let inverseDeviation: Storage
    package let scale: Storage
    package let shift: Storage

    package init(mean: Storage, inverseDeviation: Storage, scale: Storage, shift: Storage) {
      self.mean = mean
      self.inverseDeviation = inverseDeviation
      self.scale = scale
      self.shift = shift
    }
  }

  /// Writes the gradient with respect to `x`, given that of the result, and returns those with respect
  /// to the scale and to the shift.
  package func backward(
    _ x: UnsafePointer<Float>,
    outputGradient: UnsafePointer<Float>,
    _ factors: Factors,
    into gradient: UnsafeMutablePointer<Float>
  ) -> (scale: Storage, shift: Storage) {
    switch activation {
    case .identity: backward(IdentityFunction.self, x, outputGradient, factors, gradient)
    case .gelu: backward(GELUFunction.self, x, outputGradient, factors, gradient)
    case .geluTanh: backward(GELUTanhFunction.self, x, outputGradient, factors, gradient)
    case .silu: backward(SiLUFunction.self, x, outputGradient, factors, gradient)
    }
  }

  private func backward<Function: ActivationFunction>(
    _ function: Function.Type,
    _ x: UnsafePointer<Float>,
    _ outputGradient: UnsafePointer<Float>,
    _ factors: Factors,
    _ gradient: UnsafeMutablePointer<Float>
  ) -> (scale: Storage, shift: Storage) {
    let sums = Storage(zeros: blocks * 2 * channels)
    unsafeParallelFor(blocks) { block in
      let sum = sums.start + block * 2 * channels
      forEachStrip(of: block) { c, valid, strip in
        let mean = factors.mean.start[vector: c]
        let inverse = factors.inverseDeviation.start[vector: c]
        let a = factors.scale.start[vector: c], b = factors.shift.start[vector: c]
        var total = sum[vector: c], product = sum[vector: channels + c]
        for row in strip {
          let place = row &* channels &+ c
          let normalized = (x[vector: place] - mean) * inverse
          // The gradient before the activation is kept where the result will be: its slope costs more
          // than the way to memory.
          let slope =
            Function.derivative(b.addingProduct(normalized, a)) * outputGradient[vector: place]
          store(slope, gradient + place, valid)
          total += slope
          product.addProduct(slope, normalized)
        }
        store(total, sum + c, valid)
        store(product, sum + channels + c, valid)
      }
    }
    let scale = Storage(count: channels), shift = Storage(count: channels)
    let means = Storage(count: 2 * channels)
    for c in 0..<channels {
      var total = 0.0, product = 0.0
      for block in 0..<blocks {
        total += Double(sums.start[block * 2 * channels + c])
        product += Double(sums.start[block * 2 * channels + channels + c])
      }
      (shift.start[c], scale.start[c]) = (Float(total), Float(product))
      means.start[c] = Float(total / Double(rows))
      means.start[channels + c] = Float(product / Double(rows))
    }
    unsafeParallelFor(blocks) { block in
      forEachStrip(of: block) { c, valid, strip in
        let gain =
          factors.scale.start[vector: c] * factors.inverseDeviation.start[vector: c]
        let mean = factors.mean.start[vector: c]
        let inverse = factors.inverseDeviation.start[vector: c]
        let average = means.start[vector: c]
        let along = means.start[vector: channels + c]
        for row in strip {
          let place = row &* channels &+ c
          let normalized = (x[vector: place] - mean) * inverse
          let slope = gradient[vector: place]
          store(gain * (slope - average - normalized * along), gradient + place, valid)
        }
      }
    }
    return (scale, shift)
  }

  /// Calls `body` for eight channels of a few rows of a block at a time.
  @inline(__always)
  private func forEachStrip(
    of block: Int,
    _ body: (_ channel: Int, _ valid: Int, _ strip: Range<Int>) -> Void
  ) {
    let end = min(rows, (block + 1) * Self.blockRows)
    var first = block * Self.blockRows
    while first < end {
      let strip = first..<min(end, first + Self.stripRows)
      var c = 0
      while c + vectorWidth <= channels {
        body(c, vectorWidth, strip)
        c += vectorWidth
      }
      if c < channels { body(c, channels - c, strip) }
      first += Self.stripRows
    }
  }
}
