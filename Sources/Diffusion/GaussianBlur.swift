public import Arrays

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// snippet.gaussian-blur
// snippet.hide
/// Returns each channel of a picture averaged under a Gaussian bell.
///
/// Past its edge the picture is continued as its own mirror image, the edge pixel repeated
/// (half-sample symmetric), however far the kernel reaches. This extension keeps a constant picture
/// constant and is the one under which a blur is diagonal in the cosine transform DCT-II.
///
/// - Parameters:
///   - image: `[C, H, W]`, any range of values.
///   - sigma: The standard deviation of the bell in pixels, 0 or more; 0 returns the picture as it is.
///   - kernelSize: The number of taps, odd.
/// - Returns: The blurred picture, `[C, H, W]`.
/// - Precondition: The picture has three axes, `sigma` is not negative, and `kernelSize` is odd.
// snippet.show
public func gaussianBlur(
  _ image: NDArray,
  sigma: Float,
  kernelSize: Int
) -> NDArray {
  let weights = gaussianKernel(sigma: sigma, size: kernelSize)
  let alongRows = convolvedAlongRows(image, with: weights)
  let bothWays = convolvedAlongRows(transposed(alongRows), with: weights)
  return transposed(bothWays)
}

// snippet.hide
/// Returns the taps of a Gaussian bell, which add up to 1.
///
/// - Parameters:
///   - sigma: The standard deviation in pixels, 0 or more; 0 is one tap of 1 among zeros.
///   - size: The number of taps, odd.
/// - Precondition: `sigma` is not negative, and `size` is positive and odd.
// snippet.show
public func gaussianKernel(sigma: Float, size: Int) -> [Float] {
  // snippet.hide
  precondition(sigma >= 0, "the width of a blur is 0 or more, not \(sigma)")
  precondition(size > 0 && size % 2 == 1, "a blur needs an odd number of taps, not \(size)")
  guard sigma > 0 else { return (0..<size).map { $0 == size / 2 ? 1 : 0 } }
  // snippet.show
  let bell = (0..<size).map { tap in
    let distance = Double(tap - size / 2) / Double(sigma)
    return exp(-distance * distance / 2)
  }
  let total = bell.reduce(0, +)
  return bell.map { Float($0 / total) }
}
// snippet.end

/// Returns every row of `[C, H, W]` convolved with a symmetric kernel, mirrored at both ends.
private func convolvedAlongRows(_ image: NDArray, with weights: [Float]) -> NDArray {
  precondition(
    image.shape.count == 3 && image.count > 0,
    "a blur needs a picture [C, H, W], not \(image.shape)"
  )
  let (width, reach) = (image.shape[2], weights.count / 2)
  let source = (-reach..<width + reach).map { mirrored($0, width) }
  var result = [Float](repeating: 0, count: image.count)
  var row = [Float](repeating: 0, count: width + 2 * reach)
  image.values.withUnsafeBufferPointer { pixels in
    for start in stride(from: 0, to: pixels.count, by: width) {
      for place in row.indices { row[place] = pixels[start + source[place]] }
      for (tap, weight) in weights.enumerated() {
        for x in 0..<width { result[start + x] += weight * row[x + tap] }
      }
    }
  }
  return NDArray(result, shape: image.shape)
}

/// Returns the place in `0..<count` that `index` shows when the row is mirrored for ever.
private func mirrored(_ index: Int, _ count: Int) -> Int {
  let period = 2 * count
  let place = ((index % period) + period) % period
  return place < count ? place : period - 1 - place
}

/// Returns `[C, H, W]` with rows and columns exchanged, `[C, W, H]`.
private func transposed(_ image: NDArray) -> NDArray {
  let (channels, height, width) = (image.shape[0], image.shape[1], image.shape[2])
  var result = [Float](repeating: 0, count: image.count)
  for channel in 0..<channels {
    let start = channel * height * width
    for y in 0..<height {
      for x in 0..<width {
        result[start + x * height + y] = image.values[start + y * width + x]
      }
    }
  }
  return NDArray(result, shape: [channels, width, height])
}
