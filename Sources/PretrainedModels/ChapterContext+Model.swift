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

  /// How far pictures are pushed past what their prompts say.
  public static func guidance(default value: Int) -> Parameter {
    .integer(
      "guidance",
      default: value,
      in: 0...20,
      "The weight γ of guidance; the default suits the embedded model, with DeepFloyd IF 7 is usual."
    )
  }
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

  /// The weight γ of guidance.
  ///
  /// - Precondition: The chapter declares ``Notebook/Parameter/guidance(default:)``.
  public var guidanceScale: Float { Float(integer("guidance")) }
}
