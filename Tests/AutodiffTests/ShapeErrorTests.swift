import Arrays
import Autodiff
import Testing

/// Shapes that do not fit stop the program with a sentence that names both.
@Suite struct ShapeErrorTests {
  @Test func ofConv2d() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = conv2d(zeros(1, 3, 4, 4), weight: zeros(5, 2, 3, 3)) }
    expectSentence(result, "[1, 3, 4, 4]", "[5, 2, 3, 3]")
  }

  @Test func ofConv2dWithFiltersThatAreNotSquare() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = conv2d(zeros(1, 2, 4, 4), weight: zeros(5, 2, 3, 1)) }
    expectSentence(result, "[1, 2, 4, 4]", "[5, 2, 3, 1]")
  }

  @Test func ofConv2dOfRows() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = conv2d(zeros(1, 2), weight: zeros(5, 2, 3, 3)) }
    expectSentence(result, "[1, 2]", "[5, 2, 3, 3]")
  }

  @Test func ofConv2dWithABias() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = conv2d(zeros(1, 2, 4, 4), weight: zeros(5, 2, 3, 3), bias: zeros(4)) }
    expectSentence(result, "[4]", "5 channels")
  }

  @Test func ofConv2dOfImagesThatAreTooSmall() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = conv2d(zeros(1, 2, 2, 9), weight: zeros(5, 2, 4, 4), stride: 3) }
    expectSentence(result, "kernel of 4", "2 by 9")
  }

  @Test func ofConvTranspose2d() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = convTranspose2d(zeros(1, 3, 4, 4), weight: zeros(2, 5, 3, 3)) }
    expectSentence(result, "[1, 3, 4, 4]", "[2, 5, 3, 3]")
  }

  @Test func ofConvTranspose2dWithABias() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = convTranspose2d(zeros(1, 3, 4, 4), weight: zeros(3, 5, 3, 3), bias: zeros(3)) }
    expectSentence(result, "[3]", "5 channels")
  }

  @Test func ofConvTranspose2dThatLeavesNothing() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = convTranspose2d(zeros(1, 3, 1, 1), weight: zeros(3, 5, 2, 2), padding: 1) }
    expectSentence(result, "kernel of 2", "0 by 0")
  }

  @Test func ofBatchNorm() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = batchNorm(zeros(2, 3, 4, 4), weight: zeros(4), bias: zeros(4), epsilon: 0) }
    expectSentence(result, "[4]", "[2, 3, 4, 4]")
  }

  @Test func ofBatchNormWithUnlikeShifts() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = batchNorm(zeros(2, 3, 4, 4), weight: zeros(3), bias: zeros(2), epsilon: 0) }
    expectSentence(result, "[3]", "[2]", "[2, 3, 4, 4]")
  }

  @Test func ofBatchNormOfThreeAxes() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = batchNorm(zeros(2, 3, 4), weight: zeros(3), bias: zeros(3), epsilon: 0) }
    expectSentence(result, "[3]", "[2, 3, 4]")
  }

  @Test func ofBatchNormWithMoments() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) {
      _ = FixedNormalization(
        mean: zeros(1),
        variance: zeros(3),
        weight: zeros(3),
        bias: zeros(3),
        epsilon: 1,
        then: .gelu
      )
    }
    expectSentence(result, "[1]", "[3]")
  }

  @Test func ofSums() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = zeros(2, 3) + zeros(3, 2) }
    expectSentence(result, "[2, 3]", "[3, 2]")
  }

  @Test func ofSumsOfImagesAndRows() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = zeros(2, 3, 4, 4) + zeros(2, 4) }
    expectSentence(result, "[2, 3, 4, 4]", "[2, 4]")
  }

  @Test func ofProducts() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = zeros(2, 3, 4, 4) * zeros(2, 3, 4, 1) }
    expectSentence(result, "[2, 3, 4, 4]", "[2, 3, 4, 1]")
  }

  @Test func ofDifferences() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = zeros(4) - zeros(2, 2) }
    expectSentence(result, "[4]", "[2, 2]")
  }

  @Test func ofLinearMaps() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = linear(zeros(4, 3), weight: zeros(3, 5)) }
    expectSentence(result, "[4, 3]", "[3, 5]")
  }

  @Test func ofLinearMapsWithABias() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = linear(zeros(4, 3), weight: zeros(5, 3), bias: zeros(3)) }
    expectSentence(result, "[5, 3]", "[3]", "[4, 3]")
  }

  @Test func ofConcatenations() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = concatenate(zeros(2, 3, 4, 4), zeros(2, 3, 4, 2)) }
    expectSentence(result, "[2, 3, 4, 4]", "[2, 3, 4, 2]")
  }

  @Test func ofConcatenationsOfThreeAxes() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = concatenate(zeros(2, 3, 4), zeros(2, 3, 5)) }
    expectSentence(result, "[2, 3, 4]", "[2, 3, 5]")
  }

  @Test func ofAveragePools() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = averagePool2d(zeros(2, 3, 4, 6), size: 4) }
    expectSentence(result, "[2, 3, 4, 6]", "4 pixels")
  }

  @Test func ofNewShapes() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = zeros(2, 3).reshaped([5]) }
    expectSentence(result, "[2, 3]", "[5]")
  }

  @Test func ofMeanSquaredErrors() async throws {
    let result = try await #require(
      processExitsWith: .failure,
      observing: [\.standardErrorContent]
    ) { _ = meanSquaredError(zeros(2, 3), zeros(3, 2)) }
    expectSentence(result, "[2, 3]", "[3, 2]")
  }
}

private func zeros(_ shape: Int...) -> Tensor { Tensor(repeating: 0, shape: shape) }

/// Expects a program that stopped to have said a sentence with some words in it.
func expectSentence(
  _ result: ExitTest.Result,
  _ words: String...,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let sentence = String(decoding: result.standardErrorContent, as: UTF8.self)
  #expect(
    sentence.contains("Fatal error: ") && words.allSatisfy { sentence.contains($0) },
    sourceLocation: sourceLocation
  )
}
