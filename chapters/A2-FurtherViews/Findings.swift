import Arrays
import Datasets
import Diffusion
import Notebook
import PretrainedModels
import Statistics

extension FurtherViews {
  /// What was found.
  public struct Findings: Codable, Sendable {
    var seed: Int

    /// The height and width of a picture.
    var side: Int
    var guidanceScale: Float
    var stepCount: Int

    /// What came of each of ``FurtherViews/anagrams``.
    var trials: [AnagramTrial]
    var logo: LogoStudy
    var upstream: Upstream
  }
}

/// What is taken from the chapters before.
struct Upstream: Codable, Sendable {
  var guidance: Guidance
  var anagrams: Anagrams
  var hybrids: Hybrids

  init(in context: ChapterContext) throws {
    guidance = try context.findings(of: "A1.6", as: Guidance.self)
    anagrams = try context.findings(of: "A1.8", as: Anagrams.self)
    hybrids = try context.findings(of: "A1.9", as: Hybrids.self)
  }

  /// Of A1.6: weights of guidance, and the two predictions.
  struct Guidance: Codable, Sendable {
    var weights: [Weight]
    var looks: [Look]

    struct Weight: Codable, Sendable {
      var scale: Float
      var subject: Proportion
      var spread: SampleMean
      var beyond: SampleMean
    }

    struct Look: Codable, Sendable {
      var t: Int
      var share: SampleMean
    }

    /// What one weight came to.
    ///
    /// - Precondition: It is one of those that A1.6 compares.
    func weight(_ scale: Float) -> Weight {
      guard let found = weights.first(where: { $0.scale == scale }) else {
        preconditionFailure("A1.6 compares no weight of \(scale)")
      }
      return found
    }
  }

  /// Of A1.8: pictures of the half turn, and noise in views.
  struct Anagrams: Codable, Sendable {
    var trials: [AnagramTrial]
    var noise: Noise

    struct Noise: Codable, Sendable { var views: [View] }

    struct View: Codable, Sendable {
      var name: String
      var error: SampleMean
    }
  }

  /// Of A1.9: what is read in hybrids.
  struct Hybrids: Codable, Sendable {
    var trials: [Trial]

    struct Trial: Codable, Sendable {
      var far: PaintedSubject
      var near: PaintedSubject
      var sigma: Float
      var farReadings: [PaintedSubject]
      var nearReadings: [PaintedSubject]
    }

    /// How many hybrids of the usual width are read as both of their subjects.
    var both: Proportion {
      let trials = trials.filter { $0.sigma == 2 }
      let hits = trials.map { trial in
        zip(trial.farReadings, trial.nearReadings).count { $0 == trial.far && $1 == trial.near }
      }
      return Proportion(hits.reduce(0, +), of: trials.reduce(0) { $0 + $1.farReadings.count })
    }
  }
}
