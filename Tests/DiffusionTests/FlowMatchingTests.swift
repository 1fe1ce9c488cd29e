import Arrays
import Diffusion
import TestSupport
import Testing

@Suite struct FlowMatchingTests {
  private func draw(_ shape: [Int], _ name: String) -> NDArray {
    var stream = RandomStream(seed: 9, name)
    return .randomNormal(shape: shape, using: &stream)
  }

  @Test(arguments: [0, 0.25, 0.75] as [Float])
  func theTrueVelocityLeadsToTheData(time: Float) {
    let noise = draw([2, 1, 3, 3], "noise"), data = draw([2, 1, 3, 3], "data")
    let xt = interpolate(from: noise, to: data, at: time)
    let estimate = cleanEstimate(xt: xt, velocity: data - noise, at: time)
    expectClose(estimate, data, absolute: 1e-6)
  }

  @Test func anExerciseHasATimeForEachRow() {
    let noise = draw([3, 1, 2, 2], "noise"), data = draw([3, 1, 2, 2], "data")
    let times = NDArray([0, 0.5, 1], shape: [3, 1])
    let exercise = FlowExercise(from: noise, to: data, at: times)
    #expect(exercise.xt[0] == noise[0])
    expectClose(exercise.xt[1], interpolate(from: noise, to: data, at: 0.5)[1], absolute: 1e-6)
    #expect(exercise.xt[2] == data[2])
    #expect(exercise.velocity == data - noise)
  }

  @Test func timesOfAnotherCountAreAProgrammerError() async {
    await #expect(processExitsWith: .failure) {
      let data = NDArray(repeating: 0, shape: [2, 3])
      _ = FlowExercise(from: data, to: data, at: NDArray(repeating: 0, shape: [3, 1]))
    }
  }
}

@Suite struct FlowGuidanceTests {
  /// A network whose velocity is its class, so that what came of the labels can be read off.
  private func velocity(xt: NDArray, time: Float, labels: NDArray) -> NDArray {
    var result = xt
    for row in 0..<xt.shape[0] {
      let label = labels[row].values.firstIndex(of: 1).map { $0 + 1 } ?? 0
      for place in 0..<xt[row].count { result.values[row * xt[row].count + place] = Float(label) }
    }
    return result
  }

  private let labels = NDArray([0, 1, 0, 0, 0, 1], shape: [2, 3])

  @Test(arguments: zip([0, 1, 5] as [Float], [[0, 0], [2, 3], [10, 15]] as [[Float]]))
  func theScaleRunsFromUnconditionalThroughConditional(scale: Float, expected: [Float]) {
    let field = guidedField(labels: labels, scale: scale, velocity: velocity)
    let u = field(NDArray(repeating: 7, shape: [2, 4]), 0.5)
    expectClose(u, NDArray(expected.flatMap { [$0, $0, $0, $0] }, shape: [2, 4]), absolute: 1e-6)
  }

  /// By hand: 1 + 5·(0.5 − 1) = −1.5.
  @Test func guidanceGoesPastTheConditional() {
    let u = guided(
      unconditional: NDArray([1], shape: [1]),
      conditional: NDArray([0.5], shape: [1]),
      scale: 5
    )
    #expect(u == NDArray([-1.5], shape: [1]))
  }
}

@Suite struct EmpiricalFlowTests {
  /// With a single picture all lines end there: the velocity is (picture − x) / (1 − t).
  @Test(arguments: [0, 0.5, 0.9] as [Float])
  func aSinglePictureIsTheEndOfEveryLine(time: Float) {
    let picture = NDArray([1, -2, 3], shape: [1, 3])
    let flow = EmpiricalFlow(pictures: picture)
    let x = NDArray([0.5, 0.5, 0.5], shape: [1, 3])
    expectClose(flow.velocity(at: x, time: time), (picture - x) / (1 - time), absolute: 1e-4)
  }

  /// By hand at t = ½ for x = 0.4 and pictures 0 and 1: exponents −0.4²/½ and −(0.4 − ½)²/½, so the
  /// second is more likely by e^0.3, with the weight 0.574443.
  @Test func weightsAreTheLikelihoodsOfTheEnds() {
    let flow = EmpiricalFlow(pictures: NDArray([0, 1], shape: [2, 1]))
    let weights = flow.weights(at: NDArray([0.4], shape: [1, 1]), time: 0.5)
    expectClose(weights, NDArray([0.425_557, 0.574_443], shape: [1, 2]), absolute: 1e-6)
  }

  @Test func atTimeZeroAllPicturesAreAsLikely() {
    var stream = RandomStream(seed: 1, "empirical")
    let flow = EmpiricalFlow(pictures: .randomNormal(shape: [5, 3], using: &stream))
    let weights = flow.weights(at: .randomNormal(shape: [2, 3], using: &stream), time: 0)
    expectClose(weights, NDArray(repeating: 0.2, shape: [2, 5]), absolute: 1e-6)
  }

  @Test func followedToTheEndItGivesBackAPicture() {
    var stream = RandomStream(seed: 2, "empirical")
    let pictures = NDArray.randomNormal(shape: [6, 8], using: &stream)
    let flow = EmpiricalFlow(pictures: pictures)
    let end = followFlow(
      from: .randomNormal(shape: [4, 8], using: &stream),
      stepCount: 100,
      velocity: flow.velocity
    ).end
    for row in 0..<4 {
      let nearest = (0..<6).map { meanSquaredError(end[row], pictures[$0]) }.min() ?? 1
      #expect(nearest < 1e-4)
    }
  }

  @Test func atTimeOneThereIsNoVelocity() async {
    await #expect(processExitsWith: .failure) {
      let one = NDArray([1], shape: [1, 1])
      _ = EmpiricalFlow(pictures: one).velocity(at: one, time: 1)
    }
  }
}
