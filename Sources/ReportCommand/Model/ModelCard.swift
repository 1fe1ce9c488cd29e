import Digests
import Notebook
import PretrainedModels
import Pretraining
import Statistics
import TextToImage

/// What was measured of a model, and all that the numbers depend on.
struct ModelCard: Codable {
  /// How the pictures were sampled.
  var guidance: Float
  var seed: UInt64
  var steps: Int

  /// What painted the pictures, and what read them.
  var modelDigest: Digest
  var judgeDigest: Digest

  /// How many painted pictures that it was not trained on the judge reads aright.
  var judgeMedium: Proportion
  var judgeSubject: Proportion

  /// What the judge says of the model's pictures.
  var model: ModelEvaluation

  /// The file in a model's folder that holds it.
  static let fileName = "evaluation.json"

  /// The rows of a table in Markdown: share, number of pictures, and 95 % interval.
  var rows: [String] {
    [
      row("subject", model.subject),
      row("medium", model.medium),
      row("both, pairs that were held out", model.heldOut),
    ]
  }

  /// The same of the judge.
  var judgeRows: [String] {
    [
      row("subject, painted pictures", judgeSubject),
      row("medium, painted pictures", judgeMedium),
    ]
  }

  /// The model's spread as a share of the painter's.
  var diversity: String { fixed(model.diversity, digits: 2) }

  private func row(_ what: String, _ proportion: Proportion) -> String {
    func percent(_ share: Double) -> String { fixed(100 * share, digits: 1) }
    let interval = proportion.interval
    return "| \(what) | \(percent(proportion.share)) % | \(proportion.total)"
      + " | \(percent(interval.lowerBound)) to \(percent(interval.upperBound)) % |"
  }

  /// Returns the digest of a trained judge's weights.
  static func judgeDigest(in folder: String) throws -> Digest {
    Digest.of(try Files.read("\(folder)/\(SceneJudge.fileName)"))
  }
}
