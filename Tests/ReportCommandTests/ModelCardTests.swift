import Foundation
import PretrainedModels
import TestSupport
import TextToImage
import Testing

@testable import ReportCommand

/// The cards of the models that come with the package say what was measured, and of these very models.
@Suite struct ModelCardTests {
  private static let models = "\(FixtureReport.package)/models"
  private static let vignette = "\(models)/vignette"

  private func card() throws -> ModelCard {
    let file = URL(fileURLWithPath: "\(Self.vignette)/\(ModelCard.fileName)")
    return try JSONDecoder().decode(ModelCard.self, from: Data(contentsOf: file))
  }

  @Test func theNumbersAreOfTheModelAndTheJudgeThatAreHere() throws {
    let card = try card()
    let directory = try ModelDirectory(path: Self.vignette)
    #expect(try directory.digest(withTextEncoder: true) == card.modelDigest)
    let judge = "\(FixtureReport.package)/\(SceneJudge.folder)"
    #expect(try ModelCard.judgeDigest(in: judge) == card.judgeDigest)
  }

  @Test(arguments: ["vignette", "scene-judge"])
  func theTextStatesThem(model: String) throws {
    let card = try card()
    let text = try String(contentsOfFile: "\(Self.models)/\(model)/README.md", encoding: .utf8)
    for row in model == "vignette" ? card.rows : card.judgeRows {
      #expect(text.contains("\n\(row)\n"), "\(row)")
    }
    if model == "vignette" {
      #expect(text.contains("γ = \(Int(card.guidance)) in \(card.steps) steps"))
      #expect(text.contains("\(card.diversity) times as far apart as two painted ones"))
    }
  }
}
