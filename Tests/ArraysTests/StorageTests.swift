import Arrays
import Testing

/// One test uses blocks larger than any other asks for, so that no other takes them in between.
@Suite struct StorageTests {
  @Test func aBlockThatIsLetGoIsHandedOutAgain() {
    let count = 30_000_000
    var block: Storage? = Storage(count: count)
    let start = block?.start
    block = nil
    // It is far too large for this, and would lie idle for the most part.
    let small = Storage(count: count / 2 - 1)
    #expect(small.start != start)
    block = Storage(count: count - 1000)
    #expect(block?.start == start)
    #expect(block?.count == count - 1000)
    // Two blocks in use are never one.
    let other = Storage(count: count)
    #expect(other.start != block?.start)
    block = nil
    Storage.releaseUnused()
    #expect(Storage(count: 10).count == 10)
  }

  @Test(arguments: [0, 1, 15, 16, 17, 1000, 1 << 20])
  func aBlockBeginsOnTheBoundaryOfACacheLine(count: Int) {
    let block = Storage(count: count)
    #expect(UInt(bitPattern: block.start) % 64 == 0)
    #expect(block.count == count)
  }

  @Test func aBlockOfZerosHoldsZerosWhateverItHeldBefore() {
    var used: [Storage]? = (0..<8).map { _ in Storage(count: 777) }
    for block in used ?? [] { block.start.update(repeating: .nan, count: block.count) }
    used = nil
    #expect(Storage(zeros: 777).values == [Float](repeating: 0, count: 777))
  }

  @Test func blocksInUseDoNotOverlap() {
    let blocks = (0..<50).map { Storage(count: 10 * $0) }
    for (index, block) in blocks.enumerated() {
      block.start.update(repeating: Float(index), count: block.count)
    }
    for (index, block) in blocks.enumerated() {
      #expect(block.values == [Float](repeating: Float(index), count: block.count))
    }
  }
}
