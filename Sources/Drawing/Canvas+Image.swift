internal import CCairo

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Canvas {
  /// Draws a picture so that it fills a rectangle.
  ///
  /// Pixels that grow stay pixels: they are enlarged to the nearest one, never smoothed. A picture
  /// with more than two pixels to a unit (on a `.png` canvas: with more pixels than there is room
  /// for) is reduced first, each new pixel the average of the area that it covers.
  public func image(_ bitmap: Bitmap, in rect: Rect) {
    precondition(rect.width > 0 && rect.height > 0, "a picture needs a rectangle with an area")
    let fitted = reduced(bitmap, for: rect)
    let source = Self.imageSurface(of: fitted)
    defer { cairo_surface_destroy(source) }
    if surface == .svg { Self.attach(PNG.encode(fitted), to: source) }
    cairo_save(context)
    defer { cairo_restore(context) }
    cairo_translate(context, rect.x, rect.y)
    cairo_scale(context, rect.width / Double(fitted.width), rect.height / Double(fitted.height))
    cairo_set_source_surface(context, source, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_NEAREST)
    cairo_paint(context)
  }

  /// Returns the pixels of a `.png` canvas.
  ///
  /// - Precondition: The surface is `.png`.
  /// - Throws: ``DrawingError`` where Cairo could not draw.
  public func bitmap() throws(DrawingError) -> Bitmap {
    guard case .png = surface else { preconditionFailure("a \(surface) canvas has no pixels") }
    cairo_surface_flush(target)
    try check()
    let width = Int(cairo_image_surface_get_width(target))
    let height = Int(cairo_image_surface_get_height(target))
    let stride = Int(cairo_image_surface_get_stride(target))
    guard let data = cairo_image_surface_get_data(target) else {
      throw DrawingError(size: size, reason: "no pixels")
    }
    var rgba = [UInt8](repeating: 0, count: width * height * 4)
    for y in 0..<height {
      for x in 0..<width {
        let pixel = Self.word(at: data + y * stride + x * 4).pointee
        let alpha = pixel >> 24
        guard alpha > 0 else { continue }
        let start = (y * width + x) * 4
        for channel in 0..<3 {
          let premultiplied = pixel >> UInt32(16 - 8 * channel) & 0xff
          rgba[start + channel] = UInt8((premultiplied * 255 + alpha / 2) / alpha)
        }
        rgba[start + 3] = UInt8(alpha)
      }
    }
    return Bitmap(width: width, height: height, rgba: rgba)
  }

  private func reduced(_ bitmap: Bitmap, for rect: Rect) -> Bitmap {
    var (right, down) = (Point(rect.width * 2, 0), Point(0, rect.height * 2))
    if case .png = surface {
      (right, down) = (Point(rect.width, 0), Point(0, rect.height))
      cairo_user_to_device_distance(context, &right.x, &right.y)
      cairo_user_to_device_distance(context, &down.x, &down.y)
    }
    let width = (right.x * right.x + right.y * right.y).squareRoot()
    let height = (down.x * down.x + down.y * down.y).squareRoot()
    return bitmap.resized(
      width: min(bitmap.width, max(1, Int(width.rounded()))),
      height: min(bitmap.height, max(1, Int(height.rounded())))
    )
  }

  /// Cairo's form of a picture: native-endian words of alpha, red, green, blue, premultiplied.
  private static func imageSurface(of bitmap: Bitmap) -> OpaquePointer? {
    let image = cairo_image_surface_create(
      CAIRO_FORMAT_ARGB32,
      Int32(bitmap.width),
      Int32(bitmap.height)
    )
    guard let data = cairo_image_surface_get_data(image) else { return image }
    let stride = Int(cairo_image_surface_get_stride(image))
    for y in 0..<bitmap.height {
      for x in 0..<bitmap.width {
        let start = (y * bitmap.width + x) * 4
        let alpha = UInt32(bitmap.rgba[start + 3])
        var pixel = alpha << 24
        for channel in 0..<3 {
          let value = (UInt32(bitmap.rgba[start + channel]) * alpha + 127) / 255
          pixel |= value << UInt32(16 - 8 * channel)
        }
        word(at: data + y * stride + x * 4).pointee = pixel
      }
    }
    cairo_surface_mark_dirty(image)
    return image
  }

  private static func word(
    at bytes: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt32> {
    UnsafeMutableRawPointer(bytes).assumingMemoryBound(to: UInt32.self)
  }

  /// Gives Cairo the file to embed, smaller than the one that it would make itself.
  private static func attach(_ file: [UInt8], to image: OpaquePointer?) {
    guard let copy = malloc(file.count) else { return }
    file.withUnsafeBytes { bytes in
      if let start = bytes.baseAddress { memcpy(copy, start, file.count) }
    }
    let status = cairo_surface_set_mime_data(
      image,
      CAIRO_MIME_TYPE_PNG,
      copy.assumingMemoryBound(to: UInt8.self),
      UInt(file.count),
      free,
      copy
    )
    if status != CAIRO_STATUS_SUCCESS { free(copy) }
  }
}
