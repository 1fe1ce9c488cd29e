/// How much transformed data is held at a time.
enum WinogradMemory {
  /// In numbers: most of the second-level cache of one core.
  static let ofACore = 128 << 10

  /// In numbers: a part of the cache that cores share.
  static let shared = 2 << 20

  /// Returns how many tiles are summed at a time for the gradient of a filter.
  ///
  /// They share the cache with the sums, so they are few; but where the sums by themselves are more than
  /// it holds, they are many, so that the sums are read rarely.
  ///
  /// - Parameters:
  ///   - tile: The numbers of a transformed tile, of the input and of the gradient.
  ///   - sums: The numbers of all sums.
  /// - Returns: At least 32.
  static func summedTiles(ofSize tile: Int, sums: Int) -> Int {
    sums > shared ? 144 : min(144, max(32, ofSummedTiles / tile / 8 * 8))
  }

  private static let ofSummedTiles = 512 << 10

  /// With fewer tiles than this a block of its own would read the filter too often.
  static let leastTiles = 12
}
