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

  /// Long enough that starting the threads does not count.
  private static let limitSteps = 10_000_000

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
    let peak = median(of: rounds) {
      parallelFor(ThreadCount.current) { _ in multiplyAndAdd(count: Self.limitSteps) }
    }
    try report(
      [
        "gflops": 2 * Double(size * size * size) / gemm * 1e-9,
        "gflops_limit": Double(ThreadCount.current * Self.limitSteps * 12 * 8 * 2) / peak * 1e-9,
      ],
      json: json
    )
  }
}

/// Multiplies and adds in registers alone: twelve sums of eight numbers, which is as much as a core
/// keeps under way.
@inline(never)
private func multiplyAndAdd(count: Int) {
  var sums = (
    SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero,
    SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero,
    SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero
  )
  let a = SIMD8<Float>(repeating: Float(count & 1)), b = SIMD8<Float>(repeating: 0.5)
  for _ in 0..<count {
    sums.0.addProduct(a, b)
    sums.1.addProduct(a, b)
    sums.2.addProduct(a, b)
    sums.3.addProduct(a, b)
    sums.4.addProduct(a, b)
    sums.5.addProduct(a, b)
    sums.6.addProduct(a, b)
    sums.7.addProduct(a, b)
    sums.8.addProduct(a, b)
    sums.9.addProduct(a, b)
    sums.10.addProduct(a, b)
    sums.11.addProduct(a, b)
  }
  let first = sums.0 + sums.1 + sums.2 + sums.3 + sums.4 + sums.5
  let total = first + sums.6 + sums.7 + sums.8 + sums.9 + sums.10 + sums.11
  blackHole(total[0])
}

/// Takes a number, so that what made it is not left out.
@inline(never)
private func blackHole(_ number: Float) {
  guard number.isNaN else { return }
  print("no number")
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
