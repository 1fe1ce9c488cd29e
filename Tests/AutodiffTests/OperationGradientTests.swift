import Arrays
import Autodiff
import TestSupport
import Testing

@Suite struct OperationGradientTests {
  private let images = normal([2, 3, 2, 4], "images")

  @Test func ofActivations() {
    expectGradients(of: [normal([3, 7], "x")]) { gelu($0[0]) }
    expectGradients(of: [images]) { gelu($0[0]) }
    expectGradients(of: [normal([3, 7], "x")]) { silu($0[0]) }
    expectGradients(of: [images]) { silu($0[0]) }
  }

  @Test(arguments: [[2, 3, 2, 4], [2, 3], [2, 3, 1, 1]])
  func ofSumsAndProductsOfImages(right: [Int]) {
    let arrays = [images, normal(right, "right")]
    expectGradients(of: arrays, step: 1) { $0[0] + $0[1] }
    expectGradients(of: arrays, step: 1) { $0[0] * $0[1] }
  }

  @Test(arguments: [[], [5], [2, 3], [2, 3, 4]])
  func ofSumsAndProductsOfOneShape(shape: [Int]) {
    let arrays = [normal(shape, "left"), normal(shape, "right")]
    expectGradients(of: arrays, step: 1) { $0[0] + $0[1] }
    expectGradients(of: arrays, step: 1) { $0[0] * $0[1] }
    expectGradients(of: arrays, step: 1) { $0[0] - $0[1] }
    expectGradients(of: [arrays[0]], step: 1) { -2.5 * $0[0] }
  }

  /// By hand: a number for each channel of each image.
  @Test func aRowMeetsThePixelsOfItsChannel() {
    let x = Tensor(NDArray([1, 2, 3, 4, 5, 6, 7, 8], shape: [2, 2, 1, 2]))
    let row = Tensor(NDArray([10, 20, 30, 40], shape: [2, 2]))
    expectClose(
      (x + row).array,
      NDArray([11, 12, 23, 24, 35, 36, 47, 48], shape: [2, 2, 1, 2])
    )
    expectClose(
      (x * row).array,
      NDArray([10, 20, 60, 80, 150, 180, 280, 320], shape: [2, 2, 1, 2])
    )
  }

  /// A tensor that is used more than once gathers all its gradients.
  @Test func ofATensorThatIsUsedTwice() {
    expectGradients(of: [images]) { $0[0] * $0[0] + $0[0] }
    expectGradients(of: [images], step: 1) { $0[0] - $0[0] + $0[0] }
    expectGradients(of: [images], step: 1) { concatenate($0[0], $0[0]) }
  }

  @Test(arguments: [[4, 3], [3], [2, 2, 3]])
  func ofALinearMap(shape: [Int]) {
    let arrays = [normal(shape, "x"), normal([5, 3], "weight"), normal([5], "bias")]
    expectGradients(of: arrays, step: 1) { linear($0[0], weight: $0[1], bias: $0[2]) }
    expectGradients(of: Array(arrays.prefix(2)), step: 1) { linear($0[0], weight: $0[1]) }
  }

  /// By hand: the rows of the matrix are the outputs.
  @Test func aLinearMapIsAProductWithTheTranspose() {
    let x = Tensor(NDArray([1, 2, 3, 4], shape: [2, 2]))
    let weight = Tensor(NDArray([1, 0, 0, 1, 1, -1], shape: [3, 2]))
    let bias = Tensor(NDArray([0, 0, 10], shape: [3]))
    expectClose(
      linear(x, weight: weight, bias: bias).array,
      NDArray([1, 2, 9, 3, 4, 9], shape: [2, 3])
    )
  }

