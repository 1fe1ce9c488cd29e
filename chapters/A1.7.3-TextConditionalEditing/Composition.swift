import Arrays
import Diffusion
import Statistics

/// Returns how alike the compositions of pictures are: the correlation of what is left of them under a
/// blur of a sixteenth of their width, in `-1...1`.
func compositions(of pictures: NDArray, and originals: NDArray) -> [Double] {
  let sigma = Float(originals.shape[3]) / 16
  let kernelSize = 2 * Int((4 * sigma).rounded(.up)) + 1
  let first = lowPass(pictures, sigma: sigma, kernelSize: kernelSize)
  let second = lowPass(originals, sigma: sigma, kernelSize: kernelSize)
  return (0..<originals.shape[0]).map { correlation(of: first[$0], and: second[$0]) }
}
