import ArgumentParser

/// `report store`: where results are kept, and whether they are whole.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Tell or say where results are kept.",
    subcommands: [LocateCommand.self, VerifyCommand.self, CollectCommand.self],
    defaultSubcommand: LocateCommand.self
  )
}
