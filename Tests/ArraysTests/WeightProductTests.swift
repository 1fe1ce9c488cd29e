import TestSupport
import Testing

@testable import Arrays

@Suite struct WeightProductTests {
  /// Rows, depth and outputs that are whole numbers of blocks and those that are not, against sums in
  /// double precision.
  @Test(
    arguments: [
      [1, 1, 1], [6, 384, 32], [7, 385, 33], [13, 5, 16], [770, 20, 17], [12, 1000, 40],
    ]
  )
  func productsAreSums(extents: [Int]) {
    let (rows, depth, outputs) = (extents[0], extents[1], extents[2])
    let x = normal(rows * depth, "x"), w = normal(outputs * depth, "w")
    let result = written(rows * outputs) { result in
      WeightProduct.multiply(
        readable(x),
        rows: rows,
        depth: depth,
        by: .present(storage(w)),
        outputs: outputs,
        into: result
      )
    }
    let expected = (0..<rows * outputs).map { place in
      let (row, column) = place.quotientAndRemainder(dividingBy: outputs)
      return Float(
        (0..<depth).reduce(0.0) {
          $0 + Double(x[row * depth + $1]) * Double(w[column * depth + $1])
        }
      )
    }
    expectClose(result, array(expected), ofLargest: 1e-5)
  }

  /// Filters of one pixel, and of nine over few pixels, where there are many channels.
  @Test(arguments: [(1, 0, 4, 6), (3, 1, 512, 256), (3, 0, 512, 256)])
  func aDirectConvolutionIsTheOther(
    size: Int,
    padding: Int,
    inChannels: Int,
    outChannels: Int
  )
    throws
  {
    let shape = Convolution(
      batch: 2,
      height: 4,
      width: 3,
      inChannels: inChannels,
      outChannels: outChannels,
      kernelSize: size,
      stride: 1,
      padding: padding
    )
    let direct = try #require(DirectConvolution(shape))
    let x = normal(shape.inputCount, "x"), filter = normal(shape.filterCount, "filter")
    let epilogue = Epilogue(channels: outChannels, bias: readable(normal(outChannels, "bias")))
    let result = written(shape.outputCount) {
      direct.forward(readable(x), filter: .present(storage(filter)), epilogue: epilogue, into: $0)
    }
    let expected = written(shape.outputCount) {
      shape.forward(readable(x), filter: readable(filter), epilogue: epilogue, into: $0)
    }
    expectClose(result, expected, ofLargest: 1e-5)
  }
}
