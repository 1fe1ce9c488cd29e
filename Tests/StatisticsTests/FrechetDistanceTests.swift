import Arrays
import Statistics
import Testing

@Suite struct FrechetDistanceTests {
  private func diagonal(_ mean: [Double], _ variances: [Double]) -> FeatureMoments {
    let size = mean.count
    var values = [Double](repeating: 0, count: size * size)
    for index in 0..<size { values[index * size + index] = variances[index] }
    return FeatureMoments(
      count: 100,
      mean: mean,
      covariance: SymmetricMatrix(values, size: size)
    )
  }

  /// Where the covariances commute the distance is ‖μ₁ − μ₂‖² + Σ(σ₁ − σ₂)²: 9 + 16 + 1 + 4 = 30.
  @Test func independentFeaturesHaveTheClosedForm() {
    let first = diagonal([0, 1], [4, 9]), second = diagonal([3, 5], [1, 25])
    #expect(abs(frechetDistance(first, second) - 30) < 1e-10)
    #expect(abs(frechetDistance(second, first) - 30) < 1e-10)
  }

  /// Covariances [[2, 1], [1, 2]] and the identity: 2·(√3 − 1)² / 2 + (√1 − 1)² = (√3 − 1)².
  @Test func dependentFeaturesHaveTheClosedForm() {
    let first = FeatureMoments(
      count: 9,
      mean: [0, 0],
      covariance: SymmetricMatrix([2, 1, 1, 2], size: 2)
    )
    let root = 3.0.squareRoot() - 1
    #expect(abs(frechetDistance(first, diagonal([0, 0], [1, 1])) - root * root) < 1e-10)
  }

  @Test func aSetIsAtNoDistanceFromItself() {
    var stream = RandomStream(seed: 1, "features")
    let features = NDArray.randomNormal(shape: [40, 6], using: &stream)
    let moments = FeatureMoments(of: features)
    #expect(frechetDistance(moments, moments) < 1e-9)
    // A constant is added: the covariance stays, and each mean moves by 2.
    #expect(abs(frechetDistance(moments, FeatureMoments(of: features + 2)) - 24) < 1e-4)
  }

  /// By hand: means 2 and 20; deviations −1, 0, 1 and 10, −10, 0.
  @Test func momentsAreThoseOfASample() {
    let moments = FeatureMoments(of: NDArray([1, 30, 2, 10, 3, 20], shape: [3, 2]))
    #expect(moments.count == 3)
    #expect(moments.mean == [2, 20])
    #expect(moments.covariance == SymmetricMatrix([1, -5, -5, 100], size: 2))
  }

  @Test func oneSampleHasNoCovariance() async {
    await #expect(processExitsWith: .failure) {
      _ = FeatureMoments(of: NDArray([1, 2], shape: [1, 2]))
    }
  }
}
