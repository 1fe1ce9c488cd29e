public import Arrays

// snippet.pictures-from-noise
// snippet.hide
/// Draws pictures from pure noise, 16 at a time.
///
/// Each has random numbers of its own. So it is the same picture whatever shares a batch with it, and
/// the pictures of two models can be compared one by one.
///
/// - Parameters:
///   - count: How many, at least 1.
///   - side: Their width and height S in pixels.
///   - sampler: How far a step goes, and where.
///   - random: Returns the random numbers of a picture by its number, from 0.
///   - model: Returns what finds the noise in the pictures of some numbers.
/// - Returns: The pictures, `[N, 3, S, S]`, clipped to `-1...1`.
/// - Throws: What `model` and what it returns throw.
/// - Precondition: There is a picture.
// snippet.show
public func picturesFromNoise(
  _ count: Int,
  side: Int,
  by sampler: some ReverseSampler,
  random: (_ number: Int) -> RandomStream,
  predicting model: (_ numbers: Range<Int>) throws -> NoiseModel
) throws -> NDArray {
  let batches = try stride(from: 0, to: count, by: 16).map { start in
    let numbers = start..<min(count, start + 16)
    var streams = numbers.map(random)
    func noise() -> NDArray {
      .joined(
        streams.indices.map { place in
          .randomNormal(shape: [1, 3, side, side], using: &streams[place])
        }
      )
    }
    return try iterativeDenoise(
      noise(),
      by: sampler,
      predicting: try model(numbers),
      drawing: { _ in noise() }
    )
  }
  return NDArray.joined(batches).map { min(1, max(-1, $0)) }
}
// snippet.end
