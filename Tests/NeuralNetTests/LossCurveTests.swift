import NeuralNet
import Testing

@Suite struct LossCurveTests {
  private func record(_ losses: [Float]) throws -> TrainingRecord {
    var record = TrainingRecord()
    for (index, loss) in losses.enumerated() {
      try record.append(
        loss: loss,
        epoch: 1 + index / 4,
        batch: 1 + index % 4,
        learningRate: 1 / Float(1 + index / 4)
      )
    }
    return record
  }

  /// By hand: two single batches, then three and three and what is left of seven.
  @Test func stretchesFollowTheFirstBatches() throws {
    let curve = try record([9, 8, 1, 2, 3, 4, 5, 6, 7]).curve(first: 2, rest: 3)
    #expect(curve.stretch == 3)
    #expect(curve.steps == [1, 2, 4, 7, 9])
    #expect(curve.losses == [9, 8, 2, 5, 7])
  }

  @Test func aShortTrainingStandsWhole() throws {
    let losses: [Float] = [3, 2, 1]
    let curve = try record(losses).curve()
    #expect(curve.steps == [1, 2, 3])
    #expect(curve.losses == losses.map(Double.init))
    #expect(TrainingRecord().curve().steps.isEmpty)
  }

  @Test func theMeanOfStretchesKeepsTheSum() throws {
    let losses = (0..<777).map { Float(($0 * 37) % 101) }
    let curve = try record(losses).curve(first: 10, rest: 20)
    let sum = zip(curve.steps, curve.losses).enumerated().reduce(0.0) { sum, point in
      let (index, (step, loss)) = point
      // The middle of a stretch tells how long it is.
      let start = index < 10 ? Double(index) : 10 + Double((index - 10) * curve.stretch)
      return sum + loss * (2 * (step - start) - 1)
    }
    #expect(abs(sum - losses.reduce(0.0) { $0 + Double($1) }) < 1e-6)
  }

  /// By hand: epochs of four batches.
  @Test func epochsAreSummedUp() throws {
    let record = try record([1, 2, 3, 6, 5, 5])
    #expect(record.epochs.map(\.epoch) == [1, 2])
    #expect(record.epochs.map(\.loss) == [3, 5])
    #expect(record.epochs.map(\.learningRate) == [1, 0.5])
    #expect(record.finalLoss(over: 3) == (6 + 5 + 5) / 3.0)
    #expect(abs(record.finalLoss() - 22 / 6.0) < 1e-12)
  }
}
