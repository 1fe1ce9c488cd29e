#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What one direction of a plot means.
public struct Axis: Hashable, Sendable {
  /// How values become distances.
  public enum Scale: Hashable, Sendable { case linear, logarithmic }

  /// The quantity and its unit, such as "time, seconds".
  public var title: String
  public var scale: Scale

  /// The values from one end to the other; nil to cover the data.
  public var range: ClosedRange<Double>?

  /// The values to mark; nil for round ones.
  public var ticks: [Double]?

  public init(
    _ title: String,
    scale: Scale = .linear,
    range: ClosedRange<Double>? = nil,
    ticks: [Double]? = nil
  ) {
    self.title = title
    self.scale = scale
    self.range = range
    self.ticks = ticks
  }
}

/// An axis whose range is settled.
struct ResolvedAxis: Sendable {
  let axis: Axis
  let range: ClosedRange<Double>

  /// Settles an axis on the data that it has to show, widened to round numbers where `isLoose`.
  init(_ axis: Axis, data: [Double], isLoose: Bool) {
    self.axis = axis
    let isLogarithmic = axis.scale == .logarithmic
    if let range = axis.range {
      precondition(
        !isLogarithmic || range.lowerBound > 0,
        "the logarithmic axis “\(axis.title)” cannot start at \(range.lowerBound)"
      )
      self.range = range
      return
    }
    let shown = data.filter { $0.isFinite && (!isLogarithmic || $0 > 0) } + (axis.ticks ?? [])
    guard let low = shown.min(), let high = shown.max() else {
      range = isLogarithmic ? 1...10 : 0...1
      return
    }
    if isLogarithmic {
      let margin = isLoose ? pow(high / low, 0.04) : 1
      range = high > low ? low / margin...high * margin : low / 3...high * 3
    } else if high > low {
      let step = Tick.step(for: high - low, limit: 6)
      range =
        isLoose
        ? ((low / step + 1e-9).rounded(.down) * step)...((high / step - 1e-9).rounded(.up) * step)
        : low...high
    } else {
      let margin = low == 0 ? 1 : abs(low) / 2
      range = low - margin...high + margin
    }
  }

  /// Returns how far along the axis a value is, 0 at its start and 1 at its end; not clipped.
  func position(_ value: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard high > low else { return 0.5 }
    return axis.scale == .linear
      ? (value - low) / (high - low) : log(value / low) / log(high / low)
  }

  func ticks(limit: Int) -> [Tick] {
    let isLogarithmic = axis.scale == .logarithmic
    if let values = axis.ticks {
      return values.map { Tick.explicit($0, isLogarithmic: isLogarithmic) }
    }
    return isLogarithmic
      ? Tick.logarithmic(in: range, limit: limit) : Tick.linear(in: range, limit: limit)
  }
}
