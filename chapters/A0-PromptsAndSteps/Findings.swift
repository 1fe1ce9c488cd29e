import Arrays
import Datasets
import PretrainedModels
import Statistics

extension PromptsAndSteps {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var seed: Int

    /// The width and height of a picture in pixels.
    var side: Int
    var guidanceScale: Float
    var shown: [Row]
    var rates: [Rate]
    var reading: Reading

    /// Pictures of the three prompts, made in one number of steps.
    struct Row: Codable, Sendable {
      var steps: Int
      var pictures: PictureSheet
      var readings: [SceneReading]
    }

    /// How many pictures show what was asked for.
    struct Rate: Codable, Sendable {
      var steps: Int
      var subject: Proportion
      var medium: Proportion
      var both: Proportion

      init(steps: Int, _ readings: [SceneReading], for prompts: [ComposedPrompt]) {
        let hits = zip(readings, prompts.map(\.pair)).map {
          ($0.subject == $1.subject, $0.medium == $1.medium)
        }
        self.steps = steps
        subject = Proportion(hits.count { $0.0 }, of: hits.count)
        medium = Proportion(hits.count { $0.1 }, of: hits.count)
        both = Proportion(hits.count { $0.0 && $0.1 }, of: hits.count)
      }
    }

    /// What the text encoder makes of prompts.
    struct Reading: Codable, Sendable {
      /// The pieces of each prompt; numbers where the model has no tokenizer.
      var pieces: [[String]]

      /// The pieces of a word that captions do not have; empty without a tokenizer.
      var strangePieces: [String]

      /// The rows of the first prompt's pieces, their first channels, `[pieces, channels]`.
      var states: NDArray

      /// The numbers of a row.
      var width: Int

      /// A piece of the first two prompts, and the cosine of the angle between its rows.
      var sharedPiece: String
      var sharedCosine: Double
    }
  }
}

extension PromptsAndSteps.Findings.Reading {
  /// The most channels that are shown.
  private static let shownChannels = 32

  init(of prompts: [String], by model: PromptedModel) throws {
    let readings = try prompts.map { try model.reading(of: $0) }
    let first = readings[0], second = readings[1]
    let width = first.states.shape[1]
    let channels = min(width, Self.shownChannels)
    let shared = first.pieces.first { second.pieces.contains($0) } ?? first.pieces[0]
    func row(_ reading: PromptReading) -> [Float] {
      reading.states[reading.pieces.firstIndex(of: shared) ?? 0].values
    }
    self.init(
      pieces: readings.map(\.pieces),
      strangePieces: model.pieces(of: PromptsAndSteps.strangeWord).map { Array($0.dropLast()) }
        ?? [],
      states: NDArray(
        first.pieces.indices.flatMap { first.states[$0].values.prefix(channels) },
        shape: [first.pieces.count, channels]
      ),
      width: width,
      sharedPiece: shared,
      sharedCosine: cosine(row(first), row(second))
    )
  }
}

/// Returns the cosine of the angle between two lists of numbers, 0 where one has no length.
private func cosine(_ first: [Float], _ second: [Float]) -> Double {
  func product(_ left: [Float], _ right: [Float]) -> Double {
    zip(left, right).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
  let scale = (product(first, first) * product(second, second)).squareRoot()
  return scale > 0 ? product(first, second) / scale : 0
}
