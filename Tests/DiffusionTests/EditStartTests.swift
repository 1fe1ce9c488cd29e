import Arrays
import Diffusion
import TestSupport
import Testing

@Suite struct EditStartTests {
  /// 990 − 30 · i_start.
  @Test func startsCountFromTheNoise() {
    #expect(EditStart.all.map(\.timestep) == [960, 900, 840, 780, 690, 390])
  }

  @Test func aStartVisitsTheRestOfTheLoop() {
    #expect(EditStart(place: 30).timesteps(pace: 1) == [90, 60, 30, 0])
    #expect(EditStart(place: 30).timesteps(pace: 3) == [90, 0])
    #expect(EditStart(place: 0).timesteps(pace: 1).count == 34)
    #expect(EditStart(place: 20).timesteps(pace: 9) == [390, 270, 0])
  }

  @Test(arguments: [1, 2, 9])
  func allStartsEndAtZero(pace: Int) {
    for start in EditStart.all {
      let timesteps = start.timesteps(pace: pace)
      #expect(timesteps.first == start.timestep && timesteps.last == 0)
    }
  }

  /// A model that knows the noise which every start is given leads each of them back to the picture.
  ///
  /// Rounding is divided by √ᾱ, 0.06 at the noisiest start.
  @Test func allStartsAreGivenTheSameNoise() throws {
    let schedule = NoiseSchedule.cosine(stepCount: 1000)
    let pictures = normal([2, 3, 4, 4], "pictures")
    let stream = RandomStream(seed: 3, "edits")
    var copy = stream
    let epsilon = NDArray.randomNormal(shape: pictures.shape, using: &copy)
    let results = try edits(
      of: pictures,
      by: { DDIMSampler(schedule: schedule, timesteps: $0) },
      pace: 2,
      predicting: { _, _ in NoisePrediction(epsilon: epsilon) },
      using: stream
    )
    #expect(results.count == EditStart.all.count)
    for result in results { expectClose(result, pictures, absolute: 1e-3) }
  }

  /// Values as shown: 3 is clipped to 1, and the root of (4 + 0) / 2 is √2.
  @Test func distancesAreThoseOfWhatIsShown() {
    let found = distances(
      of: NDArray([3, 0.5], shape: [1, 2, 1, 1]),
      to: NDArray([-1, 0.5], shape: [1, 2, 1, 1])
    )
    #expect(found.count == 1 && abs(found[0] - 2.0.squareRoot()) < 1e-9)
  }
}
