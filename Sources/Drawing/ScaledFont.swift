internal import CCairo
import Synchronization

/// Cairo's form of a ``Font``, found by Fontconfig.
final class ScaledFont {
  let pointer: OpaquePointer?
  let ascent: Double
  let descent: Double

  init(_ font: Font) {
    let face = FontFace.named(font).pointer
    let options = Self.options()
    var scale = cairo_matrix_t()
    var identity = cairo_matrix_t()
    cairo_matrix_init_scale(&scale, font.size, font.size)
    cairo_matrix_init_identity(&identity)
    pointer = cairo_scaled_font_create(face, &scale, &identity, options)
    cairo_font_options_destroy(options)

    var extents = cairo_font_extents_t()
    cairo_scaled_font_extents(pointer, &extents)
    ascent = extents.ascent
    descent = extents.descent
  }

  deinit { cairo_scaled_font_destroy(pointer) }

  /// Options under which a glyph has the same form everywhere; the caller destroys them.
  static func options() -> OpaquePointer? {
    let options = cairo_font_options_create()
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    return options
  }

  var capHeight: Double {
    var extents = cairo_text_extents_t()
    cairo_scaled_font_text_extents(pointer, "H", &extents)
    return -extents.y_bearing
  }

  /// Places the glyphs of one line from the origin, each digit centred in a cell as wide as the widest.
  func layout(_ text: String) -> (glyphs: [cairo_glyph_t], width: Double) {
    var glyphs: [cairo_glyph_t] = []
    let digits: ClosedRange<Unicode.Scalar> = "0"..."9"
    let hasDigits = text.unicodeScalars.contains { digits.contains($0) }
    let cell = hasDigits ? (0...9).map { advance("\($0)") }.max() ?? 0 : 0
    var x = 0.0
    for scalar in text.unicodeScalars {
      let own = advance(String(scalar))
      let width = digits.contains(scalar) ? cell : own
      if !scalar.properties.isWhitespace {
        glyphs += self.glyphs(String(scalar), at: x + (width - own) / 2)
      }
      x += width
    }
    return (glyphs, x)
  }

  private func advance(_ text: String) -> Double {
    var extents = cairo_text_extents_t()
    cairo_scaled_font_text_extents(pointer, text, &extents)
    return extents.x_advance
  }

  private func glyphs(_ text: String, at x: Double) -> [cairo_glyph_t] {
    var glyphs: UnsafeMutablePointer<cairo_glyph_t>?
    var count: Int32 = 0
    let status = cairo_scaled_font_text_to_glyphs(
      pointer,
      x,
      0,
      text,
      Int32(text.utf8.count),
      &glyphs,
      &count,
      nil,
      nil,
      nil
    )
    guard status == CAIRO_STATUS_SUCCESS, let found = glyphs else { return [] }
    defer { cairo_glyph_free(found) }
    return Array(UnsafeBufferPointer(start: found, count: Int(count)))
  }
}

/// Cairo's form of a ``Font`` without its size, found once a process: asking Fontconfig takes longer
/// than drawing the word.
struct FontFace: @unchecked Sendable {
  // Cairo counts references and locks by itself; the face is never destroyed.
  let pointer: OpaquePointer?

  private static let found = Mutex<[Font: FontFace]>([:])

  static func named(_ font: Font) -> FontFace {
    let key = Font(family: font.family, size: 1, weight: font.weight, slant: font.slant)
    return found.withLock { found in
      if let face = found[key] { return face }
      let face = FontFace(pointer: find(key))
      found[key] = face
      return face
    }
  }

  /// Tells whether the family that Fontconfig finds for a font is the one that is asked for.
  static func isInstalled(_ family: String) -> Bool {
    let pattern = FcPatternCreate()
    defer { FcPatternDestroy(pattern) }
    FcPatternAddString(pattern, FC_FAMILY, family)
    FcConfigSubstitute(nil, pattern, FcMatchPattern)
    FcDefaultSubstitute(pattern)
    var result = FcResultNoMatch
    guard let match = FcFontMatch(nil, pattern, &result) else { return false }
    defer { FcPatternDestroy(match) }
    var name: UnsafeMutablePointer<FcChar8>?
    FcPatternGetString(match, FC_FAMILY, 0, &name)
    return name.map { String(cString: $0).hasPrefix(family) } ?? false
  }

  /// Debian splits EB Garamond by optical size; 12 is the one for text.
  private static func find(_ font: Font) -> OpaquePointer? {
    let families = font.family == "EB Garamond" ? ["EB Garamond 12", font.family] : [font.family]
    let weight =
      switch font.weight {
      case .regular: FC_WEIGHT_REGULAR
      case .medium: FC_WEIGHT_MEDIUM
      case .semibold: FC_WEIGHT_DEMIBOLD
      case .bold: FC_WEIGHT_BOLD
      }
    let pattern = FcPatternCreate()
    defer { FcPatternDestroy(pattern) }
    for family in families { FcPatternAddString(pattern, FC_FAMILY, family) }
    FcPatternAddInteger(pattern, FC_WEIGHT, weight)
    FcPatternAddInteger(
      pattern,
      FC_SLANT,
      font.slant == .italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN
    )
    return cairo_ft_font_face_create_for_pattern(pattern)
  }
}
