import ArgumentParser
import Digests
import Notebook

/// `report data list`: the data sets, where they were found, and their digests.
struct DataListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the data sets, where they were found, and the digests of their files.",
    discussion: """
      A set is looked for in the folder of its name in --data, in $REPORT_DATA, and in the user's folder \
      of caches. Without it chapters draw their own data.
      """
  )

  @OptionGroup
  var data: DataOptions

  @Flag(help: "Print JSON.")
  var json = false

  private struct Entry: Encodable {
    struct File: Encodable {
      let name: String
      let bytes: Int
      let sha256: Digest
      let isPublished: Bool
    }

    let name: String

    /// `nil` where it was not found.
    let folder: String?
    let files: [File]
  }

  func run() throws {
    let entries = try DataRequirement.allCases.map(entry)
    guard !json else {
      print(String(decoding: try StableJSON.encode(entries), as: UTF8.self))
      return
    }
    for entry in entries {
      guard let folder = entry.folder else {
        print("\(entry.name)\tnot found")
        for folder in data.folders { print("\tnot in \(folder)/\(entry.name)") }
        print("\t'report data fetch \(entry.name)' gets it")
        continue
      }
      print("\(entry.name)\t\(folder)")
      for file in entry.files {
        let remark = file.isPublished ? "as published" : "not as published"
        print("\t\(file.name)\t\(file.bytes) bytes\tsha256:\(file.sha256.hex)\t\(remark)")
      }
    }
  }

  private func entry(of set: DataRequirement) throws -> Entry {
    guard let folder = set.found(in: data.folders) else {
      return Entry(name: set.rawValue, folder: nil, files: [])
    }
    let present = Set(Files.names(in: folder))
    // Of a packed and a plain one, the packed one is read.
    let names = set.files.compactMap { name in
      ["\(name).gz", name].first(where: present.contains)
    }
    let files = try names.map { name in
      let bytes = try Files.read("\(folder)/\(name)")
      let digest = Digest.of(bytes)
      return Entry.File(
        name: name,
        bytes: bytes.count,
        sha256: digest,
        isPublished: set.publishedDigests[name] == digest.hex
      )
    }
    return Entry(name: set.rawValue, folder: folder, files: files)
  }
}
