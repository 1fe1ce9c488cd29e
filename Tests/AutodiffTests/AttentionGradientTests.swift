import Arrays
import Autodiff
import TestSupport
import Testing

@Suite struct AttentionGradientTests {
  @Test(arguments: [1, 2])
  func ofAttention(headCount: Int) {
    let arrays = [
      normal([2, 3, 4], "query"), normal([2, 5, 4], "key"), normal([2, 5, 4], "value"),
    ]
    expectGradients(of: arrays) {
      scaledDotProductAttention(query: $0[0], key: $0[1], value: $0[2], headCount: headCount)
    }
  }

  /// Self-attention hands one tensor over three times.
  @Test func ofAttentionToItself() {
    expectGradients(of: [normal([1, 4, 3], "x")]) {
      scaledDotProductAttention(query: $0[0], key: $0[0], value: $0[0])
    }
  }

  /// A bias is shared by all sequences; keys that are masked have no gradient.
  @Test func ofAttentionWithABiasAndAMask() {
    let arrays = [
      normal([2, 3, 4], "query"), normal([2, 5, 4], "key"), normal([2, 5, 4], "value"),
      normal([2, 3, 5], "bias"),
    ]
    expectGradients(of: arrays) {
      scaledDotProductAttention(
        query: $0[0],
        key: $0[1],
        value: $0[2],
        headCount: 2,
        scale: 0.7,
        bias: $0[3],
        mask: [[true, true, false, true, true], [true, false, false, false, true]]
      )
    }
  }

  @Test func maskedKeysAreNotAttendedTo() {
    let (query, key, value) = (
      normal([1, 3, 4], "query"), normal([1, 5, 4], "key"), normal([1, 5, 4], "value")
    )
    func first(_ count: Int, of array: NDArray) -> Tensor {
      Tensor(NDArray(Array(array.values.prefix(count * 4)), shape: [1, count, 4]))
    }
    let masked = scaledDotProductAttention(
      query: Tensor(query),
      key: Tensor(key),
      value: Tensor(value),
      mask: [[true, true, false, false, false]]
    )
    let alone = scaledDotProductAttention(
      query: Tensor(query),
      key: first(2, of: key),
      value: first(2, of: value)
    )
    expectClose(masked.array, alone.array, absolute: 1e-6)
  }

  @Test func ofAMeanOfRows() {
    expectGradients(of: [normal([2, 3, 4], "x")], step: 1) { $0[0].meanOfRows() }
  }

  @Test(arguments: [[3, 5], [2, 3, 4], [7]])
  func ofASoftmax(shape: [Int]) { expectGradients(of: [normal(shape, "x")]) { softmax($0[0]) } }

  /// Rows that are looked up twice gather both gradients.
  @Test func ofAnEmbedding() {
    expectGradients(of: [normal([4, 3], "table")], step: 1) {
      embedding([2, 0, 2, 3], table: $0[0])
    }
  }
}
