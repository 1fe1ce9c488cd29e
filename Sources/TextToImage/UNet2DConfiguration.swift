public import Arrays

/// The shape of a ``UNet2DCondition``: what `unet/config.json` says.
///
/// The defaults are DeepFloyd IF's. Names are those of diffusers' `UNet2DConditionModel`.
public struct UNet2DConfiguration: Hashable, Sendable {
  /// The extent of a picture in pixels, for which the network was trained.
  public var sampleSize = 64

  /// The channels of a picture, and of what the network makes of it: noise, and with twice the number
  /// of a picture's channels its variance as well.
  public var inChannels = 3
  public var outChannels = 6

  /// The channels of each level; each has half the height and width of the one before.
  public var blockOutChannels: [Int]

  /// The resnet blocks of each level on the way down; on the way up there is one more.
  public var layersPerBlock: [Int]

  /// Whether a level attends to the text and to itself: on the way down, and on the way up in the order
  /// of that way.
  public var downBlockAttention: [Bool]
  public var upBlockAttention: [Bool]

  /// Whether a level attends to the text alone, and whether the middle does.
  public var onlyCrossAttention: [Bool]
  public var midBlockOnlyCrossAttention = false

  /// The channels of one head of attention, of the text where it is attended to, and of the text as it
  /// comes in.
  public var attentionHeadDim = 64
  public var crossAttentionDim: Int
  public var encoderHidDim: Int

  /// The heads with which the text is pooled.
  public var additionEmbedTypeNumHeads = 64

  /// How many groups a normalization shares channels out among, and what it adds to a variance.
  public var normNumGroups = 32
  public var normEps: Float = 1e-5

  /// The width of the embedded timestep.
  public var timeEmbeddingDim: Int

  /// The activation of all blocks, and the one that is applied to the embedded timestep at the end.
  public var activation = Activation.gelu
  public var timeEmbeddingActivation: Activation?

  /// Whether resnet blocks take the embedded timestep without an activation.
  public var resnetSkipTimeAct = false

  /// What the sums of resnet blocks are divided by.
  public var resnetOutScaleFactor: Float = 1
  public var midBlockScaleFactor: Float = 1

  /// Whether the network is told how much noise the picture has that it enlarges, as stage II is.
  public var hasClassEmbedding = false

  /// How a timestep is written as waves: whether cosines come first, and the shift of the frequencies.
  public var flipSinToCos = true
  public var freqShift: Float = 0

  /// Creates the configuration of a first stage.
  ///
  /// - Parameters:
  ///   - blockOutChannels: The channels of each level.
  ///   - layersPerBlock: The resnet blocks of each level.
  ///   - attention: Whether each level attends; the same on the way up.
  ///   - crossAttentionDim: The channels of the text where it is attended to.
  ///   - encoderHidDim: The channels of the text as it comes in.
  public init(
    blockOutChannels: [Int],
    layersPerBlock: [Int],
    attention: [Bool],
    crossAttentionDim: Int,
    encoderHidDim: Int
  ) {
    precondition(
      !blockOutChannels.isEmpty && layersPerBlock.count == blockOutChannels.count
        && attention.count == blockOutChannels.count,
      "levels of \(blockOutChannels) channels with \(layersPerBlock) blocks and attention \(attention)"
    )
    self.blockOutChannels = blockOutChannels
    self.layersPerBlock = layersPerBlock
    downBlockAttention = attention
    upBlockAttention = attention.reversed()
    onlyCrossAttention = attention.map { _ in false }
    self.crossAttentionDim = crossAttentionDim
    self.encoderHidDim = encoderHidDim
    timeEmbeddingDim = 4 * blockOutChannels[0]
  }

  /// How many pixels a picture's height and width must be a multiple of.
  public var sizeMultiple: Int { 1 << (blockOutChannels.count - 1) }

  /// Why no network can have this shape; `nil` when one can.
  var flaw: String? {
    // diffusers normalizes the text by 32 groups, whatever the rest of the network does.
    let shares =
      blockOutChannels.map { ("block_out_channels", $0, normNumGroups) }
      + [("cross_attention_dim", crossAttentionDim, 32)]
    for (key, channels, groups) in shares where !channels.isMultiple(of: groups) {
      return "\(key): \(channels) channels cannot be shared out among \(groups) groups"
    }
    guard layersPerBlock.allSatisfy({ $0 <= 20 }), blockOutChannels.count <= 10 else {
      return "layers_per_block: \(layersPerBlock) are more than 20 at one of 10 levels"
    }
    guard sampleSize.isMultiple(of: sizeMultiple) else {
      return "sample_size: pictures of \(sampleSize) pixels cannot be halved "
        + "\(blockOutChannels.count - 1) times"
    }
    guard sampleSize <= 4096 else {
      return "sample_size: \(sampleSize) pixels are more than 4096"
    }
    guard freqShift < Float(max(1, blockOutChannels[0] / 2)) else {
      return "freq_shift: \(freqShift) is not less than the \(blockOutChannels[0] / 2) frequencies"
    }
    guard encoderHidDim.isMultiple(of: additionEmbedTypeNumHeads) else {
      return "encoder_hid_dim: \(encoderHidDim) channels cannot be shared out among "
        + "\(additionEmbedTypeNumHeads) heads"
    }
    let levels =
      Array(zip(blockOutChannels, downBlockAttention))
      + zip(blockOutChannels.reversed(), upBlockAttention) + [(blockOutChannels.last ?? 0, true)]
    for (channels, attends) in levels where attends && !channels.isMultiple(of: attentionHeadDim) {
      return "attention_head_dim: \(channels) channels cannot be shared out among heads of "
        + "\(attentionHeadDim)"
    }
    return nil
  }
}
