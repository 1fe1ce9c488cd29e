import Arrays
import Testing

/// Returns standard normal numbers that are fixed by their count and a name.
func normal(_ count: Int, _ name: String) -> [Float] {
  var stream = RandomStream(seed: UInt64(count), name)
  let first = Int(stream.nextWord()) % (drawn.count - count)
  return Array(drawn[first..<first + count])
}

/// Drawn once, because drawing costs more than most kernels.
private let drawn: [Float] = {
  var stream = RandomStream(seed: 1, "kernels")
  return NDArray.randomNormal(shape: [1 << 21], using: &stream).values
}()

/// Returns an array of one axis.
func array(_ values: [Float]) -> NDArray { NDArray(values, shape: [values.count]) }

/// Copies numbers to a block.
func storage(_ values: [Float]) -> Storage {
  let storage = Storage(count: values.count)
  for (index, value) in values.enumerated() { storage.start[index] = value }
  return storage
}

extension Storage {
  /// The numbers of the block.
  var values: [Float] { Array(UnsafeBufferPointer(start: start, count: count)) }
}

/// Returns numbers with what may be read behind the last of a block, and must not count.
func readable(_ values: [Float]) -> [Float] { values + [Float](repeating: .nan, count: 8) }

/// Returns what a kernel writes to `count` places, and expects nothing to be written beyond them.
///
/// The places hold NaN before, and so does the memory that the kernel may be handed for its own use:
/// a result that depends on what was there comes out as NaN.
func written(
  _ count: Int,
  sourceLocation: SourceLocation = #_sourceLocation,
  by kernel: (UnsafeMutablePointer<Float>) -> Void
) -> NDArray {
  var used = (8...17).map { Storage(count: 1 << $0) }
  for block in used { block.start.update(repeating: .nan, count: block.count) }
  used = []
  let beyond = 16
  var values = [Float](repeating: .nan, count: count + beyond)
  values.withUnsafeMutableBufferPointer { values in
    if let start = values.baseAddress { kernel(start) }
  }
  #expect(values[count...].count { $0.isNaN } == beyond, sourceLocation: sourceLocation)
  return array(Array(values[..<count]))
}
