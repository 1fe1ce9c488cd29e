import Snippets
import Testing

@Suite struct SourceFileTests {
  private func file(_ text: String) -> SourceFile { SourceFile(path: "A.swift", text: text) }

  @Test func aSliceHasTrueLineNumbersAndNoCommonIndentation() throws {
    let slice = try file(
      """
      struct A {
        // snippet.sum
        let a = 1
        // snippet.hide
        let hidden = 2
        // snippet.show
          let b = 3
        // snippet.end
      }
      """
    ).slice("sum")
    #expect(slice.lines.map(\.text) == ["let a = 1", "  let b = 3"])
    #expect(slice.lines.map(\.number) == [3, 7])
  }

  @Test func onlyWholeWordsAreMarkers() throws {
    let slice = try file("// snippet.endpoint\nlet a = 1 // snippet.end\n// snippet.end\n")
      .slice("endpoint")
    #expect(slice.lines.map(\.text) == ["let a = 1 // snippet.end"])
  }

  @Test func anUnknownSliceNamesItsNearestNeighbour() {
    let source = file("// snippet.add-noise\nlet x = 1\n// snippet.end\n")
    let error = #expect(throws: SnippetError.self) { try source.slice("add-noize") }
    #expect(error?.code == .unknownSlice)
    #expect(error?.suggestion == "add-noise")
  }

  @Test(arguments: [
    ("// snippet.a\nlet x = 1\n", SnippetError.Code.unendedSlice, 1),
    ("// snippet.a\nlet x = 1\n// snippet.b\n// snippet.end\n", .unendedSlice, 1),
    ("// snippet.a\nx\n// snippet.end\n// snippet.a\n", .duplicateSlice, 4),
    ("let x = 1\n// snippet.end\n", .endWithoutStart, 2),
    ("// snippet.hide\n", .endWithoutStart, 1),
    ("// snippet.Name\nx\n// snippet.end\n", .invalidName, 1),
    ("// snippet.\nx\n// snippet.end\n", .invalidName, 1),
    ("// snippet.a\n// snippet.end\n", .emptySlice, 2),
    ("// snippet.a\n// snippet.hide\nx\n// snippet.show\n// snippet.end\n", .emptySlice, 5),
  ])
  func badMarkersAreErrorsWithTheirLine(text: String, code: SnippetError.Code, line: Int) {
    let error = #expect(throws: SnippetError.self) { try file(text).slices() }
    #expect(error?.code == code)
    #expect(error?.line == line)
    #expect(error?.description.hasPrefix("A.swift:\(line): ") == true)
  }
}

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("noise-levls", "noise-levels"), ("A1.l", "A1.1"), ("Noise-Levels", "noise-levels"),
  ])
  func aSlipOfTheHandIsRecognised(name: String, expected: String) {
    #expect(["noise-levels", "A1.1", "psnr-map"].nearest(to: name) == expected)
  }

  @Test func somethingElseIsNot() {
    #expect(["noise-levels", "psnr-map"].nearest(to: "walkthrough") == nil)
    #expect([String]().nearest(to: "a") == nil)
  }
}
