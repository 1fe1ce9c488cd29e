import Arrays

/// Returns the median of each pixel over pictures, `[N, …]`, as one picture; of an even number of values
/// the mean of the two in the middle.
func medianPicture(of pictures: NDArray) -> NDArray {
  let count = pictures.shape[0], size = pictures.count / count
  var medians = [Float](repeating: 0, count: size)
  medians.withUnsafeMutableBufferPointer { buffer in
    nonisolated(unsafe) let target = buffer
    parallelFor(size) { pixel in
      let values = (0..<count).map { pictures.values[$0 * size + pixel] }.sorted()
      target[pixel] = (values[(count - 1) / 2] + values[count / 2]) / 2
    }
  }
  return NDArray(medians, shape: Array(pictures.shape.dropFirst()))
}
