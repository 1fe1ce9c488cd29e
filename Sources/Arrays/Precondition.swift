/// Stops the program with a sentence unless a condition holds.
///
/// It stands in for the standard library's function of the same name in every file that imports this
/// module. That one keeps its sentence to itself in optimised code, as these libraries always are, and
/// a program that stops without saying which shapes did not fit is of little help.
@inline(__always)
package func precondition(
  _ condition: @autoclosure () -> Bool,
  _ message: @autoclosure () -> String,
  file: StaticString = #file,
  line: UInt = #line
) {
  guard condition() else { fatalError(message(), file: file, line: line) }
}
