import Synchronization

/// Returns the results of a function for each index in `0..<count`, several computed at a time.
///
/// - Throws: The error of the lowest index that has one; all indices are computed all the same.
public func parallelMap<Value: Sendable>(
  _ count: Int,
  _ transform: @Sendable (Int) throws -> Value
) throws -> [Value] {
  let results = Mutex([Result<Value, any Error>?](repeating: nil, count: count))
  parallelFor(count) { index in
    let result = Result { try transform(index) }
    results.withLock { $0[index] = result }
  }
  return try results.withLock { try $0.compactMap { try $0?.get() } }
}