  @Test func ofAConcatenation() {
    let arrays = [images, normal([2, 1, 2, 4], "second"), normal([2, 4, 2, 4], "third")]
    expectGradients(of: arrays, step: 1) { concatenate($0[0], $0[1], $0[2]) }
    expectGradients(of: [normal([3, 2], "a"), normal([3, 4], "b")], step: 1) {
      concatenate($0[0], $0[1])
    }
    expectGradients(of: [normal([2, 3, 4], "a"), normal([2, 1, 4], "b")], step: 1) {
      concatenate($0[0], $0[1])
    }
  }

  @Test func aConcatenationJoinsChannels() {
    let a = Tensor(NDArray([1, 2, 3, 4], shape: [2, 1, 1, 2]))
    let b = Tensor(NDArray([5, 6, 7, 8, 9, 10, 11, 12], shape: [2, 2, 1, 2]))
    expectClose(
      concatenate(a, b).array,
      NDArray([1, 2, 5, 6, 7, 8, 3, 4, 9, 10, 11, 12], shape: [2, 3, 1, 2])
    )
  }

  @Test(arguments: [1, 2, 4])
  func ofAnAveragePool(size: Int) {
    expectGradients(of: [normal([2, 3, 4, 8], "x")], step: 1) { averagePool2d($0[0], size: size) }
  }

  @Test func anAveragePoolIsTheMeanOfItsSquares() {
    let x = Tensor(NDArray([1, 2, 5, 6, 3, 4, 7, 8], shape: [1, 1, 2, 4]))
    expectClose(averagePool2d(x, size: 2).array, NDArray([2.5, 6.5], shape: [1, 1, 1, 2]))
  }

  /// Tensors with four axes lie in another order, which a new shape must not show.
  @Test(arguments: [
    [48], [2, 24], [2, 3, 8], [2, 3, 2, 4], [4, 2, 3, 2], [48, 1, 1, 1], [1, 48, 1, 1],
  ])
  func ofANewShape(shape: [Int]) {
    expectGradients(of: [images], step: 1) { $0[0].reshaped(shape) }
    expectGradients(of: [images.reshaped(shape)], step: 1) { $0[0].reshaped([2, 3, 2, 4]) }
    #expect(Tensor(images).reshaped(shape).array == images.reshaped(shape))
  }

  @Test(arguments: [[7], [2, 3, 2, 2]])
  func ofTheMeanSquaredError(shape: [Int]) {
    expectGradients(of: [normal(shape, "prediction"), normal(shape, "target")]) {
      meanSquaredError($0[0], $0[1])
    }
  }

  @Test func ofTheCrossEntropy() {
    expectGradients(of: [normal([3, 5], "logits")]) { crossEntropy($0[0], labels: [4, 0, 2]) }
  }

  /// The prediction stays far from the target, where the error has a kink.
  @Test func ofTheMeanAbsoluteError() {
    let prediction = normal([2, 7], "prediction")
    let distances = normal([2, 7], "distance").map { $0 < 0 ? $0 - 0.5 : $0 + 0.5 }
    expectGradients(of: [prediction, prediction + distances]) { meanAbsoluteError($0[0], $0[1]) }
  }

  @Test func ofAnUpsampling() {
    expectGradients(of: [normal([2, 3, 2, 3], "x")], step: 1) { upsampleNearest2d($0[0]) }
  }

  @Test func ofASumAndAMean() {
    expectGradients(of: [normal([2, 3, 2, 2], "x")], step: 1) { $0[0].sum() }
    expectGradients(of: [normal([2, 3, 2, 2], "x")], step: 1) { $0[0].mean() }
  }

  @Test func ofManyOperationsInARow() {
    let arrays = [
      images, 0.3 * normal([4, 3, 3, 3], "first"), 0.3 * normal([4, 2, 2, 2], "second"),
      normal([2, 4], "row"),
    ]
    expectGradients(of: arrays) { inputs in
      let hidden = gelu(conv2d(inputs[0], weight: inputs[1], padding: 1)) * inputs[3]
      let larger = convTranspose2d(hidden, weight: inputs[2], stride: 2)
      return averagePool2d(concatenate(silu(larger), larger), size: 2)
    }
  }
}
