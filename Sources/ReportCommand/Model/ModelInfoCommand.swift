import ArgumentParser
import Arrays
import Diffusion
import Digests
import TextToImage

/// `report model info`: what a model is.
struct ModelInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Say what a model is, and whether all of it is there.",
    discussion: """
      Nothing is read of its weights but their names, shapes, and some numbers for the digest, which \
      pictures carry as well.
      """
  )

  @OptionGroup
  var options: ModelOptions

  func run() throws {
    let directory = try options.directory()
    let summary = try ModelSummary(directory)
    for network in summary.networks {
      let types = network.types.map(\.rawValue).joined(separator: " and ")
      print(
        "\(network.name): \(network.parameterCount) parameters in \(network.tensorCount) tensors, "
          + "\(types), \(network.byteCount) bytes in \(network.files.joined(separator: ", "))"
      )
    }
    if let pieces = summary.vocabularySize { print("tokenizer: \(pieces) pieces") }
    let unet = summary.unet
    print("levels: \(unet.blockOutChannels) channels, \(unet.layersPerBlock) blocks each")
    print("text: \(unet.encoderHidDim) channels, attended to with \(unet.crossAttentionDim)")
    print(
      "pictures: \(unet.sampleSize) pixels, \(unet.inChannels) channels in, "
        + "\(unet.outChannels) out" + (unet.hasClassEmbedding ? ", second stage" : "")
    )
    let scheduler = summary.scheduler
    print(
      "schedule: \(scheduler.schedule.stepCount) timesteps, \(scheduler.spacing.rawValue), "
        + "variance \(scheduler.variance.rawValue)"
    )
    print("digest: sha256:\(try directory.digest(withTextEncoder: true).hex)")
  }
}
