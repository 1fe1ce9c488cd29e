public import Notebook

extension Parameter {
  /// The judge that says what pictures show.
  public static let judge = Parameter.folder(
    "judge",
    default: SceneJudge.folder,
    "The judge of painted scenes, trained by `report evaluate`."
  )
}

extension ChapterContext {
  /// Returns the judge of painted scenes.
  ///
  /// - Throws: ``NeuralNet/SafetensorsError`` when it cannot be used.
  /// - Precondition: The chapter declares ``Notebook/Parameter/judge``.
  public func judge() throws -> SceneJudge { try SceneJudge(folder: folder("judge")) }
}
