import Testing

@testable import Site

@Suite struct AnchorsTests {
  private static let pages: Set = ["a1-one.html", "a2-two.html"]

  @Test(
    arguments: [
      ("<p id=\"noise\">", "<p id=\"a1-one-noise\">"),
      ("<label for=\"t-range\">", "<label for=\"a1-one-t-range\">"),
      ("<p aria-labelledby=\"t\" class=\"x\">", "<p aria-labelledby=\"a1-one-t\" class=\"x\">"),
      ("<a class=\"x\" href=\"#noise\">", "<a class=\"x\" href=\"#a1-one-noise\">"),
      ("<a href=\"a2-two.html#t\">", "<a href=\"#a2-two-t\">"),
      ("<a href=\"a2-two.html\">", "<a href=\"#a2-two\">"),
      ("<a href=\"https://example.org/#t\">", "<a href=\"https://example.org/#t\">"),
      ("<a href=\"figures/A1/x.png\" download>", "<a href=\"figures/A1/x.png\" download>"),
      ("<img src=\"#no\" alt=\"id=&quot;x&quot;\">", "<img src=\"#no\" alt=\"id=&quot;x&quot;\">"),
      ("<b data-id=\"x\">id=</b>", "<b data-id=\"x\">id=</b>"),
      ("<p id=\"open", "<p id=\"a1-one-open"),
      ("", ""),
    ]
  )
  func anchorsAndLinksMoveTogether(before: String, after: String) {
    #expect(Anchors.moved(before, of: "a1-one.html", among: Self.pages) == after)
  }
}
