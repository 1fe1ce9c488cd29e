import Autodiff
import NeuralNet

/// One level on the way down: resnet blocks, each with attention behind it at a level that attends, and
/// a halving of height and width.
struct DownBlock: Parameterized {
  var resnets: [ResnetBlock]
  var attentions: [AddedKVAttention]
  var downsamplers: [ResnetBlock]

  init(
    level: Int,
    _ configuration: UNet2DConfiguration,
    using source: inout some WeightSource
  ) {
    let channels = configuration.blockOutChannels
    let (before, own) = (channels[max(level - 1, 0)], channels[level])
    let scale = configuration.resnetOutScaleFactor
    (resnets, attentions, downsamplers) = ([], [], [])
    for layer in 0..<configuration.layersPerBlock[level] {
      let inChannels = layer == 0 ? before : own
      resnets.append(
        ResnetBlock(inChannels, own, scaleFactor: scale, configuration, using: &source)
      )
      guard configuration.downBlockAttention[level] else { continue }
      let onlyCross = configuration.onlyCrossAttention[level]
      attentions.append(
        AddedKVAttention(own, onlyCross: onlyCross, configuration, using: &source)
      )
    }
    if level < channels.count - 1 {
      downsamplers = [
        ResnetBlock(own, own, .halving, scaleFactor: scale, configuration, using: &source)
      ]
    }
  }

  /// Maps `[N, in, H, W]` to what each layer makes of it, the last one `[N, out, H/2, W/2]` but at the
  /// lowest level.
  func callAsFunction(_ x: Tensor, time: Tensor, text: [TextKeys]) -> [Tensor] {
    var h = x
    var results: [Tensor] = []
    for (layer, resnet) in resnets.enumerated() {
      h = resnet(h, time: time)
      if !attentions.isEmpty { h = attentions[layer](h, text: text[layer]) }
      results.append(h)
    }
    return results + downsamplers.map { $0(h, time: time) }
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&resnets, named: "resnets")
    visitor.visit(&attentions, named: "attentions")
    visitor.visit(&downsamplers, named: "downsamplers")
  }
}

/// The lowest level: attention between two resnet blocks.
struct MidBlock: Parameterized {
  var resnets: [ResnetBlock]
  var attentions: [AddedKVAttention]

  init(_ configuration: UNet2DConfiguration, using source: inout some WeightSource) {
    let channels = configuration.blockOutChannels[configuration.blockOutChannels.count - 1]
    let scale = configuration.midBlockScaleFactor
    resnets = []
    for _ in 0..<2 {
      resnets.append(
        ResnetBlock(channels, channels, scaleFactor: scale, configuration, using: &source)
      )
    }
    let onlyCross = configuration.midBlockOnlyCrossAttention
    attentions = [
      AddedKVAttention(channels, onlyCross: onlyCross, configuration, using: &source)
    ]
  }

  /// Maps `[N, C, H, W]` to the same shape.
  func callAsFunction(_ x: Tensor, time: Tensor, text: [TextKeys]) -> Tensor {
    let h = attentions[0](resnets[0](x, time: time), text: text[0])
    return resnets[1](h, time: time)
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&resnets, named: "resnets")
    visitor.visit(&attentions, named: "attentions")
  }
}

/// One level on the way up: resnet blocks that take what the way down has left, each with attention
/// behind it at a level that attends, and a doubling of height and width.
struct UpBlock: Parameterized {
  var resnets: [ResnetBlock]
  var attentions: [AddedKVAttention]
  var upsamplers: [ResnetBlock]

  /// Creates a level; they are counted from the lowest one.
  init(
    level: Int,
    _ configuration: UNet2DConfiguration,
    using source: inout some WeightSource
  ) {
    let channels = Array(configuration.blockOutChannels.reversed())
    let (before, own) = (channels[max(level - 1, 0)], channels[level])
    let after = channels[min(level + 1, channels.count - 1)]
    let layers = configuration.layersPerBlock.reversed()[level] + 1
    let scale = configuration.resnetOutScaleFactor
    (resnets, attentions, upsamplers) = ([], [], [])
    for layer in 0..<layers {
      let skipped = layer == layers - 1 ? after : own
      let inChannels = (layer == 0 ? before : own) + skipped
      resnets.append(
        ResnetBlock(inChannels, own, scaleFactor: scale, configuration, using: &source)
      )
      guard configuration.upBlockAttention[level] else { continue }
      let onlyCross = configuration.onlyCrossAttention[channels.count - 1 - level]
      attentions.append(
        AddedKVAttention(own, onlyCross: onlyCross, configuration, using: &source)
      )
    }
    if level < channels.count - 1 {
      upsamplers = [
        ResnetBlock(own, own, .doubling, scaleFactor: scale, configuration, using: &source)
      ]
    }
  }

  /// Maps `[N, in, H, W]` and the last of `skips`, which are taken from there, to `[N, out, 2H, 2W]`, or
  /// `[N, out, H, W]` at the highest level.
  func callAsFunction(
    _ x: Tensor,
    skips: inout [Tensor],
    time: Tensor,
    text: [TextKeys]
  ) -> Tensor {
    var h = x
    for (layer, resnet) in resnets.enumerated() {
      h = resnet(concatenate(h, skips.removeLast()), time: time)
      if !attentions.isEmpty { h = attentions[layer](h, text: text[layer]) }
    }
    for upsampler in upsamplers { h = upsampler(h, time: time) }
    return h
  }

  mutating func visit(_ visitor: inout some ParameterVisitor) {
    visitor.visit(&resnets, named: "resnets")
    visitor.visit(&attentions, named: "attentions")
    visitor.visit(&upsamplers, named: "upsamplers")
  }
}
