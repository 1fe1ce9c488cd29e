import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// A block of numbers on the boundary of a cache line.
///
/// A whole ``Vector`` may be read from the place of any number, the last one too: what lies behind the
/// last number is memory of the block that means nothing.
///
/// Blocks are kept and handed out again: fresh pages of the system cost more than the arithmetic that
/// is done on them, and a training step asks for the same sizes over and over. What a block held
/// before is in it still.
package final class Storage: @unchecked Sendable {
  /// The first number.
  package let start: UnsafeMutablePointer<Float>

  /// How many numbers were asked for.
  package let count: Int

  private let block: Block

  /// Takes a block of `count` numbers, whatever they are.
  package init(count: Int) {
    self.count = count
    block = Self.free.withLock { blocks in
      // The smallest that fits, unless most of it would lie idle.
      let place = blocks.partition(atLeast: count)
      if place < blocks.count, blocks[place].count <= max(2 * count, 1 << 12) {
        return blocks.remove(at: place)
      }
      return Block(count: count)
    }
    start = block.start
  }

  /// Takes a block of zeros.
  package convenience init(zeros count: Int) {
    self.init(count: count)
    start.update(repeating: 0, count: count)
  }

  /// Larger blocks go back to the system: a few of them, kept, would be most of the memory.
  private static let mostKept = 1 << 25

  deinit {
    guard block.count <= Self.mostKept else { return block.start.deallocate() }
    Self.free.withLock { [block] blocks in
      blocks.insert(block, at: blocks.partition(atLeast: block.count))
    }
  }

  /// Gives the memory of all blocks that are not in use back to the system.
  package static func releaseUnused() {
    free.withLock { blocks in
      for block in blocks { block.start.deallocate() }
      blocks = []
    }
  }

  fileprivate struct Block: @unchecked Sendable {
    let start: UnsafeMutablePointer<Float>
    let count: Int

    init(count: Int) {
      let hugePage = 2 << 20
      let bytes = ((count + vectorWidth) * MemoryLayout<Float>.stride).roundedUp(to: 64)
      self.count = bytes / MemoryLayout<Float>.stride - vectorWidth
      let isLarge = bytes >= hugePage
      let memory = UnsafeMutableRawPointer.allocate(
        byteCount: bytes,
        alignment: isLarge ? hugePage : 64
      )
      #if canImport(Glibc)
        // Kernels read with long strides, which needs an entry for each page that they touch.
        if isLarge { madvise(memory, bytes, Int32(MADV_HUGEPAGE)) }
      #endif
      start = memory.bindMemory(to: Float.self, capacity: self.count + vectorWidth)
    }
  }

  /// The blocks that are not in use, smallest first.
  private static let free = Mutex<[Block]>([])
}

extension [Storage.Block] {
  /// Returns the place of the first block that holds a count.
  fileprivate func partition(atLeast count: Int) -> Int {
    var low = 0, high = self.count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].count < count { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
