import Arrays
import Autodiff
import TestSupport
import Testing

@Suite struct TapeTests {
  @Test func aParameterThatTheLossDoesNotUseHasAGradientOfZero() {
    var inputs = Inputs(tensors: [Tensor(2), Tensor(repeating: 3, shape: [2, 2])])
    let (value, gradients) = valueWithGradient(at: &inputs) { $0.tensors[0] * $0.tensors[0] }
    #expect(value == 4)
    #expect(gradients.values[0].scalar == 4)
    expectClose(gradients.values[1].array, NDArray(repeating: 0, shape: [2, 2]))
  }

  @Test func theLossMayBeAParameterOrANumber() {
    var inputs = Inputs(tensors: [Tensor(2), Tensor(5)])
    let (value, gradients) = valueWithGradient(at: &inputs) { $0.tensors[1] }
    #expect(value == 5)
    #expect(gradients.values.map(\.scalar) == [0, 1])
    #expect(valueWithGradient(at: &inputs) { _ in Tensor(7) }.gradients.values[0].scalar == 0)
  }

  @Test func noGradientFlowsThroughADetachedTensor() {
    var inputs = Inputs(tensors: [Tensor(3)])
    let (_, gradients) = valueWithGradient(at: &inputs) { inputs in
      #expect(inputs.tensors[0].isLifted && !inputs.tensors[0].detached.isLifted)
      return inputs.tensors[0] * inputs.tensors[0].detached
    }
    #expect(gradients.values[0].scalar == 3)
    #expect(!inputs.tensors[0].isLifted)
  }

  /// Without parameters nothing is recorded.
  @Test func tensorsWithoutATapeStayWithoutOne() {
    #expect(!(Tensor(1) + Tensor(2)).isLifted)
  }

  @Test func whatIsWrittenToABufferIsThereAfterwards() {
    struct Counter: Parameterized {
      var count = Buffer(Tensor(0))
      var unused = Buffer(Tensor(9))
      var weight = Tensor(1)

      mutating func visit(_ visitor: inout some ParameterVisitor) {
        visitor.visit(&unused, named: "unused")
        visitor.visit(&count, named: "count")
        visitor.visit(&weight, named: "weight")
      }
    }
    var counter = Counter()
    for _ in 0..<3 {
      _ = valueWithGradient(at: &counter) { counter in
        counter.count.update(to: counter.count.value + counter.weight)
        return counter.weight
      }
    }
    #expect(counter.count.value.scalar == 3)
    #expect(!counter.count.value.isLifted)
    #expect(counter.unused.value.scalar == 9)
    // Where nothing is trained there is no tape to write to.
    counter.count.update(to: Tensor(100))
    #expect(counter.count.value.scalar == 3)
  }

  @Test func tensorsOfTwoTapesStopTheProgram() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      var outer = Inputs(tensors: [Tensor(1)]), inner = Inputs(tensors: [Tensor(2)])
      _ = valueWithGradient(at: &outer) { outer in
        _ = valueWithGradient(at: &inner) { outer.tensors[0] * $0.tensors[0] }
        return outer.tensors[0]
      }
    }
    expectSentence(result, "tensors of two tapes cannot be combined")
  }

  @Test func aTensorOfAComputationThatIsOverStopsTheNext() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      var inputs = Inputs(tensors: [Tensor(1)])
      var kept = Tensor(0)
      _ = valueWithGradient(at: &inputs) { inputs in
        kept = inputs.tensors[0] + inputs.tensors[0]
        return kept
      }
      _ = valueWithGradient(at: &inputs) { $0.tensors[0] + kept }
    }
    expectSentence(result, "tensors of two tapes cannot be combined")
  }

  @Test func aLossOfAnotherTapeStopsTheProgram() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      var outer = Inputs(tensors: [Tensor(1)]), inner = Inputs(tensors: [Tensor(2)])
      _ = valueWithGradient(at: &outer) { outer in
        _ = valueWithGradient(at: &inner) { _ in outer.tensors[0] }
        return outer.tensors[0]
      }
    }
    expectSentence(result, "the loss stands on another tape")
  }

  @Test func aLossThatIsNoScalarStopsTheProgram() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      var inputs = Inputs(tensors: [Tensor(repeating: 1, shape: [2, 3])])
      _ = valueWithGradient(at: &inputs) { $0.tensors[0] }
    }
    expectSentence(result, "a loss is a scalar", "[2, 3]")
  }
}
