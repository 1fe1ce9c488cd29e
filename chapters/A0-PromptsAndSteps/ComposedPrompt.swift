import Datasets

/// A prompt put together of what the painted world has: a medium, a subject, and where and when.
struct ComposedPrompt: Sendable {
  let pair: PaintedScene.Pair
  let text: String

  init(_ subject: PaintedSubject, _ medium: PaintedMedium, setting: String = "") {
    pair = PaintedScene.Pair(subject, medium)
    let plain = "\(medium.phrases[0]) \(subject.nouns[0])"
    text = setting.isEmpty ? plain : "\(plain) \(setting)"
  }

  /// Whether no training picture shows this subject in this medium.
  var isHeldOut: Bool { PaintedScene.heldOutPairs.contains(pair) }

  /// Returns plain prompts, each for another pair; 120 of them are all pairs.
  static func plain(_ count: Int) -> [ComposedPrompt] {
    let pairs = PaintedSubject.allCases.flatMap { subject in
      PaintedMedium.allCases.map { (subject, $0) }
    }
    // 11 has no divisor in common with 120, so subjects and media take turns and no pair comes twice.
    return (0..<count).map { index in
      let (subject, medium) = pairs[11 * index % pairs.count]
      return ComposedPrompt(subject, medium)
    }
  }
}
