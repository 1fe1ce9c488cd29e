/// A convolution by a ``WinogradTile``: transform, multiply matrices point by point, transform back.
///
/// Images lie channels last, `[batch, height, width, channels]`. Transformed tiles lie
/// `[point, tile, channel]`, so that each point is one matrix product over the channels.
struct WinogradConvolution<Tile: WinogradTile> {
  let scheme: WinogradScheme
  let batch: Int
  let input: WinogradExtent
  let output: WinogradExtent

  private let tilesDown: Int
  private let tilesAcross: Int

  /// The phases of the input along one axis.
  let axisPhases: Int

  /// The channels of the input in whole vectors, those of all phases, and those of the output in whole
  /// panels of the ``Microkernel``.
  let lanes: Int
  let depth: Int
  let columns: Int

  init(scheme: WinogradScheme, batch: Int, input: WinogradExtent, output: WinogradExtent) {
    self.scheme = scheme
    self.batch = batch
    self.input = input
    self.output = output
    let step = Tile.outputs * scheme.outputStride
    tilesDown = output.height.roundedUp(to: step) / step
    tilesAcross = output.width.roundedUp(to: step) / step
    axisPhases = scheme.phases[0].count
    lanes = input.channels.roundedUp(to: vectorWidth)
    depth = axisPhases * axisPhases * lanes
    columns = output.channels.roundedUp(to: Microkernel.columns)
  }

  var tileCount: Int { batch * tilesDown * tilesAcross }
  static var points: Int { Tile.points * Tile.points }

  /// The step between the matrices of two points of a transformed filter.
  ///
  /// It is a line of the cache more than they need: steps of powers of two would share few places of
  /// the cache.
  var filterStep: Int { depth * columns + 16 }

  /// Where a tile stands.
  func place(of tile: Int) -> (image: Int, row: Int, column: Int) {
    let (rest, column) = tile.quotientAndRemainder(dividingBy: tilesAcross)
    let (image, row) = rest.quotientAndRemainder(dividingBy: tilesDown)
    return (image, row, column)
  }

  /// Convolves `x` with a filter as it lies.
  func forward(
    _ x: UnsafePointer<Float>,
    filter: UnsafePointer<Float>,
    _ layout: WinogradFilterLayout,
    epilogue: Epilogue,
    into y: UnsafeMutablePointer<Float>
  ) {
    guard !goesByChannels else {
      forwardByChannels(x, filter: filter, layout, epilogue: epilogue, into: y)
      return
    }
    let filter = transformedFilter(filter, layout)
    let channels = 0..<output.channels
    let rowStride = max(depth, columns)
    let perTile = Self.points * rowStride
    let own = WinogradMemory.ofACore / perTile / Microkernel.rows * Microkernel.rows
    if own >= WinogradMemory.leastTiles {
      // Each thread takes a few tiles all the way, in the cache of its own core. The products of a point
      // take the place of the values of the point before.
      let chunk = min(own, 48)
      unsafeParallelFor((tileCount + chunk - 1) / chunk) { index in
        let tiles = index * chunk..<min(tileCount, (index + 1) * chunk)
        let products = Block(rows: chunk, rowStride: rowStride, points: Self.points + 1)
        let values = products.fromSecondPoint
        forEachOutputPhase { phase in
          transformInputs(x, tiles, phase, into: values, from: tiles)
          for point in 0..<Self.points {
            multiply(point, values, filter, phase, into: products, tiles.count)
          }
          transformOutputs(tiles, phase, of: products, from: tiles, channels, epilogue, into: y)
        }
      }
      return
    }
    // The filter is larger than such a block: all threads work on one block, so that each part of the
    // filter is read once for many tiles.
    let chunk = max(
      Microkernel.rows,
      min(tileCount.roundedUp(to: Microkernel.rows), WinogradMemory.shared / perTile)
        / Microkernel.rows * Microkernel.rows
    )
    let values = Block(rows: chunk, rowStride: depth, points: Self.points)
    let products = Block(rows: chunk, rowStride: columns, points: Self.points)
    for first in stride(from: 0, to: tileCount, by: chunk) {
      let tiles = first..<min(tileCount, first + chunk)
      forEachOutputPhase { phase in
        forEachGroup(of: tiles) { group in
          transformInputs(x, group, phase, into: values, from: tiles)
        }
        unsafeParallelFor(Self.points) { point in
          multiply(point, values, filter, phase, into: products, tiles.count)
        }
        forEachGroup(of: tiles) { group in
          transformOutputs(group, phase, of: products, from: tiles, channels, epilogue, into: y)
        }
      }
    }
  }

  /// Shares tiles out to threads, a few at a time.
  func forEachGroup(of tiles: Range<Int>, _ body: (Range<Int>) -> Void) {
    let size = 4
    unsafeParallelFor((tiles.count + size - 1) / size) { index in
      let first = tiles.lowerBound + index * size
      body(first..<min(tiles.upperBound, first + size))
    }
  }

  /// Transformed tiles, or their products with a filter.
  struct Block {
    let start: UnsafeMutablePointer<Float>

    /// The step from point to point, and from tile to tile.
    let step: Int
    let rowStride: Int

    private let storage: Storage

    init(rows: Int, rowStride: Int, points: Int) {
      step = rows * rowStride + 16
      self.rowStride = rowStride
      storage = Storage(count: points * step)
      start = storage.start
    }

    private init(_ block: Block, from start: UnsafeMutablePointer<Float>) {
      (self.start, step, rowStride, storage) = (start, block.step, block.rowStride, block.storage)
    }

    /// The same memory without the first point.
    var fromSecondPoint: Block { Block(self, from: start + step) }
  }

  /// A phase of the output along both axes, and its number.
  struct OutputPhase {
    let number: Int
    let down: [WinogradScheme.Phase]
    let across: [WinogradScheme.Phase]
  }

  private func forEachOutputPhase(_ body: (OutputPhase) -> Void) {
    for (y, down) in scheme.phases.enumerated() {
      for (x, across) in scheme.phases.enumerated() {
        body(OutputPhase(number: y * scheme.phases.count + x, down: down, across: across))
      }
    }
  }

  /// Multiplies the values of one point by the filter's.
  private func multiply(
    _ point: Int,
    _ values: Block,
    _ filter: Storage,
    _ phase: OutputPhase,
    into products: Block,
    _ count: Int
  ) {
    let matrix = filter.start + (phase.number * Self.points + point) * filterStep
    let left = values.start + point * values.step, place = products.start + point * products.step
    for panel in 0..<columns / Microkernel.columns {
      for row in stride(from: 0, to: count, by: Microkernel.rows) {
        Microkernel.multiply(
          Microkernel.Left(
            start: left + row * values.rowStride,
            rowStride: values.rowStride,
            stride: 1
          ),
          matrix + panel * depth * Microkernel.columns,
          rightStride: Microkernel.columns,
          depth: depth,
          into: place + (row * products.rowStride + panel * Microkernel.columns),
          sumStride: products.rowStride,
          adding: false
        )
      }
    }
  }
}
