import Autodiff
import NeuralNet

/// The keys and the values of a text for one layer of attention, each `[N, L, C]`.
struct TextKeys: Sendable {
  let key: Tensor
  let value: Tensor
}

/// Attention of the pixels of an image to a text, and in one go to each other: the keys and values of
/// the text come before those of the pixels.
struct AddedKVAttention: Parameterized {
  var groupNorm: GroupNorm
  var normCross: GroupNorm
  var query: Linear
  var key: Linear?
  var value: Linear?
  var textKey: Linear
  var textValue: Linear
  var output: Linear
  private let headCount: Int

  init(
    _ channels: Int,
    onlyCross: Bool,
    _ configuration: UNet2DConfiguration,
    using source: inout some WeightSource
  ) {
    // Whatever the rest of the network does, diffusers adds 1e-5 here, and makes 32 groups of the text.
    groupNorm = GroupNorm(channels, groupCount: configuration.normNumGroups)
    let textChannels = configuration.crossAttentionDim
    normCross = GroupNorm(textChannels, groupCount: 32)
    query = Linear(channels, channels, using: &source)
    key = onlyCross ? nil : Linear(channels, channels, using: &source)
    value = onlyCross ? nil : Linear(channels, channels, using: &source)
    textKey = Linear(textChannels, channels, using: &source)
    textValue = Linear(textChannels, channels, using: &source)
    output = Linear(channels, channels, using: &source)
    headCount = channels / configuration.attentionHeadDim
  }

  /// Returns what the layer needs of texts `[N, L, X]`; it does not depend on the image.
  func keys(for text: Tensor) -> TextKeys {
    // Words are the pixels of a group: its moments are taken over all of them.
    let normalized = normCross(text.images(height: text.shape[1], width: 1)).pixelRows
    return TextKeys(key: textKey(normalized), value: textValue(normalized))
  }

  /// Maps images `[N, C, H, W]` to the same shape.
  func callAsFunction(_ x: Tensor, text: TextKeys) -> Tensor {
    let rows = groupNorm(x).pixelRows  // [N, H·W, C]
    let attended = scaledDotProductAttention(
      query: query(rows),
      key: key.map { concatenate(text.key, $0(rows)) } ?? text.key,  // [N, L + H·W, C]
      value: value.map { concatenate(text.value, $0(rows)) } ?? text.value,
      headCount: headCount
    )
    return x + output(attended).images(height: x.shape[2], width: x.shape[3])
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&groupNorm, named: "group_norm")
    visitor.visit(&normCross, named: "norm_cross")
    visitor.visit(&query, named: "to_q")
    visitor.visit(&key, named: "to_k")
    visitor.visit(&value, named: "to_v")
    visitor.visit(&textKey, named: "add_k_proj")
    visitor.visit(&textValue, named: "add_v_proj")
    visitor.visit(&output, named: "to_out.0")
  }
}
