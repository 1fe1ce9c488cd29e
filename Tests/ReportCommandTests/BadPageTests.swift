import Foundation
import TestSupport
import Testing

/// Faults in the text of a page, or in the sources that it shows: a sentence with file and line.
@Suite struct BadPageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let path: String
    let old: String
    let new: String
    let message: String

    init(_ description: String, _ path: String, _ old: String, _ new: String, says message: String)
    {
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
      says:
        "\(page):9: a directive is 'figure NAME' or 'figure NAME beside' or 'figure NAME turn',"
        + " not 'figure points right'"
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
      "an emblem that says no place",
      page,
      "goal: To be built.",
      "goal: To be built.\nemblem: points",
      says: "\(page): 'emblem' names a figure, a row and a picture in it, as 'samples 1 3',"
        + " not 'points'"
    ),
    Case(
      "an emblem of a figure without pictures",
      page,
      "goal: To be built.",
      "goal: To be built.\nemblem: points 1 1",
      says: "\(page): 'emblem': there are no rows of pictures named 'points'"
    ),
    Case(
      "an unknown slice",
      walkthroughPage,
      "It is",
      walkthrough("Diffusion/step", "- `size`: It grows."),
      says:
        "\(walkthroughPage):9: there is no slice 'step' in Sources/Diffusion; did you mean 'steps'?"
    ),
    Case(
      "a slice of a module that did not run",
      "chapters/B1-Four/page.md",
      "It is",
      walkthrough("Diffusion/steps", "- `size`: It grows."),
      says: "chapters/B1-Four/page.md:9: no file of chapters/B1-Four imports 'Diffusion'"
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
}
