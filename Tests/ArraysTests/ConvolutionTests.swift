import Arrays
import TestSupport
import Testing

@Suite struct ConvolutionTests {
  /// All kernels, strides and paddings, each with four sizes of images and numbers of channels.
  static let mixed: [Convolution] = {
    let sizes = [(7, 7), (8, 8), (9, 12), (13, 10), (11, 7), (14, 14), (10, 9)]
    let channels = [1, 3, 5, 8, 16, 17, 24, 64, 130, 300]
    var shapes: [Convolution] = []
    for kernel in [1, 3, 4, 7] {
      for stride in 1...3 {
        for padding in 0...2 {
          for variant in 0..<4 {
            let turn = shapes.count
            let (height, width) = sizes[turn % sizes.count]
            shapes.append(
              Convolution(
                batch: 1 + turn % 3,
                height: height,
                width: width,
                inChannels: channels[(3 * turn + variant) % channels.count],
                outChannels: channels[(7 * turn + 2 * variant + kernel) % channels.count],
                kernelSize: kernel,
                stride: stride,
                padding: padding
              )
            )
          }
        }
      }
    }
    // Larger ones would cost the definition seconds.
    return shapes.filter { $0.outputCount * $0.filterCount / $0.outChannels < 6_000_000 }
  }()

  @Test(arguments: mixed)
  func everyShapeIsItsDefinition(shape: Convolution) { expectDefinition(shape) }

  /// Images of all small sizes, where every tile is cut off at an edge, or none is.
  @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 14, 28])
  func threeByThreeAtEverySize(side: Int) {
    let batch = side < 9 ? 17 : 4
    for (padding, width) in [(1, side), (0, side + 2), (2, side + 1)] {
      expectDefinition(
        images(batch, side + 2, width, from: 8, to: 17, kernel: 3, padding: padding)
      )
    }
    expectDefinition(images(batch, side, side, from: 9, to: 8, kernel: 3, padding: 1))
  }

  /// Numbers of channels that fill vectors and panels, and that do not; the largest filters are read
  /// by all threads together.
  @Test(arguments: [
    (1, 8, 8), (65, 8, 8), (5, 17, 9), (16, 130, 24), (17, 24, 130), (16, 300, 8), (18, 8, 300),
    (1, 300, 300), (19, 64, 64), (33, 16, 17), (2, 129, 257), (16, 140, 270),
  ])
  func threeByThreeOfManyChannels(batch: Int, from: Int, to: Int) {
    for width in 6...7 {
      expectDefinition(images(batch, 7, width, from: from, to: to, kernel: 3, padding: 1))
    }
  }

  @Test(arguments: [
    (1, 2, 8, 8), (17, 4, 8, 17), (16, 6, 17, 8), (16, 8, 130, 24), (65, 4, 8, 8), (17, 14, 24, 16),
    (4, 28, 8, 16), (18, 8, 64, 130), (16, 4, 300, 300), (4, 16, 16, 16), (2, 30, 9, 9),
  ])
  func halvingOfEveryExtent(batch: Int, side: Int, from: Int, to: Int) {
    expectDefinition(
      images(batch, side, side, from: from, to: to, kernel: 4, stride: 2, padding: 1)
    )
    expectDefinition(
      images(batch, side + 2, side, from: from, to: to, kernel: 4, stride: 2, padding: 1)
    )
  }

  /// Odd extents leave a row and a column that no output sees.
  @Test(arguments: [(3, 3), (4, 5), (5, 4), (7, 9)])
  func halvingOfOddExtents(height: Int, width: Int) {
    expectDefinition(images(2, height, width, from: 8, to: 9, kernel: 4, stride: 2, padding: 1))
  }

  /// A kernel that sees the whole image is a matrix product, but only when it sees all of it.
  @Test(arguments: [(7, 7, 7, 1), (4, 4, 4, 2), (3, 3, 4, 2), (3, 4, 3, 2), (3, 5, 5, 3)])
  func oneOutputOfEachImage(kernel: Int, height: Int, width: Int, stride: Int) {
    for (from, to) in [(5, 17), (64, 1), (1, 8), (300, 3)] {
      expectDefinition(
        images(3, height, width, from: from, to: to, kernel: kernel, stride: stride)
      )
    }
  }

  /// To few channels, products come first and are added up after.
  @Test(arguments: [(1, 8, 1), (65, 16, 1), (2, 64, 1), (3, 300, 3), (2, 130, 5), (1, 9, 1)])
  func fewOutputChannels(batch: Int, from: Int, to: Int) {
    for stride in 1...2 {
      expectDefinition(
        images(batch, 7, 5, from: from, to: to, kernel: 3, stride: stride, padding: 1)
      )
    }
  }

  @Test(arguments: [(1, 1, 1), (65, 3, 5), (2, 64, 130), (7, 300, 17), (3, 8, 8)])
  func pointwise(batch: Int, from: Int, to: Int) {
    expectDefinition(images(batch, 5, 4, from: from, to: to, kernel: 1))
  }

  /// With a stride the division that gives the extent of the result rounds up to one output.
  @Test func aKernelLargerThanTheImageIsAProgrammersError() async {
    await #expect(processExitsWith: .failure) {
      _ = images(1, 2, 2, from: 1, to: 1, kernel: 4, stride: 3)
    }
    await #expect(processExitsWith: .failure) {
      _ = images(1, 3, 9, from: 1, to: 1, kernel: 5)
    }
    await #expect(processExitsWith: .failure) {
      _ = images(1, 9, 2, from: 1, to: 1, kernel: 7, stride: 2, padding: 2)
    }
  }
}

