import Arrays
import Datasets
import Diffusion
import PretrainedModels
import Statistics

extension VisualAnagrams {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var seed: Int

    /// The height and width of a picture.
    var side: Int
    var guidanceScale: Float
    var stepCount: Int

    /// The pictures of each of ``VisualAnagrams/pairs``.
    var trials: [AnagramTrial]

    /// What the judge says of ordinary pictures of their first subjects.
    var controls: [Control]

    /// The first pair through views that fail.
    var failing: [AnagramTrial]
    var noise: NoiseStudy

    /// Painted pictures of the subject that a pair shows upright.
    struct Control: Codable, Sendable {
      /// How many are read as that subject, and turned as the other one.
      var upright: Proportion
      var turned: Proportion

      init(
        _ pair: (medium: PaintedMedium, upright: PaintedSubject, turned: PaintedSubject),
        judge: SceneJudge
      ) {
        let count = 64
        let scene = PaintedScene.Pair(pair.upright, pair.medium)
        let pictures = ScenePainter.pictures(of: scene, count: count, seed: 8)
        func hits(_ pictures: NDArray, _ subject: PaintedSubject) -> Proportion {
          Proportion(judge.read(pictures).count { $0.subject == subject }, of: count)
        }
        upright = hits(pictures, pair.upright)
        turned = hits(PictureView.halfTurn(pictures), pair.turned)
      }
    }
  }
}
