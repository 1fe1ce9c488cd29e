import ArgumentParser

/// `report model`: looking at a model and running its parts.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Look at a text-to-image model, run its parts, or get one.",
    subcommands: [
      ModelInfoCommand.self, ModelForwardCommand.self, ModelEncodeCommand.self,
      ModelTokenizeCommand.self, ModelFetchCommand.self,
    ]
  )
}
