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

  @Test(arguments: [[3, 5], [2, 3, 4], [7]])
  func ofASoftmax(shape: [Int]) { expectGradients(of: [normal(shape, "x")]) { softmax($0[0]) } }

  /// Rows that are looked up twice gather both gradients.
  @Test func ofAnEmbedding() {
    expectGradients(of: [normal([4, 3], "table")], step: 1) {
      embedding([2, 0, 2, 3], table: $0[0])
    }
  }
}
