import Foundation
import TestSupport
import Testing

/// Input that cannot be used: one clear sentence with its place, the right exit code, nothing lost.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let path: String
    let old: String
    let new: String
    let message: String

    init(_ description: String, _ path: String, _ old: String, _ new: String, says message: String) {
      testDescription = description
      self.path = path
      self.old = old
      self.new = new
      self.message = message
    }
  }

  private static let page = "chapters/B1-Four/page.md"
  private static let walkthroughPage = "chapters/A1-One/page.md"

  private static func walkthrough(_ slice: String, _ steps: String) -> String {
    "It is\n\n```walkthrough \(slice)\n\(steps)\n```\n\n"
  }

  static let pageCases: [Case] = [
    Case(
      "an unknown name",
      page,
      "{{value}}",
      "{{valeu}}",
      says: "\(page):7: the chapter has no value 'valeu'; did you mean 'value'?"
    ),
    Case(
      "an unknown figure",
      page,
      "figure points",
      "figure point",
      says: "\(page):9: the chapter draws no figure 'point'; did you mean 'points'?"
    ),
    Case(
      "an unknown directive",
      page,
      "figure points",
      "figur points",
      says: "\(page):9: there is no directive 'figur'; did you mean 'figure'?"
    ),
    Case(
      "a directive without a name",
      page,
      "figure points",
      "figure points right",
      says: "\(page):9: a directive is 'figure NAME' or 'figure NAME beside', not 'figure points right'"
    ),
    Case(
      "a figure that stands there twice",
      page,
      "It is",
      "```figure points\nOnce.\n```\n\nIt is",
      says: "\(page):13: 'points' stands on this page already; give one of the two another name"
    ),
    Case(
      "a broken reference",
      page,
      "It is",
      "See [](#point). It is",
      says: "\(page):7: \(page) has nothing named 'point' to refer to; did you mean 'points'?"
    ),
    Case(
      "a reference to no chapter",
      page,
      "It is",
      "See [](A9). It is",
      says: "\(page):7: there is no chapter 'A9'; did you mean 'A1'?"
    ),
    Case(
      "bad TeX in a line",
      page,
      "It is",
      "$`\\frac{1`$ It is",
      says: "\(page):7: the TeX cannot be read: Encountered open brace"
    ),
    Case(
      "bad TeX of its own",
      page,
      "It is",
      "```math half\n\\wrongcommand\n```\n\nIt is",
      says: "\(page):7: the TeX cannot be read: "
    ),
    Case(
      "an unknown call-out",
      page,
      "It is",
      "> [!GAOL]\n> Text.\n\nIt is",
      says: "\(page):7: there is no call-out 'GAOL'; did you mean 'GOAL'?"
    ),
    Case(
      "a second title",
      page,
      "## Result",
      "# Result",
      says: "\(page):5: the title stands in the front matter; use '##' here"
    ),
    Case(
      "bad YAML",
      page,
      "goal: To be built.",
      "goal: [To be built.",
      says: "\(page):"
    ),
    Case(
      "an unknown field",
      page,
      "goal: To be built.",
      "gaol: To be built.",
      says: "\(page):3: there is no field 'gaol'; did you mean 'goal'?"
    ),
    Case(
      "a missing field",
      page,
      "goal: To be built.\n",
      "",
      says: "\(page):1: the field 'goal' is missing; add 'goal: …' between the dashes"
    ),
    Case(
      "an unknown slice",
      walkthroughPage,
      "It is",
      walkthrough("Diffusion/step", "- `size`: It grows."),
      says: "\(walkthroughPage):9: there is no slice 'step' in Sources/Diffusion; did you mean 'steps'?"
    ),
    Case(
      "a slice of a module that did not run",
      walkthroughPage,
      "It is",
      walkthrough("Arrays/steps", "- `size`: It grows."),
      says: "\(walkthroughPage):9: no file of chapters/A1-One imports 'Arrays'"
    ),
    Case(
      "a step that matches no line",
      walkthroughPage,
      "It is",
      walkthrough("Diffusion/steps", "- `3 * size`: It grows."),
      says: "\(walkthroughPage):10: no line of Sources/Diffusion/Schedule.swift, slice 'steps'"
        + " contains '3 * size'"
    ),
    Case(
      "a step that matches two lines",
      walkthroughPage,
      "It is",
      walkthrough("Diffusion/steps", "- `2 * size`: One.\n- `steps`: Two."),
      says: "\(walkthroughPage):11: 'steps' occurs on 2 lines of Sources/Diffusion/Schedule.swift,"
        + " slice 'steps' (4, 5); name more of the one"
    ),
    Case(
      "a step that is no step",
      walkthroughPage,
      "It is",
      walkthrough("Diffusion/steps", "It grows."),
      says: "\(walkthroughPage):10: a step is '- `text of one line`: sentence', not 'It grows.'"
    ),
    Case(
      "an unended slice",
      "Sources/Diffusion/Schedule.swift",
      "// snippet.end\n",
      "",
      says: "Sources/Diffusion/Schedule.swift:3: slice 'steps' has no '// snippet.end'"
    ),
    Case(
      "a duplicate slice",
      "Sources/Diffusion/Schedule.swift",
      "// snippet.end\n",
      "// snippet.end\n// snippet.steps\nlet a = 1\n// snippet.end\n",
      says: "Sources/Diffusion/Schedule.swift:7: a second slice is named 'steps'"
    ),
  ]

  @Test(arguments: pageCases)
  func aPageThatCannotBeSetSaysWhereAndLeavesTheOthers(fault: Case) throws {
    try withTemporaryFolder { folder in
      let report = try FixtureReport(in: folder)
      if fault.path.hasPrefix("Sources") {
        try report.edit(
          Self.walkthroughPage,
          "It is",
          Self.walkthrough("Diffusion/steps", "- `2 * size`: It grows.")
        )
      }
      #expect(try report.run("build").code == 0)
      let sound = try report.read(fault.path)
      try report.edit(fault.path, fault.old, fault.new)
      let build = try report.run("build")
      #expect(build.code == 1)
      #expect(build.errors.contains("error: \(fault.message)"), "\(build.errors)")
      #expect(build.errors.split(separator: "\n").count { $0.hasPrefix("error: ") } == 1)
      #expect(try report.read("_site/a3-three.html").contains("It is 1.000"))

      // Nothing is lost: the text as it was finds everything in the store.
      try report.put(fault.path, sound)
      let again = try report.run("build", "--json")
      #expect(again.code == 0)
      #expect(again.computed.isEmpty)
    }
  }

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
    (["--set", "A2.seed=1"], "--set: no chapter has a parameter 'A2.seed'; did you mean 'A1.seed'?"),
    (["--set", "seed=10"], "--set: seed is '10'; it must be a whole number from 0 to 9"),
    (["--set", "seed=x"], "--set: seed is 'x'; it must be a whole number from 0 to 9"),
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
    ("site/site.yml", "title: Fixture", "titel: Fixture", "site/site.yml:1: there is no setting 'titel'"),
    ("site/site.yml", "title: Fixture", "title: \"Fixture", "site/site.yml:"),
    ("site/site.yml", "parts:", "timeout: -1\nparts:", "site/site.yml:2: 'timeout' must be a number"),
    ("templates/page.mustache", "{{language}}", "{{langauge}}", "there is no value 'langauge'"),
    ("templates/page.mustache", "{{language}}", "{{#language}}", "templates/page.mustache:"),
    ("templates/page.mustache", "{{language}}", "{{> nothing}}", "there is no template 'nothing'"),
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
        try report.run("build")
        try report.put("behaviour/B1", "find 2")
        // The device on which every write finds no space.
        try FileManager.default.createDirectory(
          atPath: "\(folder)/full",
          withIntermediateDirectories: true
        )
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
