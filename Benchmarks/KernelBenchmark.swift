import ArgumentParser
import Arrays
import Foundation
import Notebook

/// `benchmark gemm`: how fast matrices are multiplied, and what the processor could do at most.
struct GEMMBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gemm",
    abstract: "Time the product of two square matrices, beside the limit of the processor."
  )

  @Option(help: "The number of rows and columns.")
  var size = 1024

  @Option(help: "How often the product is timed; the median counts.")
  var rounds = 9

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let a = Storage(zeros: size * size), b = Storage(zeros: size * size)
    let c = Storage(zeros: size * size)
    let packed = PackedMatrix(MatrixView(b.start, rowStride: size), rows: size, columns: size)
    let gemm = median(of: rounds) {
      MatrixProduct.multiply(
        MatrixView(a.start, rowStride: size),
        rows: size,
        by: packed,
        into: c.start,
        stride: size
      )
    }
    // What a core multiplies when everything lies in its first-level cache, on all cores at once.
    let depth = 256, repeats = 2000, cores = ThreadCount.current
    let panel = PackedMatrix(MatrixView(b.start, rowStride: 16), rows: depth, columns: 16)
    let peak = median(of: rounds) {
      parallelFor(cores) { _ in
        let sums = Storage(count: 6 * 16)
        for _ in 0..<repeats {
          MatrixProduct.multiplyAlone(
            MatrixView(a.start, rowStride: depth),
            rows: 6,
            by: panel,
            into: sums.start,
            stride: 16
          )
        }
      }
    }
    try report(
      [
        "gflops": 2 * Double(size * size * size) / gemm * 1e-9,
        "gflops_limit": 2 * Double(6 * 16 * depth * repeats * cores) / peak * 1e-9,
      ],
      json: json
    )
  }
}

/// `benchmark conv`: how fast one convolution and its gradients are.
struct ConvBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conv",
    abstract: "Time a convolution, and the gradients of its input and its filter.",
    discussion: "Operations are counted as a direct convolution does them."
  )

  @Option(help: "Input channels.")
  var inChannels = 128

  @Option(help: "Output channels.")
  var outChannels = 128

  @Option(help: "The height and width of an image.")
  var size = 28

  @Option(help: "The height and width of a filter.")
  var kernelSize = 3

  @Option(help: "The step from output to output.")
  var stride = 1

  @Option(help: "The zeros around an image.")
  var padding = 1

  @Option(help: "The number of images.")
  var batch = 64

  @Option(help: "How often each is timed; the median counts.")
  var rounds = 9

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let shape = Convolution(
      batch: batch,
      height: size,
      width: size,
      inChannels: inChannels,
      outChannels: outChannels,
      kernelSize: kernelSize,
      stride: stride,
      padding: padding
    )
    let x = Storage(zeros: shape.inputCount), y = Storage(zeros: shape.outputCount)
    let filter = Storage(zeros: shape.filterCount)
    let operations = 2 * Double(shape.outputCount * kernelSize * kernelSize * inChannels) * 1e-9
    let forward = median(of: rounds) {
      shape.forward(
        x.start,
        filter: filter.start,
        epilogue: Epilogue(channels: outChannels),
        into: y.start
      )
    }
    let input = median(of: rounds) {
      shape.inputGradient(
        y.start,
        filter: filter.start,
        epilogue: Epilogue(channels: inChannels),
        into: x.start
      )
    }
    let weights = median(of: rounds) {
      shape.filterGradient(x.start, outputGradient: y.start, into: filter.start)
    }
    try report(
      [
        "gflops_forward": operations / forward, "gflops_input_gradient": operations / input,
        "gflops_filter_gradient": operations / weights,
      ],
      json: json
    )
  }
}

/// Returns the median time of some calls after one that is not counted, in seconds.
func median(of rounds: Int, _ work: () -> Void) -> Double {
  work()
  let clock = ContinuousClock()
  return (0..<max(1, rounds)).map { _ in
    let start = clock.now
    work()
    return (clock.now - start) / .seconds(1)
  }.median
}

private func report(_ figures: [String: Double], json: Bool) throws {
  if json {
    print(String(decoding: try StableJSON.encode(figures), as: UTF8.self))
  } else {
    for (name, value) in figures.sorted(by: { $0.key < $1.key }) {
      print("\(name) \(fixed(value, digits: 0))")
    }
  }
}
