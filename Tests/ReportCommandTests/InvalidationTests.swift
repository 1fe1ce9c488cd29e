import Foundation
import TestSupport
import Testing

/// What runs again after which change; the whole program is run on the fixture.
@Suite struct InvalidationTests {
  /// A change of the fixture, and the chapters that compute and that only draw after it.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let computes: Set<String>
    let draws: Set<String>

    /// What `status` says of the first chapter that is not fresh; `nil` when all are.
    let reason: String?
    let arguments: [String]
    let edit: @Sendable (FixtureReport) throws -> Void

    init(
      _ description: String,
      computes: Set<String> = [],
      draws: Set<String> = [],
      reason: String? = nil,
      arguments: [String] = [],
      edit: @escaping @Sendable (FixtureReport) throws -> Void = { _ in }
    ) {
      testDescription = description
      self.computes = computes
      self.draws = draws
      self.reason = reason
      self.arguments = arguments
      self.edit = edit
    }
  }

  static let cases: [Case] = [
    Case("nothing") { _ in },
    Case("a touched file") { report in
      try report.put(
        "Sources/Diffusion/Schedule.swift",
        report.read("Sources/Diffusion/Schedule.swift")
      )
    },
    Case("a comment") {
      try $0.edit("Sources/Arrays/Array.swift", "/// An array.", "/// Some text.")
    },
    Case("white space") { try $0.edit("Sources/Arrays/Array.swift", "size = 3", "size  =\n    3") },
    Case("a sentence of a page") {
      try $0.edit("chapters/A1-One/page.md", "It is", "Computed: it is")
    },
    Case(
      "the code of a chapter",
      computes: ["B1"],
      reason: "chapters/B1-Four/Four.swift changed"
    ) {
      try $0.edit("chapters/B1-Four/Four.swift", "func compute() {}", "func compute() { _ = 1 }")
    },
    Case(
      "the drawing code of a chapter",
      draws: ["A3"],
      reason: "chapters/A3-Three/Three.swift changed"
    ) { try $0.edit("chapters/A3-Three/Three.swift", "print(width)", "print(2 * width)") },
    Case(
      "a function that presents, in another file",
      draws: ["A1"],
      reason: "chapters/A1-One/Figures.swift changed"
    ) { try $0.edit("chapters/A1-One/Figures.swift", "print(width)", "print(2 * width)") },
    Case(
      "a file that computing mentions",
      computes: ["A1"],
      reason: "chapters/A1-One/Helper.swift changed"
    ) { try $0.edit("chapters/A1-One/Helper.swift", "{ 1 }", "{ 2 }") },
    Case(
      "a library that draws",
      draws: ["A1", "A3"],
      reason: "Sources/Plotting/Line.swift changed"
    ) { try $0.edit("Sources/Plotting/Line.swift", "width = 2", "width = 3") },
    Case("a new file of a library that nobody mentions") {
      try $0.put("Sources/Diffusion/Other.swift", "func other() -> Int { last }\n")
    },
    Case(
      "a new file that adds what is mentioned",
      computes: ["A1"],
      reason: "Sources/Diffusion/Helped.swift is new"
    ) { try $0.put("Sources/Diffusion/Helped.swift", "func helped(_ times: Int) -> Int { 1 }\n") },
    // A2 takes findings from A1; they come out the same, and A2 imports Diffusion itself.
    Case(
      "a library that computes",
      computes: ["A1", "A2"],
      reason: "Sources/Diffusion/Schedule.swift changed"
    ) { try $0.edit("Sources/Diffusion/Schedule.swift", "2 * size", "3 * size") },
    Case(
      "a library below it",
      computes: ["A1", "A2"],
      reason: "Sources/Arrays/Array.swift changed"
    ) { try $0.edit("Sources/Arrays/Array.swift", "size = 3", "size = 4") },
    Case(
      "an import",
      computes: ["B1"],
      reason: "Sources/Arrays/Array.swift is new"
    ) {
      try $0.edit("chapters/B1-Four/Four.swift", "{}", "{ _ = size }")
      try $0.edit("chapters/B1-Four/Four.swift", "// Nothing is imported.", "import Arrays")
    },
    Case(
      "the seed, and with it what is downstream",
      computes: ["A1", "A2"],
      reason: "parameter seed changed",
      arguments: ["--set", "A1.seed=2"]
    ),
    Case(
      "a file that a parameter names",
      computes: ["A1"],
      reason: "parameter image changed",
      arguments: ["--set", "image=picture.png"]
    ) { try $0.put("picture.png", "pixels") },
    Case(
      "a data set that is found",
      computes: ["A3"],
      reason: "data mnist is gone",
      arguments: ["--data", "data"]
    ) { try $0.put("data/mnist/train-images-idx3-ubyte", "digits") },
    Case(
      "another profile",
      computes: ["A1", "A2", "A3", "B1"],
      arguments: ["--profile", "paper"]
    ),
  ]

  @Test(arguments: cases)
  func aChangeRunsExactlyWhatDependsOnIt(change: Case) throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      #expect(try report.run("build", "--json").computed == ["A1", "A2", "A3", "B1"])

      try change.edit(report)
      let status = try report.run(["status"] + change.arguments)
      if let reason = change.reason {
        #expect(status.output.contains("\t\(reason)\n"), "\(status.output)")
      }
      let build = try report.run(["build", "--json"] + change.arguments)
      #expect(build.code == 0, "\(build.output)\(build.errors)")
      #expect(build.computed == change.computes)
      #expect(build.drew == change.draws)
    }
  }

  @Test func aFunctionThatPresentsCountsOnceComputingCallsIt() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.edit("chapters/A1-One/One.swift", "helped())", "presentPoints())")
      try report.run("build")
      try report.edit("chapters/A1-One/Figures.swift", "print(width)", "print(2 * width)")
      #expect(try report.run("build", "--json").computed == ["A1"])
    }
  }

  @Test func aRevertFindsTheEarlierResults() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      try report.edit("Sources/Diffusion/Schedule.swift", "2 * size", "3 * size")
      try report.run("build")
      try report.edit("Sources/Diffusion/Schedule.swift", "3 * size", "2 * size")
      let build = try report.run("build", "--json")
      #expect(build.computed.isEmpty && build.drew.isEmpty)
    }
  }

  @Test func aDifferentUpstreamResultRunsWhatDependsOnIt() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      try report.put("behaviour/A1", "find 5")
      try report.edit("chapters/A1-One/One.swift", "print(steps, helped())", "print(2 * steps)")
      #expect(try report.run("build", "--json").computed == ["A1", "A2"])
    }
  }

  @Test func anEqualUpstreamResultRunsNothing() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      try report.edit("chapters/A1-One/One.swift", "print(steps, helped())", "print(2 * steps)")
      #expect(try report.run("build", "--json").computed == ["A1"])
    }
  }

  @Test func quickNeverStandsInForPaper() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      let status = try report.run("status", "--profile", "paper", "--check")
      #expect(status.code == 1)
      #expect(status.output.contains("A1\tmissing"))
      #expect(try report.run("status", "--check").code == 0)
    }
  }
}
