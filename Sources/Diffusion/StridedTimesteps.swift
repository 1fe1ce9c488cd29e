// snippet.strided-timesteps
// snippet.hide
/// Returns every so many of a schedule's timesteps, the noisiest first and 0 last.
///
/// Of 1000 timesteps with a stride of 30 these are 990, 960 … 0: 34 of them, and 34 steps, the last of
/// which leads from timestep 0 to the picture without noise.
///
/// - Parameters:
///   - stride: How far they are apart.
///   - stepCount: The number of timesteps of the schedule.
/// - Returns: The timesteps.
/// - Precondition: The stride lies in `1...stepCount`.
// snippet.show
public func stridedTimesteps(by stride: Int, of stepCount: Int) -> [Int] {
  // snippet.hide
  precondition(
    (1...max(1, stepCount)).contains(stride),
    "a stride of \(stride) leads past \(stepCount) timesteps"
  )
  // snippet.show
  return Swift.stride(from: 0, to: stepCount, by: stride).reversed()
}
// snippet.end
