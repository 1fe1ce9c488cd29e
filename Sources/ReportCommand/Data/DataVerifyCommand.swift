import ArgumentParser
import Notebook

/// `report data verify`: whether data sets are the published ones.
struct DataVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare the files of a data set with the published ones."
  )

  @Argument(help: "The set; all of them by default.")
  var name: DataRequirement?

  @OptionGroup
  var data: DataOptions

  func run() throws {
    for set in name.map({ [$0] }) ?? DataRequirement.allCases {
      guard let folder = set.found(in: data.folders) else {
        let places = data.folders.map { "\($0)/\(set.rawValue)" }.joined(separator: ", ")
        throw ProjectError(
          description: "\(set.rawValue) was not found in \(places);"
            + " 'report data fetch \(set.rawValue)' gets it"
        )
      }
      try set.verify(in: folder)
      print("\(set.rawValue): all \(set.files.count) files in \(folder) are as published")
    }
  }
}
