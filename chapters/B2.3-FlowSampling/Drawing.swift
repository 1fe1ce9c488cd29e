import Arrays
import DigitModels
import Diffusion
import Statistics

/// What a network makes of noise, and what is measured on the way.
struct Drawing: Codable, Sendable {
  /// Where all ways end, `[N, 1, 28, 28]`.
  var ends: NDArray
  var judgement: SampleJudgement
  var straightness: SampleMean
  var lengthRatio: SampleMean

  /// Follows a flow, so many rows at a time that the points on the way are few, and none of them is
  /// kept.
  init(
    from noise: NDArray,
    stepCount: Int,
    velocity: (NDArray, Float) -> NDArray,
    _ real: RealDigits
  ) {
    var ends: [NDArray] = []
    var straightness: [Double] = []
    var lengthRatios: [Double] = []
    for start in stride(from: 0, to: noise.shape[0], by: 128) {
      let path = followFlow(
        from: noise[start..<min(noise.shape[0], start + 128)],
        stepCount: stepCount,
        velocity: velocity
      )
      ends.append(path.end)
      straightness += path.straightness
      lengthRatios += path.lengthRatios
    }
    self.ends = .joined(ends)
    judgement = real.judgement(of: self.ends)
    self.straightness = SampleMean(of: straightness)
    lengthRatio = SampleMean(of: lengthRatios)
  }
}
