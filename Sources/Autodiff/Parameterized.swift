/// Something with numbers that training changes.
public protocol Parameterized {
  /// Shows each parameter, buffer and child to a visitor once, under its name.
  mutating func visit(_ visitor: inout some ParameterVisitor)
}

/// Walks through the parameters of a network.
public protocol ParameterVisitor {
  /// The names that lead to what is visited, outermost first.
  var path: [String] { get set }

  /// Visits a parameter.
  mutating func visit(_ parameter: inout Tensor)

  /// Visits a number that the network keeps and that no gradient changes.
  mutating func visit(_ buffer: inout Buffer)
}

extension ParameterVisitor {
  /// Visits a parameter under its name.
  public mutating func visit(_ parameter: inout Tensor, named name: String) {
    path.append(name)
    visit(&parameter)
    path.removeLast()
  }

  /// Visits a buffer under its name.
  public mutating func visit(_ buffer: inout Buffer, named name: String) {
    path.append(name)
    visit(&buffer)
    path.removeLast()
  }

  /// Visits all that a child has, under its name.
  public mutating func visit(_ child: inout some Parameterized, named name: String) {
    path.append(name)
    child.visit(&self)
    path.removeLast()
  }

  /// The names joined by dots, such as `down1.first.conv.weight`.
  public var name: String { path.joined(separator: ".") }
}

/// A tensor that a network keeps beside its parameters, such as a running mean.
///
/// Forward functions do not change their network. What they write to a buffer is put down on the tape,
/// and ``valueWithGradient(at:_:)`` carries it over when the computation is done.
public struct Buffer: Sendable {
  /// The value before the computation.
  public var value: Tensor

  var place: (tape: Tape, index: Int)?

  /// Creates a buffer.
  public init(_ value: Tensor) { self.value = value }

  /// Sets the value for the time after the computation; without effect where nothing is trained.
  public func update(to value: Tensor) {
    guard let place else { return }
    place.tape.update(buffer: place.index, to: value)
  }
}

/// The children of a list have their numbers for names.
extension Array: Parameterized where Element: Parameterized {
  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    for index in indices { visitor.visit(&self[index], named: "\(index)") }
  }
}

/// A child that may be missing.
extension Optional: Parameterized where Wrapped: Parameterized {
  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    guard var child = self else { return }
    child.visit(&visitor)
    self = child
  }
}
