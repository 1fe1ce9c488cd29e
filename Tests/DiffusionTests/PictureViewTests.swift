import Arrays
import Diffusion
import TestSupport
import Testing

@Suite struct PictureViewTests {
  private static let views: [PictureView] = [
    .upright, .halfTurn, .quarterTurn, .flipped, .negative,
  ]
  private let pictures = normal([2, 3, 6, 6], "pictures")

  @Test(arguments: views.indices)
  func whatIsLookedAtAndUndoneIsAsItWas(index: Int) {
    let view = Self.views[index]
    let variance = pictures.map { $0 / 2 }
    let places = view.name == PictureView.negative.name ? variance : view(variance)
    let undone = view.undoing(NoisePrediction(epsilon: view(pictures), variance: places))
    #expect(undone.epsilon == pictures)
    #expect(undone.variance == variance)
  }

  @Test func turnsAddUp() {
    let half = PictureView.halfTurn, quarter = PictureView.quarterTurn
    #expect(half(half(pictures)) == pictures)
    #expect(quarter(quarter(pictures)) == half(pictures))
    #expect(PictureView.flipped(PictureView.flipped(pictures)) == pictures)
    let small = NDArray([1, 2, 3, 4], shape: [1, 1, 2, 2])
    #expect(half(small).values == [4, 3, 2, 1])
    #expect(quarter(small).values == [2, 4, 1, 3])
    #expect(PictureView.flipped(small).values == [3, 4, 1, 2])
    #expect(PictureView.negative(small).values == [-1, -2, -3, -4])
  }

  /// Views for models keep the power of noise; the two that are not for models do not.
  @Test func orthogonalViewsKeepThePowerOfNoise() {
    func power(_ array: NDArray) -> Float { array.map { $0 * $0 }.mean() }
    for view in Self.views {
      #expect(abs(power(view(pictures)) - power(pictures)) < 1e-6, "\(view.name)")
    }
    #expect(power(PictureView("bright", factor: 1.5)(pictures)) > 2 * power(pictures))
    #expect(power(PictureView("soft", blurredBy: 1)(pictures)) < 0.5 * power(pictures))
  }

  /// To keep lengths is not all: angles stay too.
  @Test func orthogonalViewsKeepInnerProducts() {
    let others = normal(pictures.shape, "others")
    func product(_ first: NDArray, _ second: NDArray) -> Float { (first * second).mean() }
    for view in Self.views {
      let seen = product(view(pictures), view(others))
      #expect(abs(seen - product(pictures, others)) < 1e-6, "\(view.name)")
    }
  }

  /// Picture and noise go through a view separately.
  @Test func viewsAreLinear() {
    let others = normal(pictures.shape, "others")
    let failing = [PictureView("bright", factor: 1.5), PictureView("soft", blurredBy: 1)]
    for view in Self.views + failing {
      expectClose(
        view(2 * pictures + others),
        2 * view(pictures) + view(others),
        absolute: 1e-5,
        "\(view.name): "
      )
    }
  }

  @Test func theMeanOfOneModelInOneViewIsWhatItSays() throws {
    let model: NoiseModel = { xt, _ in NoisePrediction(epsilon: xt / 2, variance: xt) }
    let found = try prediction(of: pictures, at: 5, through: [(.halfTurn, model)])
    #expect(found.epsilon == pictures / 2)
    #expect(found.variance == pictures)
  }

  @Test func twoViewsAreAveraged() throws {
    let first: NoiseModel = { xt, _ in NoisePrediction(epsilon: 2 * xt) }
    let second: NoiseModel = { xt, _ in NoisePrediction(epsilon: xt.map { $0 > 0 ? 1 : 0 }) }
    let found = try prediction(
      of: pictures,
      at: 5,
      through: [(.upright, first), (.halfTurn, second)]
    )
    let expected = pictures.map { ($0 > 0 ? 2 * $0 + 1 : 2 * $0) / 2 }
    expectClose(found.epsilon, expected, absolute: 1e-6)
    #expect(found.variance == nil)
  }
}
