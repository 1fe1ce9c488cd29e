import Foundation
import TestSupport
import Testing

/// Single jobs of a build, and plans of them.
@Suite struct JobTests {
  private struct Plan: Decodable {
    let jobs: [Job]
    let site: Site

    struct Site: Decodable { let arguments: [String] }

    struct Job: Decodable {
      let name: String?
      let inputs: [String]
      let output: String
      let arguments: [String]
      let secondsExpected: Double?
    }
  }

  private func plan(_ report: FixtureReport, _ arguments: String...) throws -> Plan {
    let outcome = try report.run(["plan", "--format", "json"] + arguments)
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Plan.self, from: Data(outcome.output.utf8))
  }

  @Test func jobsInTheOrderOfThePlanMakeTheSiteOfABuild() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      try report.run("build")
      let expected = try report.contents(of: "_site")
      for path in ["_site", ".report"] {
        try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
      }
      let plan = try plan(report)
      #expect(plan.jobs.map(\.name) == ["A1 training", "A1", "A2", "A3", "B1"])
      for job in plan.jobs {
        for input in job.inputs {
          #expect(
            FileManager.default.fileExists(atPath: input),
            "\(input) is made before it is read"
          )
        }
        let outcome = try report.run(["run"] + job.arguments)
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(FileManager.default.fileExists(atPath: job.output))
      }
      let build = try report.run(["build", "--json"] + plan.site.arguments)
      #expect(build.computed.isEmpty && build.drew.isEmpty)
      #expect(try report.contents(of: "_site") == expected)
    }
  }

  @Test func aPlanOfOneChapterHasWhatItNeeds() throws {
    try withTemporaryFolder { folder in
      let plan = try plan(FixtureReport(in: folder), "A2")
      #expect(plan.jobs.map(\.name) == ["A1", "A2"])
      #expect(plan.jobs[1].inputs.dropFirst() == [plan.jobs[0].output])
      #expect(plan.site.arguments == ["A2"])
    }
  }

  /// An engine that finds the receipt takes the job for done.
  @Test func aReceiptIsForItsSettings() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      let plain = try plan(report).jobs
      let other = try plan(report, "--set", "A1.seed=7").jobs
      // A2 needs A1; the others do not.
      #expect(plain.map(\.name) == ["A1", "A2", "A3", "B1"])
      let isKept = zip(plain, other).map { $0.output == $1.output }
      #expect(isKept == [false, false, true, true])
    }
  }

  @Test func aJobDoesNotRunWhatItNeeds() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      let early = try report.run("run", "A2")
      #expect(early.code == 1)
      #expect(early.errors.contains("A2 needs the findings of A1, which are not up to date"))
      #expect(try report.run("run", "A1").code == 0)
      #expect(try report.run("run", "A2").code == 0)
    }
  }

  @Test func aFailedJobWritesNoReceipt() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/B1", "throw the disk is made of cheese")
      let outcome = try report.run("run", "B1")
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("the disk is made of cheese"))
      let output = try #require(plan(report, "B1").jobs.last?.output)
      #expect(!FileManager.default.fileExists(atPath: output))
    }
  }

  @Test func theStageOfAJobIsKeptForTheChapter() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      #expect(try report.run("run", "A1", "--stage", "training").code == 0)
      #expect(try report.run("status").output.contains("A1\tmissing"))
      let log = try report.read("behaviour/log")
      #expect(try report.run("run", "A1").code == 0)
      #expect(try report.read("behaviour/log") == log)
    }
  }

  @Test func anUnknownStageIsNamedWithThoseThatThereAre() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      let outcome = try report.run("run", "A1", "--stage", "trainign")
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("A1 has no stage 'trainign'; its stages: 'training'"))
    }
  }

  /// Another program finishes the training of A1, and every page that builds on it says so.
  @Test func aStageThatAnotherProgramComputedIsTakenUpAndSaid() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/A1", "train")
      let prepared = try report.run("run", "A1", "--stage", "training", "--prepare")
      #expect(prepared.code == 0, "\(prepared.errors)")
      let stage = prepared.output.trimmingCharacters(in: .whitespacesAndNewlines)
      let order = try String(contentsOfFile: "\(stage)/order.json", encoding: .utf8)
      #expect(
        order == #"{"data":{},"inputs":0,"profile":"quick","section":"A1","stage":"training"}"#
          + "\n"
      )
      try Data(repeating: 7, count: 40).write(to: URL(fileURLWithPath: "\(stage)/weights"))
      try Data(#"{"by":"a patient person"}"#.utf8)
        .write(to: URL(fileURLWithPath: "\(stage)/computed-by.json"))
      let build = try report.run("build")
      #expect(build.code == 0, "\(build.errors)")
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/behaviour/log"))
      #expect(try report.read("_site/a1-one.html").contains("training: a patient person"))
      #expect(try report.read("_site/a2-two.html").contains("from A1, training: a patient person"))
      #expect(try !report.read("_site/b1-four.html").contains("patient"))
      #expect(try report.read("_site/data/A1.json").contains("training: a patient person"))
      // It is known after the store has lost all but the stage, too.
      for name in ["results", "pages"] {
        try FileManager.default.removeItem(atPath: "\(folder)/.report/\(name)")
      }
      try report.run("build")
      #expect(try report.read("_site/a1-one.html").contains("training: a patient person"))
    }
  }

  @Test func aMatrixIsAJobForEachValueAndAPageForAll() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      let plan = try plan(report, "--matrix", "A1.seed=1,2,3")
      let names = ["A1", "A1 seed=1", "A1 seed=2", "A1 seed=3", "A2", "A3", "B1"]
      #expect(plan.jobs.map(\.name) == names)
      #expect(Set(plan.jobs.map(\.output)).count == names.count)
      for job in plan.jobs { #expect(try report.run(["run"] + job.arguments).code == 0) }
      let build = try report.run(["build", "--json"] + plan.site.arguments)
      #expect(build.code == 0, "\(build.errors)")
      #expect(build.computed.isEmpty)
      let page = try report.read("_site/a1-one-by-seed.html")
      #expect(page.contains("<code>value</code>"))
      #expect(page.components(separatedBy: "class=\"numeric\">1.").count == 5)
      #expect(try report.run("check").code == 0)
      // The report itself is as it was.
      #expect(try report.run("status").output.contains("A1\tfresh"))
    }
  }

  @Test(arguments: [
    ("A1.seed", "is not of the form"), ("C9.seed=1,2", "names the chapter 'C9'"),
    ("A1.sede=1,2", "it has: seed, image"), ("A1.seed=1", "needs two or more different values"),
    ("A1.seed=1,01", "needs two or more different values"), ("A1.seed=1,1000", "from 0 to 999"),
  ])
  func aMatrixThatMakesNoSenseIsRefused(matrix: String, message: String) throws {
    try withTemporaryFolder { folder in
      let outcome = try FixtureReport(in: folder).run("build", "--matrix", matrix)
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  /// What a shell and Snakemake would read in another way is written so that they do not.
  @Test func aSnakefileQuotesWhatItNames() throws {
    try withTemporaryFolder { folder in
      let root = "\(folder)/it's here"
      let report = try FixtureReport(in: root)
      let outcome = try report.run("plan", "B1", "--threads", "3", "--timeout", "900")
      #expect(outcome.code == 0, "\(outcome.errors)")
      let lines = outcome.output.split(separator: "\n").map { $0.drop { $0 == " " } }
      #expect(lines.contains { $0.hasPrefix("\"\(root)/.report/jobs/B1.quick.") })
      let shell = try #require(lines.last { $0.contains(" run B1 ") })
      #expect(shell.hasPrefix("\"cd '\(folder)/it'\\\\''s here' && "))
      #expect(shell.hasSuffix("--threads {threads}\""))
      #expect(lines.contains("threads: 3") && lines.contains("runtime=15,"))
    }
  }

  /// Snakemake would look for a wildcard.
  @Test func aPlanForSnakemakeHasNoBracesInItsPaths() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: "\(folder)/{here}")
      let outcome = try report.run("plan", "B1")
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("takes the braces in '"))
      #expect(try report.run("plan", "B1", "--format", "json").code == 0)
    }
  }

  @Test func whatAJobNeedsAndIsDamagedIsMadeAgainByTheSamePlan() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      func receipts() throws -> [String] {
        try report.contents(of: ".report/jobs").keys.filter { $0.hasSuffix(".json") }.sorted()
      }
      #expect(try report.run("run", "A1").code == 0)
      let before = try receipts()
      #expect(before.count == 1)
      try FileManager.default.removeItem(atPath: "\(folder)/.report/results")
      let failed = try report.run("run", "A2")
      #expect(failed.code == 1)
      #expect(failed.errors.contains("run A1 first"))
      // An engine that looks for receipts runs A1 again.
      #expect(try receipts() == [])
      #expect(try report.run("run", "A1").code == 0)
      #expect(try report.run("run", "A2").code == 0)
      #expect(try receipts().count == 2)
    }
  }

  @Test func aMatrixIsNotNamedTwice() throws {
    try withTemporaryFolder { folder in
      let outcome = try FixtureReport(in: folder).run(
        "plan",
        "--matrix",
        "A1.seed=1,2",
        "--matrix",
        "A1.seed=2,3"
      )
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("--matrix names A1.seed twice"))
    }
  }
}
