extension Parameterized {
  /// How many numbers training changes; buffers do not count.
  public var parameterCount: Int {
    var copy = self
    var counting = Counting()
    copy.visit(&counting)
    return counting.count
  }
}

private struct Counting: ParameterVisitor {
  var path: [String] = []
  var count = 0

  mutating func visit(_ parameter: inout Tensor) { count += parameter.count }

  mutating func visit(_ buffer: inout Buffer) {}
}
