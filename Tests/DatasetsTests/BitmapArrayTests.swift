import Arrays
import Drawing
import Datasets
import Testing

@Suite struct BitmapArrayTests {
  /// In -1...1 a step of 8 bits is 2/255, so 0 stands at 127.5 and is rounded away from zero to 128.
  @Test func valuesAreRoundedAndClipped() {
    let values: [Float] = [-1, 1, 0, -0.999, 0.5, -7, 9, .nan, .infinity]
    let bitmap = Bitmap(array: NDArray(values, shape: [3, 3]), range: -1...1)
    let greys = (0..<9).map { bitmap.rgba[$0 * 4] }
    #expect(greys == [0, 255, 128, 0, 191, 0, 255, 0, 255])
  }

  @Test func channelsArePlanes() {
    let bitmap = Bitmap(array: NDArray([0, 1, 0.2, 0.4, 1, 0], shape: [3, 1, 2]), range: 0...1)
    #expect(bitmap[0, 0] == SIMD4(0, 51, 255, 255) && bitmap[1, 0] == SIMD4(255, 102, 0, 255))
    let grey = Bitmap(array: NDArray([0.6, 0.8], shape: [1, 2, 1]), range: 0...1)
    #expect(grey.height == 2 && grey[0, 1] == SIMD4(204, 204, 204, 255))
  }

  @Test func everyStepOfEightBitsComesBack() {
    let rgba = (0...255).flatMap { step -> [UInt8] in [UInt8(step), UInt8(255 - step), 7, 255] }
    let bitmap = Bitmap(width: 16, height: 16, rgba: rgba)
    let array = bitmap.array(range: -1...1)
    #expect(array.shape == [3, 16, 16])
    #expect(array.values.min() == -1 && array.values.max() == 1)
    #expect(Bitmap(array: array, range: -1...1) == bitmap)
  }
}
