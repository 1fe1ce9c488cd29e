public import Plotting

extension Page {
  /// Adds a slider that shows one of several pictures.
  ///
  /// Without scripts the page shows the one that stands there at first.
  ///
  /// - Parameters:
  ///   - name: Unique in the chapter.
  ///   - frames: The pictures in the order of the slider, at least two, all of one size.
  ///   - initial: The index of the frame that stands there at first.
  ///   - variable: What the slider sets, such as "γ".
  ///   - alternative: What the slider shows, in a sentence.
  /// - Throws: ``PresentationError`` when the alternative text is empty, or an error of writing.
  public mutating func strip(
    _ name: String,
    frames: [Panel],
    initial: Int,
    name variable: String,
    alt alternative: String
  ) throws {
    precondition(
      frames.count > 1 && frames.indices.contains(initial),
      "\(section.id): '\(name)' starts at frame \(initial) of \(frames.count)"
    )
    let pictures = try frames.enumerated().map { index, frame in
      try picture(frame, name: "\(name).\(index).png")
    }
    try add(name, alternative, .strip(name: variable, initial: initial, frames: pictures))
  }
}
