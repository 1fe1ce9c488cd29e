import Arrays
import Autodiff
import TestSupport
import Testing

/// With few channels, and with enough for the tiles that the fast methods need.
@Suite struct ConvolutionGradientTests {
  @Test(arguments: [
    (kernel: 1, stride: 1, padding: 0), (kernel: 3, stride: 1, padding: 1),
    (kernel: 3, stride: 2, padding: 1), (kernel: 2, stride: 2, padding: 0),
    (kernel: 4, stride: 2, padding: 1), (kernel: 4, stride: 3, padding: 2),
  ])
  func ofAConvolution(kernel: Int, stride: Int, padding: Int) {
    let arrays = [
      normal([2, 2, 4, 3], "x"), normal([3, 2, kernel, kernel], "weight"), normal([3], "bias"),
    ]
    expectGradients(of: arrays, step: 1) {
      conv2d($0[0], weight: $0[1], bias: $0[2], stride: stride, padding: padding)
    }
    expectGradients(of: Array(arrays.prefix(2)), step: 1) {
      conv2d($0[0], weight: $0[1], stride: stride, padding: padding)
    }
  }

  @Test(arguments: [
    (kernel: 1, stride: 1, padding: 0), (kernel: 3, stride: 1, padding: 1),
    (kernel: 3, stride: 2, padding: 1), (kernel: 2, stride: 2, padding: 0),
    (kernel: 4, stride: 2, padding: 1), (kernel: 3, stride: 3, padding: 0),
  ])
  func ofATransposedConvolution(kernel: Int, stride: Int, padding: Int) {
    let arrays = [
      normal([2, 3, 2, 3], "x"), normal([3, 2, kernel, kernel], "weight"), normal([2], "bias"),
    ]
    expectGradients(of: arrays, step: 1) {
      convTranspose2d($0[0], weight: $0[1], bias: $0[2], stride: stride, padding: padding)
    }
    expectGradients(of: Array(arrays.prefix(2)), step: 1) {
      convTranspose2d($0[0], weight: $0[1], stride: stride, padding: padding)
    }
  }

  @Test func ofTilesOfThreeByThree() {
    let arrays = [normal([1, 8, 4, 3], "x"), normal([9, 8, 3, 3], "weight"), normal([9], "bias")]
    expectGradients(of: arrays, step: 1) {
      conv2d($0[0], weight: $0[1], bias: $0[2], padding: 1)
    }
  }

  @Test func ofTilesThatHalveAndDouble() {
    let arrays = [normal([1, 8, 4, 4], "x"), normal([8, 8, 4, 4], "weight"), normal([8], "bias")]
    expectGradients(of: arrays, step: 1) {
      conv2d($0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1)
    }
    expectGradients(of: [normal([1, 8, 2, 2], "x")] + arrays.dropFirst(), step: 1) {
      convTranspose2d($0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1)
    }
  }

  /// By hand: the second filter picks the pixel to the right, the bias is added.
  @Test func aConvolutionIsACorrelation() {
    let x = Tensor(NDArray([1, 2, 3, 4, 5, 6, 7, 8, 9], shape: [1, 1, 3, 3]))
    let weight = Tensor(
      NDArray([1, 1, 1, 1] + [0, 1, 0, 0], shape: [2, 1, 2, 2])
    )
    let y = conv2d(x, weight: weight, bias: Tensor(NDArray([0, 10], shape: [2])))
    expectClose(
      y.array,
      NDArray([12, 16, 24, 28] + [12, 13, 15, 16], shape: [1, 2, 2, 2])
    )
  }

  /// By hand: each number is a square of four, and squares overlap in the middle column.
  @Test func aTransposedConvolutionSpreadsEachNumber() {
    let x = Tensor(NDArray([1, 2], shape: [1, 1, 1, 2]))
    let weight = Tensor(NDArray([1, 10, 100, 1000], shape: [1, 1, 2, 2]))
    expectClose(
      convTranspose2d(x, weight: weight).array,
      NDArray([1, 12, 20, 100, 1200, 2000], shape: [1, 1, 2, 3])
    )
    expectClose(
      convTranspose2d(x, weight: weight, stride: 2).array,
      NDArray([1, 10, 2, 20, 100, 1000, 200, 2000], shape: [1, 1, 2, 4])
    )
  }

  /// Only one of the inputs is on the tape, so only its gradient is computed.
  @Test func ofOneInputAlone() {
    let x = normal([1, 2, 4, 4], "x"), weight = normal([3, 2, 3, 3], "weight")
    expectGradients(of: [x], step: 1) { conv2d($0[0], weight: Tensor(weight), padding: 1) }
    expectGradients(of: [weight], step: 1) { conv2d(Tensor(x), weight: $0[0], padding: 1) }
    expectGradients(of: [normal([3], "bias")], step: 1) {
      conv2d(Tensor(x), weight: Tensor(weight), bias: $0[0], padding: 1)
    }
    let other = normal([2, 3, 3, 3], "weight")
    expectGradients(of: [x], step: 1) { convTranspose2d($0[0], weight: Tensor(other)) }
    expectGradients(of: [other], step: 1) { convTranspose2d(Tensor(x), weight: $0[0]) }
  }
}
