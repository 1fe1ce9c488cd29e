import Foundation
import Notebook
import TestSupport
import Testing

/// What is handed to readers, and what is refused.
@Suite struct PublishTests {
  private static let address = "https://example.org/fixture/"

  /// Hands over a report that was built.
  private func withBuiltReport(_ body: (FixtureReport) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      #expect(try report.run("build").code == 0)
      try body(report)
    }
  }

  private func publish(
    _ report: FixtureReport,
    _ arguments: String...
  ) throws
    -> FixtureReport.Outcome
  {
    try report.run(["publish", "--address", Self.address] + arguments)
  }

  @Test func aFolderGetsThePagesAndWhatHostsAskFor() throws {
    try withBuiltReport { report in
      let outcome = try publish(report, "--allow-quick", "--to", "public")
      #expect(outcome.code == 0, "\(outcome.errors)")
      #expect(outcome.output.hasPrefix("published 7 pages to "))
      for name in [".nojekyll", "404.html", "sitemap.xml", "feed.xml", "cards/a1-one.png"] {
        #expect(FileStamp(of: "\(report.root)/public/\(name)") != nil, "\(name)")
      }
      let page = try report.read("public/a1-one.html")
      #expect(page.contains("<link rel=\"canonical\" href=\"\(Self.address)a1-one.html\">"))
      #expect(page.contains("content=\"\(Self.address)cards/a1-one.png\""))
      let siteMap = try report.read("public/sitemap.xml")
      #expect(siteMap.components(separatedBy: "<loc>").count == 1 + 7)
      #expect(try report.run("check", "public").code == 0)
      // A site that stays here names no address.
      #expect(try !report.read("_site/a1-one.html").contains(Self.address))
    }
  }

  @Test func aBranchGetsOneCommitHoweverOften() throws {
    try withBuiltReport { report in
      let git = ["-C", report.root]
      #expect(shell("git", ["init", "--quiet", "--bare", "\(report.root)/host.git"]).code == 0)
      #expect(shell("git", git + ["init", "--quiet"]).code == 0)
      var commits: [String] = []
      for _ in 1...2 {
        let outcome = try publish(
          report,
          "--allow-quick",
          "--branch",
          "gh-pages",
          "--remote",
          "./host.git"
        )
        #expect(outcome.code == 0, "\(outcome.errors)")
        let log = shell("git", ["-C", "\(report.root)/host.git", "log", "--format=%H", "gh-pages"])
        commits.append(log.output)
      }
      #expect(commits[0] == commits[1])
      #expect(commits[0].split(separator: "\n").count == 1)
      try report.edit("chapters/B1-Four/page.md", "It is", "It was")
      #expect(try report.run("build").code == 0)
      _ = try publish(report, "--allow-quick", "--branch", "gh-pages", "--remote", "./host.git")
      let place = ["-C", "\(report.root)/host.git"]
      #expect(shell("git", place + ["rev-list", "--count", "gh-pages"]).output == "1\n")
      let shown = shell("git", place + ["show", "gh-pages:b1-four.html"])
      #expect(shown.output.contains("It was"))
    }
  }

  @Test func aBranchWithOtherCommitsIsLeftAlone() throws {
    try withBuiltReport { report in
      let git = ["-C", report.root, "-c", "user.name=a", "-c", "user.email=a@localhost"]
      #expect(shell("git", git + ["init", "--quiet", "--initial-branch", "main"]).code == 0)
      #expect(shell("git", git + ["add", "site"]).code == 0)
      #expect(shell("git", git + ["commit", "--quiet", "-m", "Sources"]).code == 0)
      let host = "\(report.root)/host.git"
      #expect(shell("git", ["clone", "--quiet", "--bare", report.root, host]).code == 0)
      let before = shell("git", ["-C", host, "rev-parse", "main"]).output
      let words = ["--allow-quick", "--branch", "main", "--remote", "./host.git"]
      let outcome = try report.run(["publish", "--address", Self.address] + words)
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains("the branch 'main' of ./host.git holds commits that are not"))
      #expect(shell("git", ["-C", host, "rev-parse", "main"]).output == before)
    }
  }

  /// Kills publications at moments spread over their whole run; the next one has to be right.
  @Test func aKilledPublicationLeavesNothingThatMisleadsTheNext() throws {
    try withBuiltReport { report in
      #expect(shell("git", ["init", "--quiet", "--bare", "\(report.root)/host.git"]).code == 0)
      #expect(shell("git", ["-C", report.root, "init", "--quiet"]).code == 0)
      let folder = ["--allow-quick", "--to", "public"]
      let branch = ["--allow-quick", "--branch", "gh-pages", "--remote", "./host.git"]
      let host = ["-C", "\(report.root)/host.git"]
      for moment in 0..<12 {
        let words = moment.isMultiple(of: 2) ? folder : branch
        let arguments = ["publish", "--address", Self.address] + words
        let (process, _, _) = try report.start(arguments)
        usleep(UInt32(moment) * 20_000 + 5_000)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let log = shell("git", host + ["rev-list", "--count", "gh-pages"])
        #expect(log.code != 0 || log.output == "1\n", "half a site is no commit")
      }
      for words in [folder, branch] {
        #expect(try report.run(["publish", "--address", Self.address] + words).code == 0)
      }
      #expect(try report.run("check", "public").code == 0)
      #expect(shell("git", host + ["rev-list", "--count", "gh-pages"]).output == "1\n")
      let index = try report.read("public/index.html")
      #expect(shell("git", host + ["show", "gh-pages:index.html"]).output == index)
    }
  }

  @Test func whatNoReaderShouldSeeIsRefused() throws {
    try withBuiltReport { report in
      let quick = try publish(report, "--to", "public")
      #expect(quick.code == 1)
      #expect(quick.errors.contains("results of the profile 'quick'"))
      try report.edit("chapters/A3-Three/Three.swift", "width", "-width")
      let stale = try publish(report, "--allow-quick", "--to", "public")
      #expect(stale.code == 1)
      #expect(stale.errors.contains("A3 is stale; run 'report build --profile quick' first"))
      #expect(try report.run("build").code == 0)
      try report.edit("chapters/A3-Three/page.md", "It is", "TODO: it is")
      let faulty = try publish(report, "--allow-quick", "--to", "public")
      #expect(faulty.code == 1)
      #expect(faulty.output.contains("a3-three.html: a placeholder is left: 'TODO'"))
      #expect(FileStamp(of: "\(report.root)/public") == nil)
    }
  }

  @Test func wrongUsageIsASentence() throws {
    try withBuiltReport { report in
      for (arguments, code, words) in [
        (["--allow-quick"], 64, "name one place: --to DIR or --branch NAME"),
        (["--to", "a", "--branch", "b"], 64, "name one place: --to DIR or --branch NAME"),
        (["--branch", "two words"], 64, "'two words' cannot be the name of a branch"),
        (["--allow-quick", "--to", "chapters"], 64, "--to: "),
        (["--allow-quick", "--branch", "gh-pages"], 1, "this repository has no remote 'origin'"),
      ] {
        let outcome = try report.run(["publish", "--address", Self.address] + arguments)
        #expect(outcome.code == Int32(code), "\(arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
      }
      let nowhere = try report.run("publish", "--allow-quick", "--to", "public")
      #expect(nowhere.code == 64)
      #expect(nowhere.errors.contains("where will the site stand?"))
      let odd = try report.run("publish", "--address", "here", "--to", "public")
      #expect(odd.code == 64)
    }
  }

  private func shell(_ program: String, _ arguments: [String]) -> (code: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    guard (try? process.run()) != nil else { return (-1, "") }
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }
}
