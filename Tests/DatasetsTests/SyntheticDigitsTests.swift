import Arrays
import Datasets
import Testing

@Suite struct SyntheticDigitsTests {
  /// Thirty of each digit.
  let digits = SyntheticDigits.draw(labels: (0..<300).map { $0 % 10 }, seed: 11)

  @Test func oneSeedGivesTheSameDigits() {
    #expect(SyntheticDigits.draw(count: 40, seed: 5) == SyntheticDigits.draw(count: 40, seed: 5))
    #expect(SyntheticDigits.draw(count: 40, seed: 5) != SyntheticDigits.draw(count: 40, seed: 6))
  }

  @Test func aDigitDoesNotDependOnHowManyAreDrawn() {
    let few = SyntheticDigits.draw(count: 3, seed: 5)
    let many = SyntheticDigits.draw(count: 30, seed: 5)
    #expect(Array(many.labels.prefix(3)) == few.labels)
    #expect(Array(many.images.values.prefix(few.images.count)) == few.images.values)
  }

  @Test func thePixelsAreInRange() {
    #expect(digits.source == .synthetic)
    #expect(digits.images.shape == [300, 1, 28, 28])
    #expect(digits.images.values.allSatisfy { (0...1).contains($0) })
  }

  /// As MNIST was made: the centre of mass on the middle, to the nearest pixel.
  @Test func theCentreOfMassIsTheMiddle() {
    for index in 0..<digits.count {
      let (x, y) = centreOfMass(digits.images[index])
      #expect(abs(x - 14) <= 0.5001 && abs(y - 14) <= 0.5001, "digit \(index): \(x), \(y)")
    }
  }

  /// As MNIST was made: 20 pixels along the longer side.
  @Test func theInkFillsABoxOfTwentyPixels() {
    for index in 0..<digits.count {
      let inked = digits.images[index].values.enumerated().filter { $0.element > 0 }.map(\.offset)
      let columns = inked.map { $0 % 28 }
      let rows = inked.map { $0 / 28 }
      let width = (columns.max() ?? 0) - (columns.min() ?? 0) + 1
      let height = (rows.max() ?? 0) - (rows.min() ?? 0) + 1
      #expect(max(width, height) == 20, "digit \(index): \(width) by \(height)")
    }
  }

  /// Expected value: the mean pixel of MNIST's training digits, 0.1307.
  @Test func thereIsAsMuchInkAsInMNIST() {
    #expect(abs(SyntheticDigits.draw(count: 2000, seed: 2).images.mean() - 0.1307) < 0.01)
  }

  @Test func everyDigitIsDrawnAboutAsOften() {
    let labels = SyntheticDigits.draw(count: 2000, seed: 2).labels
    for digit in 0...9 {
      // The count of a digit is 200 with a standard deviation of 13.4.
      #expect(abs(labels.count { $0 == digit } - 200) < 54)
    }
  }

  /// The bar is low because two upright strokes of one width can come close.
  @Test func noTwoDigitsAreTheSame() {
    for digit in 0...9 {
      let first = digits.images[digit]
      let others = stride(from: digit + 10, to: 300, by: 10).map { digits.images[$0] }
      let distances = others.map { other in ((other - first) * (other - first)).mean() }
      #expect(distances.allSatisfy { $0 > 1e-4 })
    }
  }

  private func centreOfMass(_ image: NDArray) -> (x: Float, y: Float) {
    var (mass, x, y) = (Float(0), Float(0), Float(0))
    for (place, value) in image.values.enumerated() {
      mass += value
      x += value * (Float(place % 28) + 0.5)
      y += value * (Float(place / 28) + 0.5)
    }
    return (x / mass, y / mass)
  }
}
