public import Autodiff
public import NeuralNet

/// The network of DeepFloyd IF: it sees a noisy picture, how noisy it is and a text, and says which part
/// of the picture is noise.
///
/// Its parameters have the names that diffusers' `UNet2DConditionModel` gives them. Sources: Saharia et
/// al. 2022 (Imagen), whose design it follows, and the configuration, which fixes every size.
public struct UNet2DCondition: Parameterized {
  /// The shape of the network.
  public let configuration: UNet2DConfiguration

  var convIn: Conv2d
  var timeEmbedding: TimestepEmbedding
  var classEmbedding: TimestepEmbedding?
  var textEmbedding: TextTimeEmbedding
  var textProjection: Linear
  var downBlocks: [DownBlock]
  var midBlock: MidBlock
  var upBlocks: [UpBlock]
  var convNormOut: GroupNorm
  var convOut: Conv2d

  /// Creates a network.
  ///
  /// - Parameters:
  ///   - configuration: Its shape.
  ///   - source: Where its weights come from: a random stream, or ``NeuralNet/UnsetWeights`` for one that
  ///     is about to be loaded.
  /// - Precondition: The configuration has no ``UNet2DConfiguration/flaw``.
  public init(_ configuration: UNet2DConfiguration, using source: inout some WeightSource) {
    precondition(configuration.flaw == nil, configuration.flaw ?? "")
    self.configuration = configuration
    let channels = configuration.blockOutChannels
    convIn = Conv2d(
      configuration.inChannels,
      channels[0],
      kernelSize: 3,
      padding: 1,
      using: &source
    )
    timeEmbedding = TimestepEmbedding(configuration, using: &source)
    classEmbedding =
      configuration.hasClassEmbedding ? TimestepEmbedding(configuration, using: &source) : nil
    textEmbedding = TextTimeEmbedding(configuration, using: &source)
    textProjection = Linear(
      configuration.encoderHidDim,
      configuration.crossAttentionDim,
      using: &source
    )
    (downBlocks, upBlocks) = ([], [])
    for level in channels.indices {
      downBlocks.append(DownBlock(level: level, configuration, using: &source))
    }
    midBlock = MidBlock(configuration, using: &source)
    for level in channels.indices {
      upBlocks.append(UpBlock(level: level, configuration, using: &source))
    }
    convNormOut = GroupNorm(
      channels[0],
      groupCount: configuration.normNumGroups,
      epsilon: configuration.normEps
    )
    convOut = Conv2d(
      channels[0],
      configuration.outChannels,
      kernelSize: 3,
      padding: 1,
      using: &source
    )
  }

  /// Returns what the network needs of texts, which is the same for all timesteps.
  ///
  /// - Parameter text: What the text encoder made of N texts, `[N, L, E]`; all rows count, those behind
  ///   the end of a text as well.
  /// - Returns: The pooled texts, and keys and values for each layer of attention.
  public func condition(on text: Tensor) -> TextConditioning {
    let projected = textProjection(text)  // [N, L, X]
    return TextConditioning(
      embedding: textEmbedding(text),  // [N, T]
      down: downBlocks.map { $0.attentions.map { $0.keys(for: projected) } },
      mid: midBlock.attentions.map { $0.keys(for: projected) },
      up: upBlocks.map { $0.attentions.map { $0.keys(for: projected) } }
    )
  }

  /// Estimates the noise in pictures.
  ///
  /// - Parameters:
  ///   - sample: Noisy pictures, `[N, in, H, W]`; stage II has the picture to be enlarged behind the
  ///     noisy one.
  ///   - timesteps: The timestep of each picture, or one for all.
  ///   - text: The texts, from ``condition(on:)``; N of them.
  ///   - classLabels: For stage II how much noise the picture has that is enlarged, like `timesteps`.
  /// - Returns: `[N, out, H, W]`: the noise, and behind it where the variance lies between its bounds.
  /// - Precondition: The shapes fit, height and width are multiples of
  ///   ``UNet2DConfiguration/sizeMultiple``, and there are class labels if and only if the network takes
  ///   them.
  public func callAsFunction(
    _ sample: Tensor,
    timesteps: [Float],
    text: TextConditioning,
    classLabels: [Float]? = nil
  ) -> Tensor {
    self(sample, timesteps: timesteps, text: text, classLabels: classLabels) { _, _ in }
  }

