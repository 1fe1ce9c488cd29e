@testable import Site
import TestSupport
import Testing

/// Mustache as the pages use it, with an error where Mustache leaves a hole.
@Suite struct TemplateTests {
  private func set(
    _ text: String,
    _ values: TemplateValues = [:],
    with partials: [String: String] = [:]
  ) throws -> String {
    try withTemporaryFolder { folder in
      var files = ["templates/page.mustache": text]
      for (name, text) in partials { files["templates/\(name).mustache"] = text }
      try write(files, in: folder)
      return try Templates(root: folder).render("page", values)
    }
  }

  @Test func aValueIsEscapedUnlessItIsRaw() throws {
    let text = try set("{{a}} {{{a}}} {{& a }}|{{ count }}", ["a": "<\"&'é>", "count": 3])
    #expect(text == "&lt;&quot;&amp;&#39;é&gt; <\"&'é> <\"&'é>|3")
  }

  @Test func aSectionStandsAsOftenAsItHasValues() throws {
    let text = "{{#rows}}{{name}}{{^isLast}}, {{/isLast}}{{/rows}}{{^rows}}none{{/rows}}"
    let rows: [TemplateValues] = [
      ["name": "a", "isLast": false], ["name": "b", "isLast": true],
    ]
    #expect(try set(text, ["rows": rows]) == "a, b")
    #expect(try set(text, ["rows": [TemplateValues]()]) == "none")
  }

  @Test func aSectionSeesWhatStandsAroundItAndHidesIt() throws {
    let inner: TemplateValues = ["name": "inner"]
    let values: TemplateValues = ["name": "outer", "other": "seen", "inner": inner]
    let text = try set("{{#inner}}{{name}} {{other}}{{/inner}} {{name}}", values)
    #expect(text == "inner seen outer")
  }

  @Test func whatIsAbsentHasNoSection() throws {
    let text = "{{#link}}a{{/link}}{{^link}}b{{/link}}"
    #expect(try set(text, ["link": nil as String?]) == "b")
    #expect(try set(text, ["link": "there"]) == "a")
  }

  @Test func aTagThatHasALineForItselfLeavesNone() throws {
    let text = """
      <ul>
        {{#rows}}
      <li>{{name}}</li>
      {{! a remark }}
      {{/rows}}
      {{> end}}
      </ul>{{#rows}} {{/rows}}
      """
    let rows: [TemplateValues] = [["name": "a"], ["name": "b"]]
    #expect(
      try set(text, ["rows": rows], with: ["end": "<li>end</li>\n"])
        == "<ul>\n<li>a</li>\n<li>b</li>\n<li>end</li>\n</ul>  "
    )
  }

  @Test(arguments: [
    ("one\n{{tilte}}", "page.mustache:2: there is no value 'tilte'; did you mean 'title'?"),
    ("{{#flag}}\n{{tilte}}\n{{/flag}}", "page.mustache:2: there is no value 'tilte'"),
    ("{{^none}}{{/none}}", "page.mustache:1: there is no value 'none'"),
    ("{{flag}}", "page.mustache:1: 'flag' has no text here"),
    ("\n{{#flag}}", "page.mustache:2: the section 'flag' is not ended"),
    ("{{#flag}}\n\n{{/title}}", "page.mustache:3: '{{/title}}' ends no section that is open"),
    ("{{/flag}}", "page.mustache:1: '{{/flag}}' ends no section that is open"),
    ("\n{{> prat}}", "page.mustache:2: there is no template 'prat'; did you mean 'part'?"),
    ("{{> part}}", "part.mustache:2: there is no value 'nothing'"),
    ("{{title", "page.mustache:1: the tag is not ended by '}}'"),
    ("{{=<% %>=}}", "page.mustache:1: '{{=<% %>=}}' is no tag that is known here"),
    ("{{a.b}}", "page.mustache:1: '{{a.b}}' is no tag that is known here"),
  ])
  func aTemplateThatCannotBeSetSaysWhere(text: String, message: String) throws {
    let error = #expect(throws: SiteError.self) {
      try set(text, ["title": "T", "flag": true], with: ["part": "\n{{nothing}}"])
    }
    #expect(error?.description.contains("templates/" + message) == true, "\(error as Any)")
  }
}
