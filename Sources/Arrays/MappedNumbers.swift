/// Numbers that stay in their file, in whatever precision they have there, until they are used.
///
/// So a network of half precision takes no more memory than its file: what a layer needs is widened
/// while it is applied, and let go.
public struct MappedNumbers: Sendable {
  /// How each number is written.
  public let type: NumberType

  /// How many there are.
  public let count: Int

  private let file: MappedFile
  private let offset: Int

  /// Describes numbers in a file.
  ///
  /// - Precondition: The file has all of them.
  public init(in file: MappedFile, at offset: Int, type: NumberType, count: Int) {
    precondition(
      offset >= 0 && count >= 0 && offset + count * type.byteCount <= file.bytes.count,
      "\(count) numbers at byte \(offset) do not lie in the \(file.bytes.count) bytes of \(file.path)"
    )
    self.type = type
    self.count = count
    self.file = file
    self.offset = offset
  }

  /// Writes some of the numbers as `Float`, on the thread that calls it.
  package func widen(_ range: Range<Int>, into result: UnsafeMutablePointer<Float>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count,
      "numbers \(range) are not among \(count)"
    )
    guard let start = file.bytes.baseAddress, !range.isEmpty else { return }
    type.widen(
      start + (offset + range.lowerBound * type.byteCount),
      count: range.count,
      into: result
    )
  }

  /// All numbers, in the order of the file.
  public var values: [Float] {
    [Float](unsafeUninitializedCapacity: count) { values, filled in
      if let start = values.baseAddress { widen(0..<count, into: start) }
      filled = count
    }
  }

  /// Returns filters `[out, in, taps]` in the order `[taps, in, out]`.
  package func turnedFilters(out: Int, in inputs: Int, taps: Int) -> Storage {
    precondition(out * inputs * taps == count, "\(count) numbers are no \(out) filters")
    let result = Storage(count: count)
    // As many filters as fill a line of the cache, and a few inputs of each at a time.
    let group = 16, part = 32
    unsafeParallelFor((out + group - 1) / group) { index in
      let first = index * group, filters = min(group, out - first)
      withScratch(group * part * taps) { rows in
        for start in stride(from: 0, to: inputs, by: part) {
          let length = min(part, inputs - start) * taps
          for filter in 0..<filters {
            let place = ((first + filter) * inputs + start) * taps
            widen(place..<place + length, into: rows + filter * part * taps)
          }
          for input in 0..<length / taps {
            for tap in 0..<taps {
              let source = rows + (input * taps + tap)
              let target = result.start + ((tap * inputs + start + input) * out + first)
              for filter in 0..<filters { target[filter] = source[filter &* part &* taps] }
            }
          }
        }
      }
    }
    return result
  }

  /// Returns all numbers in the order that a matrix `[rows, columns]` for each of `count / (rows ·
  /// columns)` parts has with its columns outermost; `rows` of 1 leaves the order as it is.
  package func widened(rows: Int, columns: Int) -> Storage {
    let result = Storage(count: count)
    let size = rows * columns
    guard size > 0 else { return result }
    if rows == 1 || columns == 1 {
      let part = 1 << 14
      unsafeParallelFor((count + part - 1) / part) { index in
        let range = index * part..<min(count, (index + 1) * part)
        widen(range, into: result.start + range.lowerBound)
      }
      return result
    }
    unsafeParallelFor(count / size) { part in
      withScratch(size) { matrix in
        widen(part * size..<(part + 1) * size, into: matrix)
        let place = result.start + part * size
        for column in 0..<columns {
          for row in 0..<rows { place[column * rows + row] = matrix[row * columns + column] }
        }
      }
    }
    return result
  }
}
