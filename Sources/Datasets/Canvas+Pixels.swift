import Drawing

extension Canvas {
  /// Returns the pixels of a canvas small enough that only want of memory can keep it from them.
  func pixels() -> Bitmap {
    do {
      return try bitmap()
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
