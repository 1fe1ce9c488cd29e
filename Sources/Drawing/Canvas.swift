internal import CCairo

/// A surface to draw on, whose file's bytes depend on nothing but what was drawn.
///
/// The origin is the upper left corner, y grows downwards, and the ground is transparent.
public final class Canvas {
  /// The kind of file that a canvas makes.
  public enum Surface: Hashable, Sendable {
    /// Pixels, `scale` of them to a unit along each axis.
    case png(scale: Double)
    case svg
    case pdf
  }

  public let surface: Surface

  /// The size of the canvas in units; a unit is a CSS pixel in SVG and a point in PDF.
  public let size: Size

  let target: OpaquePointer?
  let context: OpaquePointer?
  private let sink = ByteSink()

  /// Creates an empty canvas.
  ///
  /// - Precondition: The sides and the scale are positive.
  public init(_ surface: Surface, size: Size) {
    precondition(
      size.width > 0 && size.height > 0,
      "a canvas of \(size.width) × \(size.height) units has no area"
    )
    self.surface = surface
    self.size = size
    let closure = Unmanaged.passUnretained(sink).toOpaque()
    switch surface {
    case .png(let scale):
      precondition(scale > 0, "a canvas cannot have \(scale) pixels to a unit")
      let width = Int32((size.width * scale).rounded(.up))
      let height = Int32((size.height * scale).rounded(.up))
      target = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height)
      context = cairo_create(target)
      cairo_scale(context, scale, scale)
    case .svg:
      target = cairo_svg_surface_create_for_stream(ByteSink.write, closure, size.width, size.height)
      cairo_svg_surface_set_document_unit(target, CAIRO_SVG_UNIT_USER)
      context = cairo_create(target)
    case .pdf:
      target = cairo_pdf_surface_create_for_stream(ByteSink.write, closure, size.width, size.height)
      cairo_pdf_surface_set_metadata(target, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
      context = cairo_create(target)
    }
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(target)
  }

  /// Fills the inside of a path; of parts that overlap, those wound the same way join.
  public func fill(_ path: Path, with paint: Paint) {
    trace(path)
    setSource(paint)
    cairo_fill(context)
  }

  /// Fills the inside of a path with one colour.
  public func fill(_ path: Path, with color: Color) { fill(path, with: .color(color)) }

  /// Draws a line along a path.
  public func stroke(_ path: Path, with color: Color, style: StrokeStyle = StrokeStyle()) {
    trace(path)
    setSource(.color(color))
    cairo_set_line_width(context, style.width)
    cairo_set_dash(context, style.dash, Int32(style.dash.count), 0)
    cairo_set_miter_limit(context, 4)
    switch style.cap {
    case .butt: cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT)
    case .round: cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
    case .square: cairo_set_line_cap(context, CAIRO_LINE_CAP_SQUARE)
    }
    switch style.join {
    case .miter: cairo_set_line_join(context, CAIRO_LINE_JOIN_MITER)
    case .round: cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
    case .bevel: cairo_set_line_join(context, CAIRO_LINE_JOIN_BEVEL)
    }
    cairo_stroke(context)
  }

  /// Does the drawing of `body` inside a path only.
  public func clip<Result, Failure>(
    to path: Path,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    cairo_save(context)
    defer { cairo_restore(context) }
    trace(path)
    cairo_clip(context)
    return try body()
  }

  /// Does the drawing of `body` in changed coordinates, within those that hold here.
  public func withTransform<Result, Failure>(
    _ transform: Transform,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    cairo_save(context)
    defer { cairo_restore(context) }
    var matrix = cairo_matrix_t(
      xx: transform.a,
      yx: transform.b,
      xy: transform.c,
      yy: transform.d,
      x0: transform.tx,
      y0: transform.ty
    )
    cairo_transform(context, &matrix)
    return try body()
  }

  /// Ends the drawing and returns the file's bytes.
  ///
  /// - Throws: ``DrawingError`` where Cairo could not draw, for want of memory or past its limits.
  public func finish() throws(DrawingError) -> [UInt8] {
    if case .png = surface { return PNG.encode(try bitmap()) }
    cairo_surface_finish(target)
    try check()
    return surface == .svg ? SVGText.tidied(sink.bytes) : sink.bytes
  }

  func check() throws(DrawingError) {
    for status in [cairo_status(context), cairo_surface_status(target)]
    where status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_SURFACE_FINISHED {
      throw DrawingError(size: size, reason: String(cString: cairo_status_to_string(status)))
    }
  }

  private func trace(_ path: Path) {
    cairo_new_path(context)
    for element in path.elements {
      switch element {
      case .move(let point): cairo_move_to(context, point.x, point.y)
      case .line(let point): cairo_line_to(context, point.x, point.y)
      case .curve(let end, let first, let second):
        cairo_curve_to(context, first.x, first.y, second.x, second.y, end.x, end.y)
      case .arc(let center, let radius, let start, let end) where start <= end:
        cairo_arc(context, center.x, center.y, radius, start, end)
      case .arc(let center, let radius, let start, let end):
        cairo_arc_negative(context, center.x, center.y, radius, start, end)
      case .close: cairo_close_path(context)
      }
    }
  }

  func setSource(_ paint: Paint) {
    let pattern: OpaquePointer?
    let stops: [GradientStop]
    switch paint {
    case .color(let color):
      cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
      return
    case .linearGradient(let start, let end, let colors):
      pattern = cairo_pattern_create_linear(start.x, start.y, end.x, end.y)
      stops = colors
    case .radialGradient(let center, let radius, let colors):
      pattern = cairo_pattern_create_radial(center.x, center.y, 0, center.x, center.y, radius)
      stops = colors
    }
    for stop in stops {
      let color = stop.color
      cairo_pattern_add_color_stop_rgba(
        pattern,
        stop.offset,
        color.red,
        color.green,
        color.blue,
        color.alpha
      )
    }
    cairo_set_source(context, pattern)
    cairo_pattern_destroy(pattern)
  }
}

/// Why a canvas could not be finished.
public struct DrawingError: Error, Equatable, CustomStringConvertible {
  public let size: Size

  /// Cairo's word for it.
  public let reason: String

  public var description: String {
    "A drawing of \(size.width) × \(size.height) units could not be finished (\(reason)); "
      + "make it smaller."
  }
}

/// Where Cairo writes a file.
private final class ByteSink {
  var bytes: [UInt8] = []

  static let write: cairo_write_func_t = { closure, data, count in
    guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
    let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
    sink.bytes += UnsafeBufferPointer(start: data, count: Int(count))
    return CAIRO_STATUS_SUCCESS
  }
}
