@testable import Notebook
import Snippets
import Testing

@Suite struct SourceReachTests {
  /// Returns the files that `main.swift` reaches; each file is its name and text.
  private func reached(from main: String, _ files: KeyValuePairs<String, String>) -> [String] {
    var names = ["main": SourceMeaning(of: main).names]
    for (path, text) in files { names[path] = SourceMeaning(of: text).names }
    return SourceReach(names).files(
      from: ["main"],
      isPresenting: false,
      among: names.keys.sorted()
    ).filter { $0 != "main" }
  }

  @Test func aFileIsReachedByTheNamesThatItDeclares() {
    let files: KeyValuePairs = [
      "function": "func blur() {}", "type": "struct Image {}", "constant": "let size = 3",
      "operator": "infix operator <>\nfunc <> (a: Int, b: Int) {}",
    ]
    #expect(reached(from: "blur()", files) == ["function"])
    #expect(reached(from: "let image: Image", files) == ["type"])
    #expect(reached(from: "print(size)", files) == ["constant"])
    #expect(reached(from: "1 <> 2", files) == ["operator"])
    #expect(reached(from: "print(1)", files) == [])
  }

  @Test func whatIsReachedReachesOn() {
    #expect(
      reached(from: "blur()", ["a": "func blur() { smooth() }", "b": "func smooth() {}"])
        == ["a", "b"]
    )
  }

  /// Here the type is never written where its value is used.
  @Test func membersAreReachedThroughWhatReturnsTheirType() {
    let files: KeyValuePairs = [
      "make": "func make() -> Image { Image() }", "type": "struct Image {}",
      "turned": "extension Image { func turned() {} }",
      "flipped": "extension Image { func flipped() {} }",
    ]
    #expect(reached(from: "make().turned()", files) == ["make", "turned", "type"])
  }

  /// Nobody names a conformance, an initializer, or a description.
  @Test(arguments: [
    "extension Image: Equatable {}", "extension Image { init(size: Int) {} }",
    "extension Image { static func == (a: Image, b: Image) -> Bool { true } }",
    "extension Image { var description: String { \"\" } }",
    "extension Image { subscript(place: Int) -> Int { 0 } }",
  ])
  func whatTheLanguageUsesIsReachedWithItsType(addition: String) {
    let files: KeyValuePairs = ["type": "struct Image {}", "addition": addition]
    #expect(reached(from: "let image: Image", files) == ["addition", "type"])
    #expect(reached(from: "print(1)", files) == [])
  }

  /// Numbers come without a mention of their type, and `Vector` is the second name of another type.
  @Test func typesFromElsewhereAreAlwaysThere() {
    let files: KeyValuePairs = [
      "int": "extension Int { var half: Int { self / 2 } }",
      "alias": "typealias Vector = SIMD8<Float>", "vector": "extension Vector { func total() {} }",
    ]
    #expect(reached(from: "print(4.half)", files) == ["int"])
    #expect(reached(from: "zero().total()", files) == ["alias", "vector"])
  }

  @Test func privateNamesReachNothing() {
    #expect(reached(from: "blur()", ["a": "private func blur() {}\nfunc other() {}"]) == [])
  }

  @Test func namesOfPresentingBodiesAreLeftOut() {
    let main = "func compute() { blur() }\nfunc present() { draw() }"
    #expect(
      reached(from: main, ["a": "func blur() {}", "b": "func draw() {}"]) == ["a"]
    )
  }
}
