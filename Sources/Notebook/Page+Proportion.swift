import Plotting
public import Statistics

extension Page {
  /// Names a proportion for the prose, in percent with its 95 % interval.
  ///
  /// With the name "hits", `{{hits}}` is the percentage, `{{hitsLow}}` and `{{hitsHigh}}` are the ends of
  /// the interval, and `{{hitsCount}}` of `{{hitsTotal}}` succeeded.
  ///
  /// - Parameters:
  ///   - name: Unique in the chapter.
  ///   - proportion: The proportion.
  public mutating func proportion(_ name: String, _ proportion: Proportion) {
    let interval = proportion.interval
    value(name, 100 * proportion.share, digits: 0, unit: "%")
    value("\(name)Low", 100 * interval.lowerBound, digits: 0, unit: "%")
    value("\(name)High", 100 * interval.upperBound, digits: 0, unit: "%")
    value("\(name)Count", Double(proportion.count), digits: 0)
    value("\(name)Total", Double(proportion.total), digits: 0)
  }
}

extension Proportion {
  /// How many of how many, as in "3 of 9".
  public var counted: String { "\(count) of \(total)" }

  /// The 95 % interval in percent, as in "12–65 %".
  public var range: String {
    let (low, high) = (100 * interval.lowerBound, 100 * interval.upperBound)
    return "\(low.fixed(0))–\(high.fixed(0)) %"
  }
}
