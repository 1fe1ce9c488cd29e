import Datasets
import Diffusion
import Statistics

extension TextConditionalEditing {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var seed: Int
    var side: Int
    var setting: Setting

    /// The three pictures, what they are called, and what the judge reads in them.
    var titles: [String]
    var originals: PictureSheet
    var originalReadings: [PaintedSubject]

    /// Their edits from each start.
    var edits: [Edit]

    /// What was measured on painted pictures, for each weight of guidance.
    var sweeps: [PromptedScenes]

    /// One start.
    struct Edit: Codable, Sendable {
      var start: EditStart
      var alphaBar: Float
      var results: PictureSheet
      var readings: [PaintedSubject]

      /// How alike each result and its original are in composition.
      var compositions: [Double]
    }

    /// With guidance as on the page.
    var guided: PromptedScenes { sweeps[sweeps.count - 1] }

    /// Without guidance: as the prompt says.
    var plain: PromptedScenes { sweeps[0] }

    /// The index of the start at which prompt and picture are both served best on the painted pictures:
    /// where the share that reaches the prompt times the likeness of compositions is greatest.
    var balance: Int {
      let scores = guided.levels.map { $0.reached.share * max(0, $0.composition.mean) }
      return scores.indices.max { scores[$0] < scores[$1] } ?? 0
    }
  }
}
