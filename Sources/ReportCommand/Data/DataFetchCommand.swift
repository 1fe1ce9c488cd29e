import ArgumentParser
import Digests
import Foundation
import Notebook

/// `report data fetch`: a data set from the internet.
struct DataFetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch",
    abstract: "Get a data set, and compare its files with the published ones.",
    discussion: """
      It goes into the folder of its name in --data, or in the user's folder of caches, where it is \
      found from then on. What was fetched before is kept and checked, and what was cut off goes on.
      """
  )

  @Argument(help: "The set: \(DataRequirement.allCases.map(\.rawValue).joined(separator: ", ")).")
  var name: DataRequirement

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("Another server's folder with the same files.", valueName: "url")
  )
  var source: String?

  @Option(
    name: .customLong("data"),
    help: ArgumentHelp("The folder in which the set gets a folder of its name.", valueName: "dir")
  )
  var folder: String?

  func run() throws {
    guard let place = folder ?? DataOptions.cache else {
      throw ValidationError("the system names no folder of caches; name a folder by --data")
    }
    let target = "\(URL(fileURLWithPath: place).path)/\(name.rawValue)"
    let source = source ?? name.source
    let address = source.hasSuffix("/") ? String(source.dropLast()) : source
    let total = name.packedSizes.reduce(0, +)
    var (line, done) = (ProgressLine("fetching, in kB,"), 0)
    do {
      defer { line.end() }
      for (file, size) in zip(name.files.map({ "\($0).gz" }), name.packedSizes) {
        let fetched = FetchedFile(
          address: "\(address)/\(file)",
          token: nil,
          size: size,
          digest: name.publishedDigests[file].flatMap(Digest.init(hex:))
        )
        try fetched.fetch(to: "\(target)/\(file)") {
          line.show((done + $0) / 1000, of: total / 1000)
        }
        done += size
      }
    }
    try name.verify(in: target)
    print("\(name.rawValue): \(name.files.count) files, \(total) bytes in \(target)")
  }
}
