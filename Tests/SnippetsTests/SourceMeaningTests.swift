import Snippets
import Testing

@Suite struct SourceMeaningTests {
  private static let text = """
    import Arrays

    /// Adds.
    func compute(a: Int) -> Int {
      a + 1
    }

    func present() {
      draw(2)
    }
    """

  @Test(arguments: [
    text.replacing("/// Adds.", with: "// Another comment."),
    text.replacing("\n\n", with: "\n\n\n"),
    text.replacing("a + 1", with: "a  +  1  // one more"),
    text.replacing("a: Int", with: "a : Int"),
  ])
  func commentsAndWhiteSpaceMeanNothing(text: String) {
    #expect(SourceMeaning(of: text).whole == SourceMeaning(of: Self.text).whole)
    #expect(SourceMeaning(of: text).computing == SourceMeaning(of: Self.text).computing)
  }

  @Test(arguments: [
    (text.replacing("a + 1", with: "a + 2"), true),
    (text.replacing("a + 1", with: "a - 1"), true),
    (text.replacing("func present()", with: "func present(now: Int)"), true),
    (text.replacing("draw(2)", with: "draw(3)"), false),
  ])
  func onlyTheBodyOfPresentIsNoComputing(text: String, isComputing: Bool) {
    #expect(SourceMeaning(of: text).whole != SourceMeaning(of: Self.text).whole)
    #expect(
      (SourceMeaning(of: text).computing != SourceMeaning(of: Self.text).computing) == isComputing
    )
  }

  @Test func aLineBreakThatChangesTheTreeIsAChange() {
    let call = SourceMeaning(of: "let x = f (1)")
    let two = SourceMeaning(of: "let x = f\n(1)")
    #expect(call.whole != two.whole)
  }

  @Test func importsAreFound() {
    let meaning = SourceMeaning(of: "public import B\nimport A\nimport struct C.D\nlet x = 1")
    #expect(meaning.imports == ["A", "B", "C"])
  }
}

@Suite struct HighlighterTests {
  @Test func wordsHaveTheClassOfWhatTheyAre() {
    let lines = Highlighter.lines(of: "let a: Int = 2  // <two>\nlet s = \"x\"")
    #expect(
      lines == [
        "<span class=\"k\">let</span> a: <span class=\"t\">Int</span> = <span class=\"n\">2</span>"
          + "  <span class=\"c\">// &lt;two&gt;</span>",
        "<span class=\"k\">let</span> s = <span class=\"s\">\"x\"</span>",
      ]
    )
  }

  @Test func aCommentOverSeveralLinesIsCutAtItsLineBreaks() {
    #expect(
      Highlighter.lines(of: "/* a\n\nb */")
        == ["<span class=\"c\">/* a</span>", "", "<span class=\"c\">b */</span>"]
    )
  }
}