private func images(
  _ batch: Int,
  _ height: Int,
  _ width: Int,
  from inChannels: Int,
  to outChannels: Int,
  kernel: Int,
  stride: Int = 1,
  padding: Int = 0
) -> Convolution {
  Convolution(
    batch: batch,
    height: height,
    width: width,
    inChannels: inChannels,
    outChannels: outChannels,
    kernelSize: kernel,
    stride: stride,
    padding: padding
  )
}

/// Expects a convolution with a bias and its gradients to be what the definition says.
private func expectDefinition(
  _ shape: Convolution,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let x = normal(shape.inputCount, "x"), filter = normal(shape.filterCount, "filter")
  let outputGradient = normal(shape.outputCount, "gradient")
  let bias = normal(shape.outChannels, "bias"), inputBias = normal(shape.inChannels, "bias")
  func expect(_ name: String, _ expected: [Float], by kernel: (UnsafeMutablePointer<Float>) -> Void)
  {
    expectClose(
      written(expected.count, sourceLocation: sourceLocation, by: kernel),
      array(expected),
      ofLargest: tolerance(of: shape),
      "\(name) of \(shape): ",
      sourceLocation: sourceLocation
    )
  }
  expect("result", Reference.forward(shape, x, filter: filter, bias: bias)) {
    shape.forward(
      readable(x),
      filter: filter,
      epilogue: Epilogue(channels: shape.outChannels, bias: bias),
      into: $0
    )
  }
  let inputGradient = Reference.inputGradient(shape, outputGradient, filter: filter)
  expect("input's gradient", inputGradient) {
    shape.inputGradient(
      readable(outputGradient),
      filter: filter,
      epilogue: Epilogue(channels: shape.inChannels),
      into: $0
    )
  }
  let withBias = inputGradient.indices.map {
    inputGradient[$0] + inputBias[$0 % shape.inChannels]
  }
  expect("transpose", withBias) {
    shape.inputGradient(
      readable(outputGradient),
      filter: filter,
      epilogue: Epilogue(channels: shape.inChannels, bias: inputBias),
      into: $0
    )
  }
  expect(
    "filter's gradient",
    Reference.filterGradient(shape, x, outputGradient: outputGradient)
  ) { shape.filterGradient(readable(x), outputGradient: readable(outputGradient), into: $0) }
}

/// Returns how far results may be from the definition, as a part of the largest one.
///
/// A plain sum of some thousand products is right to a few units of 6e-8 times the root of their
/// number. Winograd's transforms lose more the more points a tile has, because their matrices hold
/// both large and small numbers: F(4×4, 3×3) has 6 along a side, F(7×7, 2×2) has 8, and F(7×7, 3×3),
/// which is for sides that 7 divides, has 9.
private func tolerance(of shape: Convolution) -> Float {
  switch (shape.kernelSize, shape.stride, shape.padding) {
  case (3, 1, _): shape.height % 7 == 0 && shape.width % 7 == 0 ? 1e-4 : 2e-5
  case (4, 2, 1): 1e-4
  default: 5e-6
  }
}