  /// ``callAsFunction(_:timesteps:text:classLabels:)``, which shows what each block makes under the name
  /// that diffusers gives it.
  func callAsFunction(
    _ sample: Tensor,
    timesteps: [Float],
    text: TextConditioning,
    classLabels: [Float]?,
    onBlock: (_ name: String, _ result: Tensor) -> Void
  ) -> Tensor {
    check(sample, timesteps, text, classLabels)
    let count = sample.shape[0]
    func each(_ numbers: [Float]) -> [Float] {
      numbers.count == count ? numbers : [Float](repeating: numbers[0], count: count)
    }
    var time = timeEmbedding(each(timesteps))  // [N, T]
    if let classEmbedding, let classLabels { time = time + classEmbedding(each(classLabels)) }
    time = time + text.embedding
    if let activation = configuration.timeEmbeddingActivation {
      time = activated(time, by: activation)
    }
    // Every resnet block begins with the same activation of the same rows.
    if !configuration.resnetSkipTimeAct { time = activated(time, by: configuration.activation) }

    var h = convIn(sample)
    onBlock("conv_in", h)
    var skips = [h]
    for (level, block) in downBlocks.enumerated() {
      let results = block(h, time: time, text: text.down[level])
      skips += results
      h = results[results.count - 1]
      onBlock("down_blocks.\(level)", h)
    }
    h = midBlock(h, time: time, text: text.mid)
    onBlock("mid_block", h)
    for (level, block) in upBlocks.enumerated() {
      h = block(h, skips: &skips, time: time, text: text.up[level])
      onBlock("up_blocks.\(level)", h)
    }
    return convOut(convNormOut(h, then: configuration.activation))
  }

  private func check(
    _ sample: Tensor,
    _ timesteps: [Float],
    _ text: TextConditioning,
    _ classLabels: [Float]?
  ) {
    let (shape, multiple) = (sample.shape, configuration.sizeMultiple)
    precondition(
      shape.count == 4 && shape[1] == configuration.inChannels && shape[2].isMultiple(of: multiple)
        && shape[3].isMultiple(of: multiple) && min(shape[0], shape[2], shape[3]) > 0,
      "pictures of shape \(shape) do not fit \(configuration.inChannels) channels and multiples of "
        + "\(multiple) pixels"
    )
    precondition(
      [1, shape[0]].contains(timesteps.count) && text.embedding.shape[0] == shape[0],
      "\(timesteps.count) timesteps and \(text.embedding.shape[0]) texts do not fit \(shape[0]) pictures"
    )
    precondition(
      (classLabels != nil) == configuration.hasClassEmbedding
        && [1, shape[0]].contains(classLabels?.count ?? 1),
      "class labels \(classLabels ?? []) do not fit the network"
    )
  }

  public mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&convIn, named: "conv_in")
    visitor.visit(&timeEmbedding, named: "time_embedding")
    visitor.visit(&classEmbedding, named: "class_embedding")
    visitor.visit(&textEmbedding, named: "add_embedding")
    visitor.visit(&textProjection, named: "encoder_hid_proj")
    visitor.visit(&downBlocks, named: "down_blocks")
    visitor.visit(&midBlock, named: "mid_block")
    visitor.visit(&upBlocks, named: "up_blocks")
    visitor.visit(&convNormOut, named: "conv_norm_out")
    visitor.visit(&convOut, named: "conv_out")
  }
}

/// What a ``UNet2DCondition`` needs of texts: the pooled texts, and the keys and values of each layer of
/// attention.
public struct TextConditioning: Sendable {
  let embedding: Tensor
  let down: [[TextKeys]]
  let mid: [TextKeys]
  let up: [[TextKeys]]
}
