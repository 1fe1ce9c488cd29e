import Digests
public import Drawing
public import Plotting

extension Page {
  /// Adds a drawing of a plane in which readers let points of their own flow from noise to pictures.
  ///
  /// The page follows the velocity that has the least loss on the pictures, in closed form, by Euler's
  /// steps; without scripts it shows the drawing alone.
  ///
  /// - Parameters:
  ///   - name: Unique in the chapter.
  ///   - figure: What stands there at first.
  ///   - pictures: Where the pictures are, at least one.
  ///   - stepCount: How many steps lead from time 0 to time 1.
  ///   - range: What the plane shows of either number.
  ///   - alternative: What the drawing shows, in a sentence.
  /// - Throws: ``PresentationError`` when the alternative text is empty, or an error of writing.
  public mutating func plane(
    _ name: String,
    _ figure: some Figure,
    pictures: [Point],
    stepCount: Int,
    range: ClosedRange<Double>,
    alt alternative: String
  ) throws {
    precondition(
      !pictures.isEmpty && stepCount > 0,
      "\(section.id): '\(name)' flows to \(pictures.count) pictures in \(stepCount) steps"
    )
    let data = PlaneData(
      pictures: pictures.map { [$0.x, $0.y] },
      stepCount: stepCount,
      low: range.lowerBound,
      high: range.upperBound
    )
    let file = try write(StableJSON.encode(data), name: "\(name).json")
    try add(name, alternative, .plane(drawing: drawing(of: figure, name: name), data: file))
  }
}

/// What a page needs to know of a plane.
private struct PlaneData: Codable {
  let pictures: [[Double]]
  let stepCount: Int
  let low: Double
  let high: Double
}
