public import Arrays
public import Datasets
import Diffusion
public import Statistics

/// The exam of every flow of the report: the same lines from noise to digits, at the same times.
public struct FlowExam: Sendable {
  /// The middles of twenty equal parts of time: the mean loss over them is that of uniform times.
  public static let middles = (0..<20).map { (Float($0) + 0.5) / 20 }

  /// The times at which losses are measured: 0, ``middles``, and 1.
  public static let times = [0] + middles + [1]

  /// The digits that the lines end at.
  public let digits: Digits

  private let stream: RandomStream

  /// Creates an exam.
  ///
  /// - Parameters:
  ///   - digits: What the lines end at; digits that no network examined has learnt from.
  ///   - stream: The source of the noise that they begin at.
  public init(on digits: Digits, noise stream: RandomStream) {
    (self.digits, self.stream) = (digits, stream)
  }

  /// Measures how far velocities are off, line by line.
  ///
  /// - Parameter velocity: The field: the velocity at points, one on each line, and a time.
  /// - Returns: The losses.
  public func losses(of velocity: (_ xt: NDArray, _ time: Float) -> NDArray) -> FlowLosses {
    var stream = stream
    return FlowLosses(
      flowLosses(on: digits.images, at: Self.times, using: &stream, velocity: velocity)
    )
  }
}

/// What a velocity is off by: the mean squared error of each line at each time.
public struct FlowLosses: Sendable {
  /// A row for each of ``FlowExam/times``, a number for each line.
  public let values: [[Double]]

  /// Creates losses.
  ///
  /// - Precondition: There are two ends and a time between them, and each has a number for each line.
  public init(_ values: [[Double]]) {
    precondition(
      values.count >= 3 && values.allSatisfy { !$0.isEmpty && $0.count == values[0].count },
      "losses of \(values.map(\.count)) lines are none of an exam"
    )
    self.values = values
  }

  /// The loss of each line over uniform times: its mean over all times but the two ends.
  public var lines: [Double] {
    let inside = values.dropFirst().dropLast()
    return values[0].indices.map { line in
      inside.reduce(0) { $0 + $1[line] } / Double(inside.count)
    }
  }

  /// Returns how much lower other losses on the same lines are, line by line.
  public static func - (left: FlowLosses, right: FlowLosses) -> FlowLosses {
    FlowLosses(zip(left.values, right.values).map { zip($0, $1).map { $0 - $1 } })
  }

  /// Means over lines.
  public struct Summary: Codable, Sendable {
    /// At each of ``FlowExam/times``.
    public let byTime: [SampleMean]

    /// Over uniform times.
    public let mean: SampleMean
  }

  /// The means over lines, with their intervals.
  public var summary: Summary {
    Summary(byTime: values.map { SampleMean(of: $0) }, mean: SampleMean(of: lines))
  }
}
