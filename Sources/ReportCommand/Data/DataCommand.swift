import ArgumentParser

/// `report data`: the data sets that chapters read where they are found.
struct DataCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data",
    abstract: "See which data sets there are, check them, or get one.",
    subcommands: [DataListCommand.self, DataVerifyCommand.self, DataFetchCommand.self],
    defaultSubcommand: DataListCommand.self
  )
}
