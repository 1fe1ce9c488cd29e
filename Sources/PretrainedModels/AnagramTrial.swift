public import Arrays
public import Datasets
public import Diffusion
public import Statistics

/// How the pictures of an anagram came out.
public struct AnagramTrial: Codable, Sendable {
  public let medium: PaintedMedium
  public let views: [View]

  /// One way to look at the pictures.
  public struct View: Codable, Sendable {
    /// What it does, as in "turned by 180°".
    public let name: String

    /// What is to be seen.
    public let subject: PaintedSubject

    /// What the judge sees in each picture.
    public let readings: [PaintedSubject]

    /// The first pictures as they look, not picked.
    public let first: PictureSheet
  }
}

extension AnagramTrial {
  /// Draws pictures and has them read.
  ///
  /// - Parameters:
  ///   - anagram: What is to be seen.
  ///   - count: The number of pictures, at least 1.
  ///   - shownCount: How many of them are kept.
  ///   - guidanceScale: How far each view is pushed past its prompt.
  ///   - model: The model.
  ///   - sampler: How far a step goes, and where.
  ///   - judge: Says what the pictures show.
  ///   - random: Returns the random numbers of a picture by its number, from 0.
  /// - Throws: ``TextToImage/ModelError`` when a prompt is not among the encoded ones.
  public init(
    _ anagram: SceneAnagram,
    count: Int,
    shownCount: Int = 4,
    guidanceScale: Float,
    by model: PromptedModel,
    stepping sampler: some ReverseSampler,
    readBy judge: SceneJudge,
    random: (_ number: Int) -> RandomStream
  ) throws {
    let pictures = try picturesFromNoise(
      count,
      side: model.side,
      by: sampler,
      random: random
    ) { numbers in
      try model.anagramModel(anagram, count: numbers.count, guidanceScale: guidanceScale)
    }
    medium = anagram.medium
    views = anagram.parts.map { view, subject in
      let seen = view(pictures).map { min(1, max(-1, $0)) }
      return View(
        name: view.name,
        subject: subject,
        readings: judge.read(seen).map(\.subject),
        first: PictureSheet(seen[0..<min(count, shownCount)], range: -1...1)
      )
    }
  }

  /// How many pictures are read as what was to be seen, in every view.
  public var successes: Proportion {
    let count = views[0].readings.count
    return Proportion(
      (0..<count).count { number in views.allSatisfy { $0.readings[number] == $0.subject } },
      of: count
    )
  }
}

extension AnagramTrial.View {
  /// How many pictures are read as what was to be seen in this view.
  public var successes: Proportion {
    Proportion(readings.count { $0 == subject }, of: readings.count)
  }
}
