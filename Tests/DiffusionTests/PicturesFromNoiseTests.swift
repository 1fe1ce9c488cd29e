import Arrays
import Diffusion
import Testing

@Suite struct PicturesFromNoiseTests {
  private func pictures(_ count: Int) throws -> NDArray {
    try picturesFromNoise(
      count,
      side: 4,
      by: DDPMSampler(
        schedule: .cosine(stepCount: 100),
        timesteps: stridedTimesteps(by: 25, of: 100),
        variance: .fixedSmall
      ),
      random: { RandomStream(seed: 3, "picture \($0)") },
      predicting: { numbers in
        { xt, _ in
          #expect(xt.shape == [numbers.count, 3, 4, 4])
          return NoisePrediction(epsilon: xt.map { 0.9 * $0 })
        }
      }
    )
  }

  /// 18 pictures take two batches, 17 and 1 other ones.
  @Test func aPictureIsTheSameWhateverSharesItsBatch() throws {
    let many = try pictures(18)
    #expect(try pictures(17) == many[0..<17])
    #expect(try pictures(1) == many[0..<1])
    #expect(many[0] != many[1])
    #expect(many.values.allSatisfy { (-1...1).contains($0) })
  }
}
