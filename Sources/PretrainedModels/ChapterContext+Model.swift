public import Notebook

extension Parameter {
  /// Which text-to-image model a chapter steers.
  public static let model = Parameter.folder(
    "model",
    default: "models/vignette",
    "The text-to-image model, a folder in the layout of Hugging Face's diffusers."
  )

  /// What stands in for a model's text encoder.
  public static let embeddings = Parameter.file(
    "embeddings",
    "Encoded prompts, .pth or .safetensors, for a model without its text encoder."
  )
}

extension ChapterContext {
  /// Returns the model that the chapter steers.
  ///
  /// - Throws: ``TextToImage/ModelError`` when it cannot be used.
  /// - Precondition: The chapter declares ``Notebook/Parameter/model`` and
  ///   ``Notebook/Parameter/embeddings``.
  public func model() throws -> PromptedModel {
    try PromptedModel(folder: folder("model"), embeddings: file("embeddings"))
  }
}
