internal import CCairo

extension Canvas {
  /// Which part of a line of text stands at the given point, across.
  public enum Anchor: Hashable, Sendable { case leading, middle, trailing }

  /// Which height of a line of text stands at the given point.
  public enum Baseline: Hashable, Sendable {
    case alphabetic

    /// The middle of the capital letters and digits.
    case middle

    /// The top of the capital letters and digits.
    case top
  }

  /// Draws one line of text.
  ///
  /// - Parameters:
  ///   - text: The line; a glyph that the font lacks is drawn as an empty box.
  ///   - point: Where it stands.
  ///   - font: Its face.
  ///   - color: Its colour.
  ///   - anchor: The part of the line that stands at `point`.
  ///   - baseline: The height of the line that stands at `point`.
  ///   - angle: A rotation about `point`, in radians, clockwise.
  public func text(
    _ text: String,
    at point: Point,
    font: Font,
    color: Color,
    anchor: Anchor = .leading,
    baseline: Baseline = .alphabetic,
    angle: Double = 0
  ) {
    let face = ScaledFont(font)
    var (glyphs, width) = face.layout(text)
    guard !glyphs.isEmpty else { return }
    let dx =
      switch anchor {
      case .leading: 0.0
      case .middle: -width / 2
      case .trailing: -width
      }
    let dy =
      switch baseline {
      case .alphabetic: 0.0
      case .middle: face.capHeight / 2
      case .top: face.capHeight
      }
    let origin = angle == 0 ? point : Point(0, 0)
    for index in glyphs.indices {
      glyphs[index].x += origin.x + dx
      glyphs[index].y += origin.y + dy
    }
    if angle == 0 {
      show(glyphs, face: face, color: color)
    } else {
      withTransform(.rotation(angle).then(.translation(x: point.x, y: point.y))) {
        show(glyphs, face: face, color: color)
      }
    }
  }

  private func show(_ glyphs: [cairo_glyph_t], face: ScaledFont, color: Color) {
    cairo_save(context)
    defer { cairo_restore(context) }
    var matrix = cairo_matrix_t()
    cairo_scaled_font_get_font_matrix(face.pointer, &matrix)
    let options = ScaledFont.options()
    cairo_set_font_face(context, cairo_scaled_font_get_font_face(face.pointer))
    cairo_set_font_matrix(context, &matrix)
    cairo_set_font_options(context, options)
    cairo_font_options_destroy(options)
    setSource(.color(color))
    if case .png = surface {
      // Cairo puts glyphs of pixel surfaces on whole pixels; outlines stand where they should.
      cairo_new_path(context)
      cairo_glyph_path(context, glyphs, Int32(glyphs.count))
      cairo_fill(context)
    } else {
      cairo_show_glyphs(context, glyphs, Int32(glyphs.count))
    }
  }
}
