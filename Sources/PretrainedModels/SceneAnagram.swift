public import Datasets
public import Diffusion

/// What pictures are to show that change with the view: a subject for each view, in one medium.
public struct SceneAnagram: Sendable {
  /// A way to look, and what is to be seen then.
  public typealias Part = (view: PictureView, subject: PaintedSubject)

  public let medium: PaintedMedium
  public let parts: [Part]

  /// Creates an anagram.
  ///
  /// - Precondition: There is a part.
  public init(_ medium: PaintedMedium, _ parts: [Part]) {
    precondition(!parts.isEmpty, "an anagram without a view shows nothing")
    self.medium = medium
    self.parts = parts
  }
}

extension PromptedModel {
  // snippet.anagram-model
  // snippet.hide
  /// Gives each view of an anagram its prompt.
  ///
  /// - Parameters:
  ///   - anagram: What is to be seen.
  ///   - count: The number of pictures in a batch.
  ///   - guidanceScale: How far each view is pushed past its prompt.
  /// - Returns: The model, for batches of as many pictures.
  /// - Throws: ``TextToImage/ModelError`` when a prompt is not among the encoded ones.
  // snippet.show
  public func anagramModel(
    _ anagram: SceneAnagram,
    count: Int,
    guidanceScale: Float
  ) throws -> NoiseModel {
    let views = try anagram.parts.map { view, subject in
      let pair = PaintedScene.Pair(subject, anagram.medium)
      let prompts = [String](repeating: pair.prompt, count: count)
      let model = try guided(prompts, guidanceScale: guidanceScale)
      return (view: view, model: model)
    }
    return { xt, t in try prediction(of: xt, at: t, through: views) }
  }
  // snippet.end
}
