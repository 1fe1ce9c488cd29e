import Datasets
import Diffusion

extension ImageToImage {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var seed: Int
    var side: Int
    var guidanceScale: Float
    var setting: Setting

    /// The six pictures and what they are called.
    var titles: [String]
    var originals: PictureSheet

    /// Their edits from each start.
    var edits: [Edit]
    var scenes: EditedScenes

    /// One start.
    struct Edit: Codable, Sendable {
      var start: EditStart
      var alphaBar: Float
      var results: PictureSheet

      /// How far each result is from its original, root mean square.
      var distances: [Double]

      /// The first picture with this start's noise.
      var noised: PictureSheet

      /// The same where the timesteps are listed the wrong way round.
      var wronglyNoised: PictureSheet
    }
  }
}
