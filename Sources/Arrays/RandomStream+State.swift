extension RandomStream {
  /// Where a stream is, from which it goes on exactly as if it had never stopped.
  public struct State: Codable, Hashable, Sendable {
    let seed: UInt64
    let stream: UInt64
    let block: UInt64

    /// The words of the last block that are not used yet, last one first.
    let words: [UInt32]

    /// The second number of Box and Muller's pair, by its bits.
    let spareNormal: UInt32?
  }

  /// Where the stream is now.
  public var state: State {
    State(
      seed: UInt64(key.1) << 32 | UInt64(key.0),
      stream: stream,
      block: block,
      words: words,
      spareNormal: spareNormal?.bitPattern
    )
  }

  /// Creates the stream that goes on from where another was.
  public init(_ state: State) {
    key = (UInt32(truncatingIfNeeded: state.seed), UInt32(truncatingIfNeeded: state.seed >> 32))
    stream = state.stream
    block = state.block
    words = state.words
    spareNormal = state.spareNormal.map { Float(bitPattern: $0) }
  }
}
