/// How the pixels of images meet a row of numbers for each image, one for each channel.
package struct ChannelRows: Sendable {
  private let images: Int
  private let pixels: Int
  private let channels: Int

  package init(images: Int, pixels: Int, channels: Int) {
    self.images = images
    self.pixels = pixels
    self.channels = channels
  }

  /// Returns the sums.
  package func sum(_ left: Storage, _ right: Storage) -> Storage {
    combined(left, right) { $0 + $1 }
  }

  /// Returns the products.
  package func product(_ left: Storage, _ right: Storage) -> Storage {
    combined(left, right) { $0 * $1 }
  }

  @inline(__always)
  private func combined(
    _ left: Storage,
    _ right: Storage,
    _ operation: (Vector, Vector) -> Vector
  ) -> Storage {
    let result = Storage(count: left.count)
    if pixels == 1 {
      forEachVector(left.count, left.start, right.start, into: result.start, operation)
      return result
    }
    unsafeParallelFor(images) { image in
      let row = right.start + image * channels
      for pixel in 0..<pixels {
        let place = (image * pixels + pixel) * channels
        var c = 0
        while c < channels {
          let valid = min(vectorWidth, channels - c)
          let value = operation(left.start[vector: place + c], row[vector: c])
          store(value, result.start + (place + c), valid)
          c += vectorWidth
        }
      }
    }
    return result
  }

  /// Adds up over the pixels of each image.
  package func sums(of gradient: Storage) -> Storage {
    if pixels == 1 { return gradient }
    let result = Storage(count: images * channels)
    unsafeParallelFor(images) { image in
      let row = result.start + image * channels
      row.update(repeating: 0, count: channels)
      for pixel in 0..<pixels {
        let line = gradient.start + (image * pixels + pixel) * channels
        for c in 0..<channels { row[c] += line[c] }
      }
    }
    return result
  }
}
