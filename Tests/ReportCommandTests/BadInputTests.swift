import Foundation
import TestSupport
import Testing

/// Input that cannot be used: one clear sentence with its place, the right exit code, nothing lost.
@Suite struct BadInputTests {
  @Test(arguments: [
    (["build", "A11"], "there is no chapter 'A11'; did you mean 'A1'?"),
    (["build", "--jobs", "0"], "--jobs must be at least 1, not 0"),
    (["build", "--set", "seed"], "--set takes 'name=value', not 'seed'"),
    (["build", "--profile", "fast"], "'fast'"),
    (["new", "chapter", "1.2", "Name"], "a chapter is 'A1.3 OneStepDenoising'"),
  ])
  func wrongUsageExitsWith64(arguments: [String], message: String) throws {
    try withTemporaryFolder { folder in
      let outcome = try FixtureReport(in: folder).run(arguments)
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    (["--set", "seeed=1"], "--set: no chapter has a parameter 'seeed'; did you mean 'seed'?"),
    (
      ["--set", "A2.seed=1"], "--set: no chapter has a parameter 'A2.seed'; did you mean 'A1.seed'?"
    ),
    (["--set", "seed=1000"], "--set: seed is '1000'; it must be a whole number from 0 to 999"),
    (["--set", "seed=x"], "--set: seed is 'x'; it must be a whole number from 0 to 999"),
    (["--set", "image=none.png"], "none.png: No such file or directory"),
  ])
  func aSettingThatNoChapterTakesIsRefused(arguments: [String], message: String) throws {
    try withTemporaryFolder { folder in
      let outcome = try FixtureReport(in: folder).run(["build"] + arguments)
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    ("site/site.yml", "title: Fixture\n", "", "site/site.yml:1: the setting 'title' is missing"),
    (
      "site/site.yml", "title: Fixture", "titel: Fixture",
      "site/site.yml:1: there is no setting 'titel'"
    ),
    ("site/site.yml", "title: Fixture", "title: \"Fixture", "site/site.yml:"),
    (
      "site/site.yml", "parts:", "timeout: -1\nparts:",
      "site/site.yml:2: 'timeout' must be a number"
    ),
    (
      "templates/page.mustache", "{{language}}", "{{langauge}}",
      "templates/page.mustache:2: there is no value 'langauge'"
    ),
    (
      "templates/page.mustache", "{{language}}", "{{#language}}",
      "templates/page.mustache:2: the section 'language' is not ended"
    ),
    (
      "templates/page.mustache", "{{language}}", "{{> nothing}}",
      "templates/page.mustache:2: there is no template 'nothing'"
    ),
  ])
  func aSiteThatCannotBeReadIsRefused(
    path: String,
    old: String,
    new: String,
    message: String
  ) throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.edit(path, old, new)
      let outcome = try report.run("build")
      #expect(outcome.code == 1)
      #expect(outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  @Test(arguments: [".", "chapters", "site/x", ".report", "mine", "other", "link", "models"])
  func aFolderThatASiteWouldSpoilIsRefused(output: String) throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("mine/index.html", "my page")
      try report.put("other/computation.html", "my page")
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/link",
        withDestinationPath: "\(folder)/chapters"
      )
      let build = try report.run("build", "--output", output)
      #expect(build.code == 64)
      #expect(build.errors.contains("--output: "))
      #expect(try report.read("mine/index.html") == "my page")
      #expect(try report.read("other/computation.html") == "my page")
    }
  }

  @Test func aDataFolderWithoutDataIsRefused() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      let build = try report.run("build", "--data", "nowhere")
      #expect(build.code == 64)
      #expect(build.errors.contains("--data: 'nowhere' has no folder 'mnist'"))
    }
  }

  @Test func anOpeningTextThatCannotBeSetSaysSoOnItsPage() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.run("build")
      try report.edit("site/index.md", "Prose.", "See [](A9).")
      let build = try report.run("build")
      #expect(build.code == 1)
      #expect(build.errors.contains("site/index.md:5: there is no chapter 'A9'"))
      #expect(try report.read("_site/index.html").contains("Chapter One"))
      #expect(try report.run("build").code == 1, "it is looked at again")
      try report.edit("site/index.md", "[](A9)", "[](A1)")
      #expect(try report.run("build").code == 0)
    }
  }

  @Test func anUnreadablePageLeavesThoseAloneThatReferToIt() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.edit("chapters/A2-Two/page.md", "goal:", "gaol:")
      let build = try report.run("build")
      #expect(build.code == 1)
      #expect(build.errors.split(separator: "\n").count { $0.hasPrefix("error: ") } == 1)
      #expect(try report.read("_site/a1-one.html").contains("It is 1."))
      #expect(try report.run("check").code == 1, "a page with a card is a fault")
    }
  }

  @Test func foldersOfTheMachineStayOutOfTheSite() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      let build = try report.run("build", "--set", "image=\(folder)/away/none.png")
      #expect(build.errors.contains("\(folder)/away/none.png"), "the author is told the whole path")
      let page = try report.read("_site/a1-one.html")
      #expect(page.contains("none.png") && !page.contains(folder))
    }
  }

  @Test func aFigureWithoutAlternativeTextFailsItsChapter() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/alt", " ")
      let build = try report.run("build", "B1")
      #expect(build.code == 1)
      #expect(build.errors.contains("B1: figure 'points' has no alternative text"))
    }
  }

  @Test func chaptersThatNeedEachOtherAreRefused() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      try report.put("behaviour/circle", "yes")
      let build = try report.run("build")
      #expect(build.code == 1)
      #expect(build.errors.contains("in a circle: A1 → A2 → A1"))
    }
  }

  @Test func aFolderThatCannotBeWrittenIsNamed() throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      // A file in the place of the folder: it cannot be written by anyone, root included.
      try report.put("taken", "a file")
      let build = try report.run("build", "--output", "taken")
      #expect(build.code == 1)
      #expect(build.errors.contains("/taken/"))
      #expect(try report.read("taken") == "a file")
    }
  }

  #if os(Linux)
    @Test func aFullDiskIsNamedAndLosesNothing() throws {
      try withTemporaryFolder { folder in
        let report = try FixtureReport(in: folder)
        try report.run("build", "--output", "full")
        try report.put("behaviour/B1", "find 2")
        // The device on which every write finds no space.
        try FileManager.default.removeItem(atPath: "\(folder)/full/assets")
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/full/assets",
          withDestinationPath: "/dev/full"
        )
        let build = try report.run("build", "--output", "full")
        #expect(build.code == 1)
        #expect(build.errors.contains("cannot "))
        #expect(try report.run("status", "--check").code == 0)
      }
    }
  #endif
}
