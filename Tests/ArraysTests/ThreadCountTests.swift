import Arrays
import Synchronization
import Testing

/// All tests that set the number of threads: it is one for the whole program, so they take turns.
@Suite(.serialized) struct ThreadCountTests {
  @Test(arguments: [1, 2, 3])
  func parallelLoopsVisitEveryIndexOnce(threads: Int) {
    let before = ThreadCount.current
    defer { ThreadCount.current = before }
    ThreadCount.current = threads
    let visits = Mutex([Int](repeating: 0, count: 101))
    parallelFor(101) { index in visits.withLock { $0[index] += 1 } }
    #expect(visits.withLock { $0.allSatisfy { $0 == 1 } })
  }

  /// Each way that a convolution is computed: small tiles of a thread's own, blocks that all threads
  /// share, both kinds of tiles, unfolded images, and products that are added up after.
  @Test(arguments: [
    [9, 12, 10, 24, 17, 3, 1, 1], [3, 14, 14, 300, 130, 3, 1, 1], [9, 12, 10, 16, 24, 4, 2, 1],
    [5, 8, 8, 130, 257, 4, 2, 1], [7, 11, 9, 5, 8, 3, 2, 1], [70, 9, 11, 16, 1, 3, 1, 1],
    [50, 7, 7, 64, 32, 7, 1, 0], [80, 6, 5, 17, 24, 1, 1, 0],
  ])
  func convolutionsDoNotDependOnIt(shape: [Int]) {
    let shape = Convolution(
      batch: shape[0],
      height: shape[1],
      width: shape[2],
      inChannels: shape[3],
      outChannels: shape[4],
      kernelSize: shape[5],
      stride: shape[6],
      padding: shape[7]
    )
    let x = normal(shape.inputCount, "x"), filter = normal(shape.filterCount, "filter")
    let gradient = normal(shape.outputCount, "gradient")
    let bias = normal(shape.outChannels, "bias"), inputBias = normal(shape.inChannels, "bias")
    expectSameBytes {
      [
        written(shape.outputCount) {
          shape.forward(
            readable(x),
            filter: filter,
            epilogue: Epilogue(channels: shape.outChannels, bias: bias, activation: .gelu),
            into: $0
          )
        },
        written(shape.inputCount) {
          shape.inputGradient(
            readable(gradient),
            filter: filter,
            epilogue: Epilogue(channels: shape.inChannels, bias: inputBias),
            into: $0
          )
        },
        written(shape.filterCount) {
          shape.filterGradient(readable(x), outputGradient: readable(gradient), into: $0)
        },
      ]
    }
  }

  @Test func productsDoNotDependOnIt() {
    let (rows, depth, columns) = (300, 70, 33)
    let a = storage(normal(rows * depth, "a")), b = storage(normal(depth * columns, "b"))
    let long = storage(normal(5000 * 9, "long")), other = storage(normal(5000 * 20, "other"))
    expectSameBytes {
      [
        written(rows * columns) {
          MatrixProduct.multiply(
            MatrixView(a.start, rowStride: depth),
            rows: rows,
            by: PackedMatrix(
              MatrixView(b.start, rowStride: columns),
              rows: depth,
              columns: columns
            ),
            into: $0,
            stride: columns
          )
        },
        written(9 * 20) {
          MatrixProduct.multiplyTransposed(
            MatrixView(long.start, rowStride: 9),
            rows: 9,
            by: MatrixView(other.start, rowStride: 20),
            columns: 20,
            depth: 5000,
            into: $0
          )
        },
        written(a.count) { transpose(a.start, rows: rows, columns: depth, into: $0) },
        written(a.count) {
          $0.update(from: a.start, count: a.count)
          Epilogue(channels: depth, bias: b.start).apply(to: $0, rows: rows, channels: depth)
        },
      ]
    }
  }

  @Test(arguments: [Activation.identity, .gelu, .silu])
  func normalizationsDoNotDependOnIt(activation: Activation) {
    let (rows, channels) = (2100, 17)
    let x = normal(rows * channels, "x"), gradient = normal(rows * channels, "gradient")
    let scale = storage(normal(channels, "scale")), shift = storage(normal(channels, "shift"))
    let norm = BatchNormalization(rows: rows, channels: channels, activation: activation)
    let factors = BatchNormalization.Factors(
      mean: shift,
      inverseDeviation: scale,
      scale: scale,
      shift: shift
    )
    expectSameBytes {
      let (mean, variance) = norm.moments(of: x)
      var sums: [NDArray] = []
      let input = written(x.count) {
        let (scale, shift) = norm.backward(x, outputGradient: gradient, factors, into: $0)
        sums = [array(scale.values), array(shift.values)]
      }
      return sums + [
        array(mean.map { Float($0) }), array(variance.map { Float($0) }), input,
        written(x.count) { norm.apply(x, scale: scale, shift: shift, into: $0) },
      ]
    }
  }

  /// More numbers than two of the parts that loops over single numbers are cut into.
  @Test func elementwiseFunctionsDoNotDependOnIt() {
    let (images, pixels, channels) = (5, 701, 13)
    let count = images * pixels * channels
    let a = storage(normal(count, "a")), b = storage(normal(count, "b"))
    let row = storage(normal(images * channels, "row"))
    let rows = ChannelRows(images: images, pixels: pixels, channels: channels)
    expectSameBytes {
      var results = [
        Elementwise.add(a, b), Elementwise.subtract(a, b), Elementwise.multiply(a, b),
        Elementwise.multiply(a, by: 0.3), rows.sum(a, row), rows.product(a, row), rows.sums(of: a),
      ].map { array($0.values) }
      for activation in [Activation.identity, .gelu, .silu] {
        results.append(written(count) { activation.forward(a.start, into: $0, count: count) })
        results.append(
          written(count) {
            activation.backward(a.start, outputGradient: b.start, into: $0, count: count)
          }
        )
      }
      let (first, second) = (storage(b.values), storage(b.values.map { $0 * $0 }))
      let step = AdamStep(betas: (0.9, 0.999), size: 1e-3, correction: 1.5, epsilon: 1e-8)
      results.append(array(step.apply(to: a, gradient: b, first: first, second: second).values))
      return results + [array(first.values), array(second.values)]
    }
  }

  /// Expects a computation to give the same bytes with one, two and three threads.
  private func expectSameBytes(
    sourceLocation: SourceLocation = #_sourceLocation,
    _ compute: () -> [NDArray]
  ) {
    let before = ThreadCount.current
    defer { ThreadCount.current = before }
    let bits = [1, 2, 3].map { threads in
      ThreadCount.current = threads
      return compute().map { $0.values.withUnsafeBytes { Array($0) } }
    }
    for index in bits[0].indices {
      #expect(
        bits[1][index] == bits[0][index] && bits[2][index] == bits[0][index],
        "result \(index) depends on the number of threads",
        sourceLocation: sourceLocation
      )
    }
  }
}
