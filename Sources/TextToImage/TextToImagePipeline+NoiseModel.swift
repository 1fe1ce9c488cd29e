public import Arrays
import Autodiff
public import Diffusion

extension TextToImagePipeline {
  /// Gives the network a text for each picture of a batch.
  ///
  /// All that depends on the texts alone is computed here, once.
  ///
  /// - Parameters:
  ///   - text: What the text encoder made of N texts, `[N, L, E]`.
  ///   - large: For a second stage what it makes sharp, `[N, C, H, W]`.
  /// - Returns: The network as sampling loops see it, for batches of N pictures.
  public func noiseModel(text: NDArray, enlarging large: NDArray? = nil) -> NoiseModel {
    let conditioning = unet.condition(on: Tensor(text))
    return { xt, t in
      let output = unet(
        Tensor(input(xt, large)),
        timesteps: [Float(t)],
        text: conditioning,
        classLabels: labels(large)
      )
      return NoisePrediction(output.array, channels: pictureChannels)
    }
  }

  // snippet.classifier-free-guidance
  // snippet.hide
  /// Gives the network a text for each picture of a batch, and another to be pushed away from (Ho and
  /// Salimans 2022).
  ///
  /// Both texts go through the network as one batch.
  ///
  /// - Parameters:
  ///   - text: What the text encoder made of N texts, `[N, L, E]`.
  ///   - unwanted: The same of the texts to be pushed away from, of the same shape.
  ///   - guidanceScale: 0 ignores the text, 1 does what it says, more goes past it.
  ///   - large: For a second stage what it makes sharp, `[N, C, H, W]`.
  /// - Returns: The network as sampling loops see it, for batches of N pictures.
  // snippet.show
  public func noiseModel(
    text: NDArray,
    unwanted: NDArray,
    guidanceScale: Float,
    enlarging large: NDArray? = nil
  ) -> NoiseModel {
    let conditioning = unet.condition(on: Tensor(.joined([unwanted, text])))
    return { xt, t in
      let x = input(xt, large)
      let output = unet(
        Tensor(.joined([x, x])),
        timesteps: [Float(t)],
        text: conditioning,
        classLabels: labels(large)
      )
      return NoisePrediction(
        guiding: output.array,
        channels: pictureChannels,
        guidanceScale: guidanceScale
      )
    }
  }
  // snippet.end

  private func input(_ xt: NDArray, _ large: NDArray?) -> NDArray {
    large.map { concatenate(Tensor(xt), Tensor($0)).array } ?? xt
  }

  private func labels(_ large: NDArray?) -> [Float]? {
    large.map { _ in [Float(PictureSampling.noiseLevel)] }
  }
}
