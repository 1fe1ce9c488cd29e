import Arrays
import Datasets
import Diffusion
import PretrainedModels
import Statistics

/// What views make of noise, and what a model finds of it there.
struct NoiseStudy: Codable, Sendable {
  /// The timestep of the pictures that the model looks at.
  var timestep: Int
  var views: [View]

  /// One view.
  struct View: Codable, Sendable {
    var name: String

    /// The first draw of noise as it looks, `[3, S, S]`.
    var noise: NDArray

    /// The variance of its values, and the correlation of neighbours in a row; white noise has 1 and 0.
    var variance: SampleMean
    var correlation: SampleMean

    /// The squared error of the model's prediction, relative to the power of the noise that is there.
    var error: SampleMean
  }

  /// Looks at noise through views.
  ///
  /// The model is always given sound pictures: painted ones, with the noise that is seen through the view.
  /// So whatever changes from view to view is due to the noise.
  ///
  /// - Parameters:
  ///   - views: The views.
  ///   - model: The model.
  ///   - pair: What the painted pictures show.
  ///   - count: How many, at least 1.
  ///   - random: Returns the noise of a picture by its number, from 0.
  /// - Throws: ``TextToImage/ModelError`` when the prompt is not among the encoded ones.
  init(
    views: [PictureView],
    model: PromptedModel,
    pair: PaintedScene.Pair,
    count: Int,
    random: (Int) -> RandomStream
  ) throws {
    let t = model.schedule.stepCount / 2
    let pictures = ScenePainter.pictures(of: pair, count: count, seed: 8, side: model.side)
    let noise = NDArray.joined(
      (0..<count).map { number in
        var stream = random(number)
        return .randomNormal(shape: model.shape(count: 1), using: &stream)
      }
    )
    let prompted = try model.prompted([String](repeating: pair.prompt, count: count))
    timestep = t
    self.views = try views.map { view in
      let seen = view(noise)
      let xt = addNoise(to: pictures, at: t, schedule: model.schedule, epsilon: seen)
      let found = try prompted(xt, t).epsilon
      func mean(_ value: (_ number: Int) -> Double) -> SampleMean {
        SampleMean(of: (0..<count).map(value))
      }
      return View(
        name: view.name,
        noise: seen[0],
        variance: mean { power(seen[$0]) },
        correlation: mean { neighbourProduct(seen[$0]) / power(seen[$0]) },
        error: mean { meanSquaredError(found[$0], seen[$0]) / power(seen[$0]) }
      )
    }
  }
}

/// Returns the mean square of all values.
private func power(_ picture: NDArray) -> Double {
  picture.values.reduce(0) { $0 + Double($1) * Double($1) } / Double(picture.count)
}

/// Returns the mean product of values that are next to each other in a row.
func neighbourProduct(_ picture: NDArray) -> Double {
  let width = picture.shape[2]
  var (sum, count) = (0.0, 0)
  for place in 0..<picture.count where place % width > 0 {
    sum += Double(picture.values[place - 1]) * Double(picture.values[place])
    count += 1
  }
  return sum / Double(count)
}
