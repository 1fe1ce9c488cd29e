public import Arrays
import Autodiff
import Diffusion

/// A model that makes pictures from texts, ready to be used.
public struct TextToImagePipeline {
  /// The network that finds noise.
  public let unet: UNet2DCondition

  /// How pictures were noised and are sampled.
  public let scheduler: SchedulerConfiguration

  /// How the small pictures of a second stage are noised; `nil` in a first stage.
  private let imageNoising: NoiseSchedule?

  private let path: String

  /// Reads a model; its text encoder is not touched.
  ///
  /// - Throws: ``ModelError`` when a file is missing, damaged, or asks for what this package does not have.
  public init(_ directory: ModelDirectory) throws(ModelError) {
    path = directory.path
    scheduler = try directory.scheduler()
    unet = try directory.unet()
    imageNoising =
      unet.configuration.hasClassEmbedding ? try directory.imageNoisingSchedule() : nil
    let (channels, inputs) = (pictureChannels, unet.configuration.inChannels)
    guard !isSecondStage || inputs == 2 * channels else {
      throw ModelError(
        path: path,
        message: "a second stage takes the channels of two pictures, not \(inputs)"
      )
    }
    let outputs = unet.configuration.outChannels
    guard outputs == 2 * channels || (outputs == channels && scheduler.variance != .learnedRange)
    else {
      throw ModelError(
        path: path,
        message: "a network with \(outputs) channels out cannot sample pictures of \(channels)"
          + " with the variance '\(scheduler.variance.rawValue)'"
      )
    }
  }

  /// Whether the model makes pictures larger, and needs small ones for it.
  public var isSecondStage: Bool { imageNoising != nil }

  /// The channels of a picture.
  public var pictureChannels: Int {
    unet.configuration.inChannels / (unet.configuration.hasClassEmbedding ? 2 : 1)
  }

  /// Throws what sampling would before its first step.
  ///
  /// - Parameters:
  ///   - sampling: How pictures are to be made.
  ///   - textWidth: The channels of the encoded texts.
  /// - Throws: ``ModelError`` when the network takes texts of another width, or the schedule has not as
  ///   many steps.
  public func check(_ sampling: PictureSampling, textWidth: Int) throws(ModelError) {
    guard textWidth == unet.configuration.encoderHidDim else {
      throw ModelError(
        path: path,
        message: "the model takes texts of \(unet.configuration.encoderHidDim) channels, and the "
          + "prompt was encoded with \(textWidth)"
      )
    }
    _ = try scheduler.timesteps(count: sampling.stepCount)
  }

  /// Makes pictures.
  ///
  /// - Parameters:
  ///   - text: What the text encoder made of N texts, `[N, L, E]`.
  ///   - unwanted: The same of the texts that the pictures are to be pushed away from, of the same shape.
  ///   - sampling: How they are made.
  ///   - smallPictures: What a second stage makes larger, `[N, C, h, w]`, values in -1...1.
  ///   - draw: Returns standard normal numbers of a shape. Drawn are the first noise, that of the small
  ///     pictures, and one for each step of DDPM.
  ///   - onStep: Is told after each step how many are done, the pictures, and the estimates of the clean
  ///     ones.
  /// - Returns: `[N, C, H, W]`; the values of good pictures lie in -1...1.
  /// - Throws: ``ModelError`` as ``check(_:textWidth:)`` does, and when the pictures are no
  ///   numbers any more; what `onStep` throws.
  /// - Precondition: The shapes fit, and a second stage has small pictures.
  public func sample(
    text: NDArray,
    unwanted: NDArray,
    _ sampling: PictureSampling,
    enlarging smallPictures: NDArray? = nil,
    draw: (_ shape: [Int]) -> NDArray,
    onStep: (_ done: Int, _ xt: NDArray, _ estimate: NDArray) throws -> Void = { _, _, _ in }
  ) throws -> NDArray {
    let count = text.shape[0], size = unet.configuration.sampleSize
    precondition(
      (smallPictures != nil) == isSecondStage && unwanted.shape == text.shape,
      "texts of shapes \(text.shape) and \(unwanted.shape), small pictures or not, do not fit"
    )
    try check(sampling, textWidth: text.shape[2])
    let timesteps = try scheduler.timesteps(count: sampling.stepCount)
    let shape = [count, pictureChannels, size, size]
    let noise = draw(shape)
    let small = smallPictures.map { enlarged($0, to: shape, draw) }
    let model =
      sampling.isGuided
      ? noiseModel(
        text: text,
        unwanted: unwanted,
        guidanceScale: sampling.guidanceScale,
        enlarging: small
      ) : noiseModel(text: text, enlarging: small)
    return try denoise(noise, by: sampler(sampling.method, timesteps), model, draw) { step in
      guard step.next.values.allSatisfy(\.isFinite) else {
        throw ModelError(
          path: path,
          message: "step \(step.index + 1) leads to what is no number; the weights or the text are"
            + " damaged"
        )
      }
      try onStep(step.index + 1, step.next, step.estimate)
    }
  }

  private func denoise(
    _ noise: NDArray,
    by sampler: some ReverseSampler,
    _ model: NoiseModel,
    _ draw: (_ shape: [Int]) -> NDArray,
    onStep: (DenoisingStep) throws -> Void
  ) throws -> NDArray {
    try iterativeDenoise(noise, by: sampler, predicting: model, drawing: draw, onStep: onStep)
  }

  private func sampler(
    _ method: PictureSampling.Method,
    _ timesteps: [Int]
  ) -> any ReverseSampler {
    switch method {
    case .ddpm:
      DDPMSampler(
        schedule: scheduler.schedule,
        timesteps: timesteps,
        variance: scheduler.variance,
        bound: scheduler.bound
      )
    case .ddim:
      DDIMSampler(
        schedule: scheduler.schedule,
        timesteps: timesteps,
        bound: scheduler.bound,
        stride: scheduler.schedule.stepCount / timesteps.count,
        endsClean: scheduler.setAlphaToOne
      )
    }
  }

  /// Returns small pictures in the size of large ones, with noise.
  private func enlarged(
    _ small: NDArray,
    to shape: [Int],
    _ draw: (_ shape: [Int]) -> NDArray
  ) -> NDArray {
    let large = bilinearResize(small, to: shape[3])
    precondition(
      large.shape == shape,
      "pictures of shape \(small.shape) become no \(shape)"
    )
    guard let imageNoising else { return large }
    return addNoise(
      to: large,
      at: PictureSampling.noiseLevel,
      schedule: imageNoising,
      epsilon: draw(shape)
    )
  }
}
