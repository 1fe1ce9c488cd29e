import Arrays
import Autodiff
import DigitModels
import Testing

@Suite struct DigitClassifierTests {
  /// More digits than are computed at a time.
  private static let count = 70

  @Test func whatItReadsIsTheMostLikelyDigit() {
    var stream = RandomStream(seed: 1, "judge")
    let judge = DigitClassifier(using: &stream)
    let images = NDArray.randomNormal(shape: [Self.count, 1, 28, 28], using: &stream)
    let probabilities = judge.probabilities(of: images)
    #expect(probabilities.shape == [Self.count, 10])
    for (row, reading) in judge.read(images).enumerated() {
      let line = probabilities[row].values
      #expect(line[reading] == line.max())
      #expect(abs(line.reduce(0, +) - 1) < 1e-5)
    }
  }

  @Test func featuresAreWhatTheLastMapReads() {
    var stream = RandomStream(seed: 2, "judge")
    let judge = DigitClassifier(using: &stream)
    let images = NDArray.randomNormal(shape: [Self.count, 1, 28, 28], using: &stream)
    let features = judge.features(of: images)
    #expect(features.shape == [Self.count, DigitClassifier.featureCount])
    #expect(features[69] == judge.features(Tensor(images[69..<70])).array[0])
  }
}
