/// How much transformed data is held at a time.
enum WinogradMemory {
  /// In numbers: most of the second-level cache of one core.
  static let ofACore = 224 << 10

  /// In numbers: a part of the cache that cores share.
  static let shared = 2 << 20

  /// With fewer tiles than this a block of its own would read the filter too often.
  static let leastTiles = 12
}
