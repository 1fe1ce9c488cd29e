import Arrays
import Diffusion
import Foundation
import Testing

@Suite struct GaussianBlurTests {
  static let widths: [(sigma: Float, size: Int)] = [(0.5, 5), (1, 7), (2, 33), (6, 37)]

  private func picture(shape: [Int]) -> NDArray {
    var stream = RandomStream(seed: 5, "picture")
    return .randomNormal(shape: shape, using: &stream)
  }

  @Test(arguments: widths)
  func aConstantPictureStaysConstant(sigma: Float, size: Int) {
    let flat = NDArray(repeating: -0.7, shape: [3, 9, 5])
    let blurred = gaussianBlur(flat, sigma: sigma, kernelSize: size)
    #expect(blurred.shape == flat.shape)
    #expect(blurred.values.allSatisfy { abs($0 + 0.7) < 1e-5 })
  }

  /// The mirrored edge loses nothing: what leaves on one side comes back.
  @Test(arguments: widths)
  func theMeanStays(sigma: Float, size: Int) {
    let image = picture(shape: [1, 12, 7])
    let blurred = gaussianBlur(image, sigma: sigma, kernelSize: size)
    #expect(abs(blurred.mean() - image.mean()) < 1e-5)
  }

  @Test(arguments: widths)
  func theTapsAreSymmetricPositiveAndAddUpToOne(sigma: Float, size: Int) {
    let taps = gaussianKernel(sigma: sigma, size: size)
    #expect(taps.count == size)
    #expect(taps == taps.reversed())
    #expect(taps.allSatisfy { $0 > 0 } || sigma < 1)
    #expect(abs(taps.reduce(0, +) - 1) < 1e-6)
  }

  /// By hand: e^(-1/2) = 0.606531, and 1 / (1 + 2·0.606531) = 0.451863.
  @Test func threeTapsOfWidthOneAreTheBell() {
    let taps = gaussianKernel(sigma: 1, size: 3)
    #expect(abs(taps[1] - 0.451_863) < 1e-6)
    #expect(abs(taps[0] - 0.274_069) < 1e-6)
  }

  @Test func widthZeroChangesNothing() {
    let image = picture(shape: [3, 6, 4])
    #expect(gaussianBlur(image, sigma: 0, kernelSize: 33) == image)
  }

  @Test func aVeryNarrowBellChangesNothing() {
    let image = picture(shape: [3, 6, 4])
    let blurred = gaussianBlur(image, sigma: 0.05, kernelSize: 5)
    #expect((blurred - image).values.allSatisfy { abs($0) < 1e-6 })
  }

  /// The oracle sums over the two-dimensional kernel and mirrors one step at a time.
  @Test(arguments: [(5, 4, Float(1), 3), (6, 5, 1.5, 9), (3, 4, 2, 15)])
  func twoPassesEqualTheDirectSum(height: Int, width: Int, sigma: Float, size: Int) {
    let image = picture(shape: [2, height, width])
    let blurred = gaussianBlur(image, sigma: sigma, kernelSize: size)
    let direct = directBlur(image, sigma: sigma, size: size)
    #expect((blurred - direct).values.allSatisfy { abs($0) < 1e-5 })
  }

  private func directBlur(_ image: NDArray, sigma: Float, size: Int) -> NDArray {
    let (channels, height, width) = (image.shape[0], image.shape[1], image.shape[2])
    func bell(_ offset: Int) -> Double {
      exp(-Double(offset * offset) / (2 * Double(sigma) * Double(sigma)))
    }
    func mirrored(_ index: Int, _ count: Int) -> Int {
      var place = index
      while !(0..<count).contains(place) {
        place = place < 0 ? -1 - place : 2 * count - 1 - place
      }
      return place
    }
    let offsets = -(size / 2)...(size / 2)
    let total = offsets.map(bell).reduce(0, +)
    var result: [Float] = []
    for c in 0..<channels {
      for y in 0..<height {
        for x in 0..<width {
          var sum = 0.0
          for dy in offsets {
            for dx in offsets {
              let place = (c * height + mirrored(y + dy, height)) * width + mirrored(x + dx, width)
              sum += bell(dy) * bell(dx) * Double(image.values[place])
            }
          }
          result.append(Float(sum / (total * total)))
        }
      }
    }
    return NDArray(result, shape: image.shape)
  }

  @Test func anEvenNumberOfTapsIsAProgrammerError() async {
    await #expect(processExitsWith: .failure) { _ = gaussianKernel(sigma: 1, size: 4) }
  }
}
