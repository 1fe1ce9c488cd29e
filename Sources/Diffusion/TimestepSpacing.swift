/// Which timesteps of a schedule a sampler visits; the words are those of diffusers.
///
/// Where one falls between two timesteps, it is rounded as NumPy rounds what diffusers asks it for.
public enum TimestepSpacing: String, CaseIterable, Codable, Sendable {
  /// Evenly from 0 on, so that the noisiest timestep is left out.
  case leading

  /// Evenly from the first to the last.
  case linspace

  /// Evenly from the last on, so that the least noisy timestep is left out.
  case trailing

  /// Chooses timesteps.
  ///
  /// - Parameters:
  ///   - count: How many there are to be.
  ///   - stepCount: The number of timesteps of the schedule.
  ///   - offset: Is added to each when they are `leading`.
  /// - Returns: The timesteps, noisiest first.
  /// - Precondition: `count` lies in `1...stepCount`, and the offset leads to none past the last.
  public func timesteps(count: Int, of stepCount: Int, offset: Int = 0) -> [Int] {
    precondition(
      (1...max(1, stepCount)).contains(count),
      "\(count) steps cannot be taken through \(stepCount) timesteps"
    )
    let timesteps: [Int]
    switch self {
    case .leading:
      timesteps = (0..<count).map { $0 * (stepCount / count) + offset }.reversed()
    case .linspace:
      let stride = Double(stepCount - 1) / Double(max(1, count - 1))
      timesteps = (0..<count).map { rounded(Double($0) * stride) }.reversed()
    case .trailing:
      let total = Double(stepCount)
      // The difference of the first two places, with its rounding, separates all others as well.
      let stride = total - (total - total / Double(count))
      timesteps = (0..<count).map { rounded(total - Double($0) * stride) - 1 }
    }
    precondition(
      timesteps.allSatisfy { (0..<stepCount).contains($0) },
      "timesteps \(timesteps) lie outside 0..<\(stepCount)"
    )
    return timesteps
  }

  /// Returns the nearest whole number, of two the even one.
  private func rounded(_ place: Double) -> Int { Int(place.rounded(.toNearestOrEven)) }
}
