import Arrays
import Statistics
import Testing

@Suite struct ProportionTests {
  /// Wilson's interval for 8 of 10, 0 of 10 and 10 of 10; the values of R's `prop.test` without
  /// continuity correction, to four digits.
  @Test(arguments: [(8, 10, 0.4902, 0.9433), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1)])
  func theIntervalIsWilsons(count: Int, total: Int, low: Double, high: Double) {
    let interval = Proportion(count, of: total).interval
    #expect(abs(interval.lowerBound - low) < 6e-5)
    #expect(abs(interval.upperBound - high) < 6e-5)
  }

  @Test func moreTrialsNarrowIt() {
    let few = Proportion(9, of: 10).interval, many = Proportion(900, of: 1000).interval
    #expect(many.upperBound - many.lowerBound < few.upperBound - few.lowerBound)
  }

  @Test func noTrialsAreAProgrammerError() async {
    await #expect(processExitsWith: .failure) { _ = Proportion(0, of: 0) }
  }
}

@Suite struct EntropyTests {
  @Test func evenUseOfClassesIsTheLogarithmOfTheirNumber() {
    #expect(entropy(ofCounts: [3, 3, 3, 3]) == 2)
    #expect(entropy(ofCounts: [0, 7, 0]) == 0)
    // By hand: ¼·2 + ¾·log₂(4/3).
    #expect(abs(entropy(ofCounts: [1, 3]) - 0.811_278) < 1e-6)
  }
}

@Suite struct DistanceTests {
  /// By hand: pairs of the corners (0, 0), (3, 4), (3, 0) are 5, 3 and 4 apart.
  @Test func thePairwiseMeanIsThatOfAllPairs() {
    let corners = NDArray([0, 0, 3, 4, 3, 0], shape: [3, 2])
    #expect(abs(meanPairwiseDistance(of: corners) - 4) < 1e-6)
    #expect(meanPairwiseDistance(of: NDArray([2, 2], shape: [2, 1])) == 0)
  }

  /// The oracle compares every pair in double precision; 300 queries take more than one block.
  @Test func theNearestNeighbourIsThatOfAFullSearch() {
    var stream = RandomStream(seed: 8, "neighbours")
    let set = NDArray.randomNormal(shape: [50, 2, 3], using: &stream)
    let queries = NDArray.randomNormal(shape: [300, 2, 3], using: &stream)
    let found = nearestNeighbours(of: queries, in: set)
    #expect(found.count == 300)
    for (row, neighbour) in found.enumerated() {
      let squares = (0..<50).map { index in
        zip(queries[row].values, set[index].values).reduce(0.0) { sum, pair in
          sum + Double(pair.0 - pair.1) * Double(pair.0 - pair.1)
        }
      }
      let best = squares.indices.min { squares[$0] < squares[$1] }
      #expect(neighbour.index == best)
      #expect(abs(neighbour.distance - (squares.min() ?? 0).squareRoot()) < 1e-5)
    }
  }

  @Test func aRowOfTheSetIsItsOwnNeighbour() {
    var stream = RandomStream(seed: 8, "self")
    let set = NDArray.randomNormal(shape: [20, 5], using: &stream)
    let found = nearestNeighbours(of: set, in: set)
    #expect(found.map(\.index) == Array(0..<20))
    #expect(found.allSatisfy { $0.distance == 0 })
  }
}
