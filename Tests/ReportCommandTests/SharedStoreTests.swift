import Foundation
import TestSupport
import Testing

/// Several checkouts, processes and machines with one store.
@Suite struct SharedStoreTests {
  private func withCheckouts(
    _ count: Int,
    _ body: (_ store: String, _ checkouts: [FixtureReport]) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let store = "\(folder)/store"
      try FileManager.default.createDirectory(atPath: store, withIntermediateDirectories: true)
      let checkouts = try (0..<count).map { try FixtureReport(in: "\(folder)/\($0)") }
      for checkout in checkouts {
        #expect(try checkout.run("store", "--path", store).code == 0)
      }
      try body(store, checkouts)
    }
  }

  @Test func whatOneCheckoutComputedAnotherShows() throws {
    try withCheckouts(2) { store, checkouts in
      #expect(try checkouts[0].run("build", "--json").computed.count == 4)
      let second = try checkouts[1].run("build", "--json")
      #expect(second.computed.isEmpty && second.drew.isEmpty)
      #expect(try checkouts[0].contents(of: "_site") == checkouts[1].contents(of: "_site"))
      #expect(try checkouts[1].run("store").output == "store\t\(store)\nremote\tnone\n")
      // Cleaning up at home takes nothing from the others.
      #expect(try checkouts[0].run("clean", "--all").output.contains("'report store gc'"))
      #expect(try checkouts[1].run("build", "--json").computed.isEmpty)
    }
  }

  @Test func aRemoteStoreIsReadAndNeverWritten() throws {
    try withCheckouts(1) { store, checkouts in
      try checkouts[0].put("behaviour/A1", "train")
      try checkouts[0].run("build")
      let before = try FileManager.default.subpathsOfDirectory(atPath: store).sorted()
      let other = try FixtureReport(in: "\(store)-other")
      defer { try? FileManager.default.removeItem(atPath: other.root) }
      try other.put("behaviour/A1", "train")
      #expect(try other.run("store", "--remote", store).code == 0)
      let build = try other.run("build", "--json")
      #expect(build.computed.isEmpty && build.drew.isEmpty)
      // A chapter that computes takes its stages and weights from there.
      try other.edit("chapters/A1-One/One.swift", "print(steps", "print(1, steps")
      try other.put("behaviour/B1", "find 3")
      try other.edit("chapters/B1-Four/Four.swift", "compute() {}", "compute() { _ = 3 }")
      #expect(try other.run("build", "--json").computed == ["A1", "B1"])
      #expect(try FileManager.default.subpathsOfDirectory(atPath: store).sorted() == before)
    }
  }

  /// A remote store may be damaged, and nobody here may mend it.
  @Test func whatIsDamagedInARemoteStoreIsComputedHere() throws {
    try withCheckouts(1) { store, checkouts in
      try checkouts[0].put("behaviour/A1", "train")
      try checkouts[0].run("build")
      let paths = try FileManager.default.subpathsOfDirectory(atPath: store)
      for path in paths
      where ["json", "svg", "safetensors"].contains((path as NSString).pathExtension) {
        try Data("x".utf8).write(to: URL(fileURLWithPath: "\(store)/\(path)"))
      }
      let other = try FixtureReport(in: "\(store)-other")
      defer { try? FileManager.default.removeItem(atPath: other.root) }
      try other.put("behaviour/A1", "train")
      try other.run("store", "--remote", store)
      let build = try other.run("build", "--json")
      #expect(build.code == 0 && build.computed.count == 4)
      #expect(try other.contents(of: "_site") == checkouts[0].contents(of: "_site"))
    }
  }

  @Test func aStoreThatIsNotMountedIsNotReplaced() throws {
    try withCheckouts(1) { store, checkouts in
      try FileManager.default.removeItem(atPath: store)
      let build = try checkouts[0].run("build")
      #expect(build.code == 1)
      #expect(build.errors.contains("the store '\(store)' is no folder here"))
      #expect(try checkouts[0].run("store", "--path", "", "--remote", "").code == 0)
      #expect(try checkouts[0].run("build").code == 0)
    }
  }

  @Test func verificationNamesWhatIsDamaged() throws {
    try withCheckouts(1) { store, checkouts in
      try checkouts[0].put("behaviour/A1", "train")
      try checkouts[0].run("build")
      let whole = try checkouts[0].run("store", "verify")
      #expect(whole.code == 0)
      #expect(
        whole.output
          == "4 results, 4 drawings, 1 stages and 1 files of weights are whole, 0 stages unfinished;"
          + " 0 faults\n"
      )
      for group in ["results", "pages", "stages", "artifacts"] {
        let name = try #require(
          FileManager.default.subpathsOfDirectory(atPath: "\(store)/\(group)").first {
            ["json", "svg", "safetensors"].contains(($0 as NSString).pathExtension)
          }
        )
        try Data("x".utf8).write(to: URL(fileURLWithPath: "\(store)/\(group)/\(name)"))
      }
      let damaged = try checkouts[0].run("store", "verify")
      #expect(damaged.code == 1)
      #expect(damaged.output.contains("4 faults"), "\(damaged.output)")
    }
  }

  /// Makes everything in a store look unused for three months.
  private func age(_ store: String) throws {
    for path in try FileManager.default.subpathsOfDirectory(atPath: store) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date.now.addingTimeInterval(-90 * 86_400)],
        ofItemAtPath: "\(store)/\(path)"
      )
    }
  }

  @Test func garbageIsWhatIsOldAndNotShown() throws {
    try withCheckouts(2) { store, checkouts in
      try checkouts[0].run("build")
      try checkouts[1].run("build", "--set", "A1.seed=3")
      // All is young.
      #expect(try checkouts[0].run("store", "gc").output.hasPrefix("removed 0 results"))
      try age(store)
      // A build that only looks notes that it did: A1 and A2 of the other checkout.
      try checkouts[1].run("build", "--set", "A1.seed=3")
      #expect(try checkouts[0].run("store", "gc").output.hasPrefix("removed 0 results"))
      try age(store)
      #expect(try checkouts[0].run("store", "gc").output.hasPrefix("removed 4 results"))
      #expect(try checkouts[0].run("build", "--json").computed.isEmpty)
      #expect(
        try checkouts[1].run("build", "--set", "A1.seed=3", "--json").computed == ["A1", "A2"]
      )
    }
  }

  /// Eight checkouts build for some seconds, `STORE_SECONDS` or three, and are killed at random.
  ///
  /// What a build said that it kept must be there afterwards, and whole.
  @Test func manyWritersThatAreKilledLoseNothing() throws {
    let setting = ProcessInfo.processInfo.environment["STORE_SECONDS"].flatMap(Double.init)
    try withCheckouts(8) { _, checkouts in
      for checkout in checkouts { try checkout.put("behaviour/A1", "train") }
      let end = Date.now.addingTimeInterval(setting ?? 3)
      var generator = SystemRandomNumberGenerator()
      var seeds: [[Int]] = Array(repeating: [], count: checkouts.count)
      var killed = 0
      while Date.now < end {
        let started = try checkouts.indices.map { index in
          let seed = Int.random(in: 0...9, using: &generator)
          let run = try checkouts[index].start(["build", "--set", "A1.seed=\(seed)"])
          return (index, seed, run.process)
        }
        // One is killed and one is not, however the dice fall.
        for (index, _, process) in started
        where index != 1 && (index == 0 || Bool.random(using: &generator)) {
          usleep(.random(in: 0...150_000, using: &generator))
          guard process.isRunning else { continue }
          kill(process.processIdentifier, SIGKILL)
          killed += 1
        }
        for (index, seed, process) in started {
          process.waitUntilExit()
          if process.terminationReason == .exit && process.terminationStatus == 0 {
            seeds[index].append(seed)
          }
        }
      }
      let verification = try checkouts[0].run("store", "verify")
      #expect(verification.code == 0, "\(verification.output)")
      #expect(killed > 0)
      #expect(!seeds.joined().isEmpty)
      for (checkout, seeds) in zip(checkouts, seeds) {
        for seed in Set(seeds) {
          let build = try checkout.run("build", "--set", "A1.seed=\(seed)", "--json")
          #expect(build.code == 0 && build.computed.isEmpty, "seed \(seed): \(build.errors)")
        }
      }
      print("\(seeds.joined().count) builds ended, \(killed) were killed: \(verification.output)")
    }
  }
}
