public import Arrays
public import Diffusion
import TextToImage

/// A text-to-image model as the loops of Part A see it: with a prompt for each picture it is a
/// ``Diffusion/NoiseModel``.
public struct PromptedModel {
  private let pipeline: TextToImagePipeline
  private let encode: ([String]) throws -> NDArray

  /// Its text encoder, where it has one and prompts come without their embeddings.
  private let encoder: PromptEncoder?

  /// Reads a model.
  ///
  /// - Parameters:
  ///   - folder: In the layout of Hugging Face's diffusers.
  ///   - embeddings: A file of encoded prompts, for a model without its text encoder.
  /// - Throws: ``TextToImage/ModelError`` when a file cannot be used, or the model is none that makes
  ///   pictures of three channels from noise in 1000 timesteps.
  init(folder: String, embeddings: String?) throws {
    let directory = try ModelDirectory(path: folder)
    pipeline = try TextToImagePipeline(directory)
    guard !pipeline.isSecondStage, pipeline.pictureChannels == 3 else {
      throw ModelError(
        path: folder,
        message: "this model does not make pictures of three channels from noise"
      )
    }
    let stepCount = pipeline.scheduler.schedule.stepCount
    guard stepCount == 1000 else {
      throw ModelError(
        path: folder,
        message: "the chapters name timesteps of 1000, and this model's schedule has \(stepCount)"
      )
    }
    if let embeddings {
      let known = try PromptEmbeddings(path: embeddings)
      encoder = nil
      encode = { try known.encoded($0) }
    } else {
      let encoder = try PromptEncoder(directory)
      self.encoder = encoder
      encode = { encoder.encode($0).states }
    }
  }

  /// The schedule by which pictures were noised in training.
  public var schedule: NoiseSchedule { pipeline.scheduler.schedule }

  /// The height and width of a picture, in pixels.
  public var side: Int { pipeline.unet.configuration.sampleSize }

  /// The shape of some pictures.
  public func shape(count: Int) -> [Int] { [count, 3, side, side] }

  /// Returns the sampler that adds noise in each step, as much as the model says.
  public func ddpm(_ timesteps: [Int]) -> DDPMSampler {
    DDPMSampler(
      schedule: schedule,
      timesteps: timesteps,
      variance: pipeline.scheduler.variance,
      bound: pipeline.scheduler.bound
    )
  }

  /// Returns the sampler that adds no noise.
  public func ddim(_ timesteps: [Int]) -> DDIMSampler {
    DDIMSampler(schedule: schedule, timesteps: timesteps, bound: pipeline.scheduler.bound)
  }

  /// Returns the model with a prompt for each picture of a batch.
  ///
  /// - Throws: ``TextToImage/ModelError`` when a prompt is not among the encoded ones.
  public func prompted(_ prompts: [String]) throws -> NoiseModel {
    pipeline.noiseModel(text: try encoded(prompts))
  }

  /// Gives the model a prompt for each picture of a batch, and another to be pushed away from.
  ///
  /// - Parameters:
  ///   - prompts: What the pictures are to show.
  ///   - unwanted: What they are pushed away from; nothing in particular when it is empty.
  ///   - guidanceScale: 0 ignores the prompts, 1 does what they say, more goes past it.
  /// - Returns: The model, for batches of as many pictures as there are prompts.
  /// - Throws: ``TextToImage/ModelError`` when a prompt is not among the encoded ones.
  public func guided(
    _ prompts: [String],
    without unwanted: String = "",
    guidanceScale: Float
  ) throws -> NoiseModel {
    pipeline.noiseModel(
      text: try encoded(prompts),
      unwanted: try encoded(prompts.map { _ in unwanted }),
      guidanceScale: guidanceScale
    )
  }

  /// Returns the pieces into which the model's tokenizer cuts a prompt, that of its end too; `nil` for a
  /// model whose prompts were encoded elsewhere.
  public func pieces(of prompt: String) -> [String]? { encoder?.pieces(of: prompt) }

  /// Returns what the network is told of a prompt.
  ///
  /// - Throws: ``TextToImage/ModelError`` when the prompt is not among the encoded ones.
  public func reading(of prompt: String) throws -> PromptReading {
    let states = try encode([prompt])[0]
    // Without a tokenizer nobody knows where the prompt ends: the first rows stand for it.
    let pieces = pieces(of: prompt) ?? (1...min(12, states.shape[0])).map { "\($0)" }
    return PromptReading(pieces: pieces, states: states[0..<pieces.count])
  }

  /// Encodes prompts, each different one once.
  private func encoded(_ prompts: [String]) throws -> NDArray {
    let different = Array(Set(prompts)).sorted()
    let states = try encode(different)
    return .joined(
      prompts.map { prompt in
        let place = different.firstIndex(of: prompt) ?? 0
        return states[place..<place + 1]
      }
    )
  }
}

/// A prompt as the network is told it.
public struct PromptReading: Sendable {
  /// Its pieces, or the numbers of its rows where the prompt was encoded elsewhere.
  public let pieces: [String]

  /// What the text encoder made of each piece, `[pieces, E]`.
  public let states: NDArray
}
