internal import CPNG

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads and writes PNG files (ISO/IEC 15948), by libpng.
public enum PNG {
  /// The largest picture that is read, in pixels.
  public static let maximumPixelCount = 64_000_000

  /// Decodes a picture of any colour type and depth; 16-bit samples are rounded to 8.
  ///
  /// The path names the file in error messages.
  ///
  /// - Throws: ``PNGError`` where the bytes are not a whole, sound picture of at most
  ///   ``maximumPixelCount`` pixels.
  public static func decode(_ bytes: [UInt8], path: String) throws(PNGError) -> Bitmap {
    var image = try read(bytes, path: path)
    defer { cpng_release(&image) }
    let (width, height) = (Int(image.width), Int(image.height))
    let samples = UnsafeBufferPointer(start: image.rgba, count: width * height * 4)
    return Bitmap(width: width, height: height, rgba: Array(samples))
  }

  /// Reads the text chunks of a picture, in the file's order.
  ///
  /// - Throws: ``PNGError`` as ``decode(_:path:)`` does.
  public static func text(
    in bytes: [UInt8],
    path: String
  ) throws(PNGError) -> [(key: String, value: String)] {
    var image = try read(bytes, path: path)
    defer { cpng_release(&image) }
    return UnsafeBufferPointer(start: image.texts, count: image.text_count).map { text in
      (
        key: string(text.key, isUTF8: false),
        value: string(text.value, isUTF8: text.is_utf8 != 0)
      )
    }
  }

  /// Encodes a picture as grey, RGB or RGBA, the first that holds it without loss.
  ///
  /// - Precondition: The texts' keys are 1 to 79 printable ASCII characters each.
  public static func encode(
    _ bitmap: Bitmap,
    text: [(key: String, value: String)] = []
  ) -> [UInt8] {
    for (key, _) in text {
      precondition(
        (1...79).contains(key.utf8.count) && key.utf8.allSatisfy { (32...126).contains($0) },
        "“\(key)” cannot be the key of a PNG text chunk"
      )
    }
    let (channels, samples) = packed(bitmap)
    let texts = text.map { key, value in
      cpng_text(
        key: strdup(key),
        value: strdup(value),
        is_utf8: value.utf8.allSatisfy { $0 < 128 } ? 0 : 1
      )
    }
    defer {
      for text in texts {
        free(text.key)
        free(text.value)
      }
    }
    var count = 0
    guard
      let file = cpng_write(
        UInt32(bitmap.width),
        UInt32(bitmap.height),
        channels,
        samples,
        texts,
        texts.count,
        &count
      )
    else {
      preconditionFailure("no memory for a PNG of \(bitmap.width) × \(bitmap.height) pixels")
    }
    defer { free(file) }
    return Array(UnsafeBufferPointer(start: file, count: count))
  }

  private static func read(_ bytes: [UInt8], path: String) throws(PNGError) -> cpng_image {
    var image = cpng_image()
    var message = [CChar](repeating: 0, count: Int(CPNG_MESSAGE_LENGTH))
    let result = cpng_read(bytes, bytes.count, UInt64(maximumPixelCount), &image, &message)
    guard result != CPNG_OK else { return image }
    let (width, height) = (Int(image.width), Int(image.height))
    cpng_release(&image)
    let code: PNGError.Code =
      switch result {
      case CPNG_NOT_A_PNG: .notPNG
      case CPNG_TRUNCATED: .truncated
      case CPNG_TOO_LARGE: .tooLarge(width: width, height: height)
      case CPNG_OUT_OF_MEMORY: .outOfMemory
      default: .corrupt(string(&message, isUTF8: false))
      }
    throw PNGError(code: code, path: path)
  }

  /// Returns the samples in as few channels as hold them.
  private static func packed(_ bitmap: Bitmap) -> (channels: Int32, samples: [UInt8]) {
    let rgba = bitmap.rgba
    var (isGrey, isOpaque) = (true, true)
    for start in stride(from: 0, to: rgba.count, by: 4) {
      isOpaque = isOpaque && rgba[start + 3] == 255
      isGrey = isGrey && rgba[start] == rgba[start + 1] && rgba[start] == rgba[start + 2]
    }
    guard isOpaque else { return (4, rgba) }
    let kept = isGrey ? 1 : 3
    var samples = [UInt8](repeating: 0, count: rgba.count / 4 * kept)
    for pixel in 0..<rgba.count / 4 {
      for channel in 0..<kept { samples[pixel * kept + channel] = rgba[pixel * 4 + channel] }
    }
    return (Int32(kept), samples)
  }

  private static func string(_ text: UnsafeMutablePointer<CChar>, isUTF8: Bool) -> String {
    if isUTF8 { return String(cString: text) }
    let bytes = UnsafeBufferPointer(start: text, count: strlen(text))
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar(UInt8(bitPattern: $0)) }))
  }
}
