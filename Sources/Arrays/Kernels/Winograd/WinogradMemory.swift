/// How much transformed data is held at a time.
enum WinogradMemory {
  /// In numbers: most of the second-level cache of one core.
  static let ofACore = 128 << 10

  /// In numbers: a part of the cache that cores share.
  static let shared = 2 << 20

  /// The tiles that are summed at a time for the gradient of a filter: what one panel of the products
  /// reads of them stays in the first-level cache.
  static let summedTiles = 144

  /// With fewer tiles than this a block of its own would read the filter too often.
  static let leastTiles = 12
}
