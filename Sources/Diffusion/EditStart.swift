public import Arrays

/// Where an edit starts in the loop over 990, 960 … 0, and so how much noise it begins with.
public struct EditStart: Hashable, Codable, Sendable {
  /// The six starts that Part A compares, the one with the most noise first.
  public static let all = [1, 3, 5, 7, 10, 20].map { EditStart(place: $0) }

  /// The place in the loop's timesteps, i_start: 0 is pure noise, and a larger one begins with less.
  public let place: Int

  /// The timesteps of the whole loop.
  private static let loop = stridedTimesteps(by: 30, of: 1000)

  /// Creates a start.
  ///
  /// - Precondition: The place lies in `0..<34`.
  public init(place: Int) {
    precondition(
      Self.loop.indices.contains(place),
      "the loop has no timestep \(place) among \(Self.loop.count)"
    )
    self.place = place
  }

  /// The timestep whose noise the edit begins with.
  public var timestep: Int { Self.loop[place] }

  /// Returns the timesteps of the loop from here to 0.
  ///
  /// - Parameter pace: 1 for all of them, more for every so many, counted from 0: so all starts end alike,
  ///   and the first step may be a shorter one.
  /// - Returns: The timesteps, noisiest first.
  public func timesteps(pace: Int) -> [Int] {
    let rest = stride(from: Self.loop.count - 1, to: place, by: -pace).reversed()
    return ([place] + rest).map { Self.loop[$0] }
  }
}

// snippet.edits
// snippet.hide
/// Edits pictures from several starts.
///
/// - Parameters:
///   - pictures: `[N, C, H, W]`, values in `-1...1`.
///   - starts: How much noise they are given.
///   - sampler: Returns what steps through some timesteps.
///   - pace: 1 to visit all timesteps of the loop, more for every so many.
///   - model: Finds the noise.
///   - stream: The source of the noise; each start gets the same.
/// - Returns: The pictures that came of each start.
/// - Throws: What `model` throws.
// snippet.show
public func edits(
  of pictures: NDArray,
  from starts: [EditStart] = EditStart.all,
  by sampler: (_ timesteps: [Int]) -> some ReverseSampler,
  pace: Int,
  predicting model: NoiseModel,
  using stream: RandomStream
) throws -> [NDArray] {
  try starts.map { start in
    var copy = stream
    return try imageToImage(
      pictures,
      from: 0,
      by: sampler(start.timesteps(pace: pace)),
      predicting: model,
      using: &copy
    )
  }
}
// snippet.end
