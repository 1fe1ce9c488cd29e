import Arrays
import Datasets
import Diffusion
import Notebook
import PretrainedModels
import Statistics

/// What a model finds of the noise in a hole, by what it sees around it.
struct Surroundings: Codable, Sendable {
  /// The timestep of the pictures that the model looks at.
  var timestep: Int

  /// The squared error of its answer in the hole, relative to the power of the noise there: with the noise
  /// of the timestep around the hole, and with clean pixels.
  var noisy: SampleMean
  var clean: SampleMean

  /// Looks at painted pictures with a hole in the middle, without a prompt; both times with the same noise.
  init(_ scenes: [PaintedScene], by model: PromptedModel, in context: ChapterContext) throws {
    let t = model.schedule.stepCount / 2
    let pictures = ScenePainter.pictures(of: scenes, side: model.side)
    let mask = try Hole.mask(of: Hole.middle, side: model.side)
    let masks = NDArray.joined(scenes.map { _ in mask })
    var stream = context.random("noise around a hole")
    let (noised, epsilon) = addNoise(
      to: pictures,
      at: t,
      schedule: model.schedule,
      using: &stream
    )
    let pasted = masks * noised + masks.map { 1 - $0 } * pictures
    let unprompted = try model.prompted(scenes.map { _ in "" })
    let none = NDArray(repeating: 0, shape: mask[0].shape)
    func missed(in xt: NDArray) throws -> SampleMean {
      let found = try unprompted(xt, t).epsilon
      return SampleMean(
        of: scenes.indices.map { index in
          let truth = mask[0] * epsilon[index]
          return meanSquaredError(mask[0] * found[index], truth) / meanSquaredError(truth, none)
        }
      )
    }
    timestep = t
    noisy = try missed(in: noised)
    clean = try missed(in: pasted)
  }
}
