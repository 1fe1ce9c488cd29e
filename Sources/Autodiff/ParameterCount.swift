extension Parameterized {
  /// How many numbers training changes; buffers do not count.
  public var parameterCount: Int { parameterShapes.reduce(0) { $0 + $1.shape.reduce(1, *) } }

  /// The shape of each parameter and its name, in their order; without buffers.
  public var parameterShapes: [(name: String, shape: [Int])] {
    var copy = self
    var listing = Listing()
    copy.visit(&listing)
    return listing.parameters
  }
}

private struct Listing: ParameterVisitor {
  var path: [String] = []
  var parameters: [(name: String, shape: [Int])] = []

  mutating func visit(_ parameter: inout Tensor) { parameters.append((name, parameter.shape)) }

  mutating func visit(_ buffer: inout Buffer) {}
}
