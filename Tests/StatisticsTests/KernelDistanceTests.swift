import Arrays
import Statistics
import Testing

@Suite struct KernelDistanceTests {
  /// By hand: kernels of 0 with 0 and with 1 are 1, of 1 with 1 it is 2³: 1 + 8 − 2 · 1 = 7.
  @Test func setsOfOneValueHaveTheClosedForm() {
    let zeros = NDArray([0, 0, 0], shape: [3, 1]), ones = NDArray([1, 1, 1, 1], shape: [4, 1])
    let distance = KernelDistance(of: zeros, from: ones)
    #expect(abs(distance.value - 7) < 1e-12)
    #expect(distance.halfWidth < 1e-12)
    #expect(abs(KernelDistance(of: ones, from: zeros).value - 7) < 1e-12)
  }

  /// Over 300 draws the mean of the distance, of standard deviation 0.04, stays within 8 of its errors.
  @Test func fewSamplesOfOneDistributionAreAtNoDistanceOnAverage() {
    var stream = RandomStream(seed: 1, "features")
    let distances = (0..<300).map { _ in
      KernelDistance(
        of: .randomNormal(shape: [20, 64], using: &stream),
        from: .randomNormal(shape: [40, 64], using: &stream)
      )
    }
    let mean = distances.reduce(0) { $0 + $1.value } / 300
    #expect(abs(mean) < 0.02)
    // The jackknife is cautious here: fewer than one in twenty misses.
    #expect(distances.count { abs($0.value) > $0.halfWidth } <= 15)
  }

  @Test func aShiftOfAllFeaturesIsSeen() {
    var stream = RandomStream(seed: 2, "features")
    let features = NDArray.randomNormal(shape: [20, 64], using: &stream)
    let reference = NDArray.randomNormal(shape: [40, 64], using: &stream)
    let distance = KernelDistance(of: features + 1, from: reference)
    #expect(distance.value > distance.halfWidth)
  }

  @Test func twoSamplesAreTooFew() async {
    await #expect(processExitsWith: .failure) {
      _ = KernelDistance(
        of: NDArray([1, 2], shape: [2, 1]),
        from: NDArray([1, 2, 3], shape: [3, 1])
      )
    }
  }
}
