import Digests
@testable import Notebook
@testable import Site
import Testing

/// The picture that a page chooses to stand for its chapter.
@Suite struct EmblemTests {
  /// Two rows of pictures, named after their places.
  private static let figures = [
    FigureFragment(
      name: "samples",
      alternative: "Samples.",
      form: .grid(
        FigureFragment.Grid(
          rows: [["1 1", "1 2"], ["2 1"]].map { $0.map(picture) },
          rowTitles: [],
          columnTitles: [],
          saves: []
        )
      )
    )
  ]

  private static func picture(_ name: String) -> FigureFragment.Picture {
    FigureFragment.Picture(
      file: FigureFragment.File(name: name, digest: .of(name)),
      width: 1,
      height: 1,
      label: "",
      note: ""
    )
  }

  @Test(arguments: ["1 1", "1 2", "2 1"])
  func placesAreCountedFromOne(place: String) throws {
    let choice = try Emblem.Choice("samples \(place)", path: "page.md")
    #expect(try choice.picture(in: Self.figures, path: "page.md").0.file.name == place)
  }

  @Test(arguments: [
    ("samples 3 1", "'samples' has no row 3, but 2"),
    ("samples 0 1", "'samples' has no row 0, but 2"),
    ("samples 2 2", "row 2 of 'samples' has no picture 2, but 1"),
    ("sample 1 1", "there are no rows of pictures named 'sample'; did you mean 'samples'?"),
  ])
  func whatIsNotThereIsNamed(text: String, message: String) throws {
    let choice = try Emblem.Choice(text, path: "page.md")
    let error = #expect(throws: SiteError.self) {
      try choice.picture(in: Self.figures, path: "page.md")
    }
    #expect(error?.description == "page.md: 'emblem': \(message)")
  }
}
