import Arrays
public import Notebook
import Plotting

/// Chapter B1.1: what it finds, in one sentence.
public struct UNetArchitecture: Chapter {
  public static let section = Section("B1.1", "UNetArchitecture")

  public static let parameters: [Parameter] = [
    .integer("seed", default: 1, in: 0...1_000_000, "The seed of the random walk.")
  ]

  /// All that the page shows.
  public struct Findings: Codable, Sendable {
    /// Where the walk is after each step.
    let positions: [Double]
  }

  /// Creates the chapter.
  public init() {}

  // snippet.take-steps
  public func compute(in context: ChapterContext) throws -> Findings {
    var stream = context.random("steps")
    var position = 0.0
    let positions = (0..<200).map { _ in
      position += Double(stream.nextNormal())
      return position
    }
    return Findings(positions: positions)
  }
  // snippet.end

  public func present(_ findings: Findings, on page: inout Page) throws {
    let steps = findings.positions.indices.map(Double.init)
    try page.figure(
      "walk",
      LinePlot(
        x: Axis("step"),
        y: Axis("position"),
        series: [LinePlot.Series("walk", x: steps, y: findings.positions)]
      ),
      alt: "A random walk of 200 steps that drifts away from where it began."
    )
    page.value("end", findings.positions.last ?? 0, digits: 1)
    page.fact("steps", "200")
  }
}
