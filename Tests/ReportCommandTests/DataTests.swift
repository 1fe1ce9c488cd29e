import Datasets
import Digests
import Foundation
import TestSupport
import Testing

/// `report data`, on files that are not MNIST's, and on MNIST's own where `REPORT_DATA` says they are.
@Suite struct DataTests {
  private static let names = MNIST.fileNames.map { "\($0).gz" }

  /// Files of any contents under the names of the set.
  private static let others = Dictionary(
    uniqueKeysWithValues: names.map { ($0, Data("other \($0)".utf8)) }
  )

  private func run(
    _ arguments: String...,
    data: String? = nil,
    in folder: String
  ) throws -> FixtureReport.Outcome {
    try FixtureReport(at: folder, program: "fixture-report").run(
      ["data"] + arguments,
      environment: [
        "REPORT_DATA": data ?? "", "XDG_CACHE_HOME": "\(folder)/caches", "no_proxy": "127.0.0.1",
      ]
    )
  }

  private func write(_ files: [String: Data], in folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, bytes) in files {
      try bytes.write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
  }

  private struct Entry: Decodable {
    struct File: Decodable {
      let name: String
      let bytes: Int
      let sha256: Digest
      let isPublished: Bool
    }

    let name: String
    let folder: String?
    let files: [File]
  }

  private func list(data: String, in folder: String) throws -> [Entry] {
    let outcome = try run("list", "--json", data: data, in: folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try JSONDecoder().decode([Entry].self, from: Data(outcome.output.utf8))
  }

  @Test func aSetThatIsNotThereIsToldWithTheFoldersThatWereLookedAt() throws {
    try withTemporaryFolder { folder in
      let listed = try run("list", data: "\(folder)/data", in: folder)
      #expect(listed.code == 0 && listed.output.hasPrefix("mnist\tnot found\n"))
      #expect(listed.output.contains("not in \(folder)/data/mnist\n"))
      #expect(listed.output.contains("not in \(folder)/caches/report/mnist\n"))
      let verified = try run("verify", "mnist", data: "\(folder)/data", in: folder)
      #expect(verified.code == 1 && verified.errors.contains("'report data fetch mnist' gets it"))
      #expect(try run("verify", "cifar", in: folder).code == 64)
      let wrong = "\(folder)/dta"
      let misspelt = try run("verify", "--data", wrong, data: "\(folder)/data", in: folder)
      #expect(misspelt.code == 64 && misspelt.errors.contains("dta' has no folder 'mnist'"))
    }
  }

  @Test func otherFilesAreListedAndRefused() throws {
    try withTemporaryFolder { folder in
      try write(Self.others, in: "\(folder)/data/mnist")
      let entry = try #require(try list(data: "\(folder)/data", in: folder).first)
      #expect(entry.name == "mnist" && entry.folder == "\(folder)/data/mnist")
      #expect(entry.files.map(\.name) == Self.names)
      #expect(
        entry.files.allSatisfy { file in
          Self.others[file.name].map { Digest.of($0) == file.sha256 && $0.count == file.bytes }
            ?? false
        }
      )
      #expect(entry.files.allSatisfy { !$0.isPublished })
      let outcome = try run("verify", data: "\(folder)/data", in: folder)
      #expect(outcome.code == 1 && outcome.errors.contains("is not the published file"))
    }
  }

  @Test func filesThatAreNotThePublishedOnesAreNotKept() throws {
    try withTemporaryFolder { folder in
      let hub = try LoopbackHub(files: Self.others)
      let outcome = try run("fetch", "mnist", "--from", hub.files, in: folder)
      #expect(outcome.code == 1 && outcome.errors.contains("9912422 were announced"))
      let left = FileManager.default.enumerator(atPath: "\(folder)/caches/report/mnist")
      #expect(left?.allObjects.isEmpty == true)
    }
  }

  /// Where the real files are: they are fetched from loopback, after the first is cut off once, and are
  /// found in the folder of caches.
  @Test func theSetIsFetchedOnce() throws {
    guard let data = ProcessInfo.processInfo.environment["REPORT_DATA"], !data.isEmpty else {
      #expect(Self.names.allSatisfy { MNIST.publishedDigests[$0] != nil })
      return
    }
    var files: [String: Data] = [:]
    for name in Self.names {
      files[name] = try Data(contentsOf: URL(fileURLWithPath: "\(data)/mnist/\(name)"))
    }
    try withTemporaryFolder { folder in
      let hub = try LoopbackHub(files: files, faults: .init(cutOff: 200_000))
      #expect(try run("fetch", "mnist", "--from", hub.files, in: folder).code == 1)
      let fetched = try run("fetch", "mnist", "--from", "\(hub.files)/", in: folder)
      #expect(fetched.code == 0, "\(fetched.errors)")
      #expect(hub.requests.contains { $0.lowercased().hasSuffix("range: bytes=200000-") })
      let count = hub.requests.count
      #expect(try run("fetch", "mnist", "--from", hub.files, in: folder).code == 0)
      #expect(hub.requests.count == count, "what is there and whole is not asked for again")
      #expect(try run("verify", in: folder).code == 0)
      let entry = try #require(try list(data: "", in: folder).first)
      #expect(entry.files.count == 4 && entry.files.allSatisfy(\.isPublished))
    }
  }
}
