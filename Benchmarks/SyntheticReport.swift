import Foundation
import Notebook
import Plotting

/// A report of any number of chapters, each with prose, a figure, a table and a walkthrough.
struct SyntheticReport {
  let root: String
  let sections: [Section]

  /// Writes the sources of a report into an empty folder.
  ///
  /// - Parameters:
  ///   - count: The number of chapters.
  ///   - isPlain: Whether the pages are prose alone, without figure, table and walkthrough.
  ///   - root: The folder.
  ///   - package: The package whose theme and templates are used.
  /// - Throws: An error of writing.
  init(count: Int, isPlain: Bool = false, root: String, package: String) throws {
    self.root = root
    sections = (1...count).map { Section("A\($0)", "Synthetic\($0)") }
    let manager = FileManager.default
    try manager.createDirectory(atPath: "\(root)/site", withIntermediateDirectories: true)
    try manager.copyItem(atPath: "\(package)/templates", toPath: "\(root)/templates")
    try manager.copyItem(atPath: "\(package)/site/theme", toPath: "\(root)/site/theme")
    try Files.write(Array("title: Synthetic\n".utf8), to: "\(root)/site/site.yml")
    try Files.write(
      Array("---\ntitle: Synthetic\ndescription: A fixture.\n---\nProse.\n".utf8),
      to: "\(root)/site/index.md"
    )
    for (index, section) in sections.enumerated() {
      let folder = "\(root)/chapters/\(section.folder)"
      let next = sections[(index + 1) % sections.count]
      try Files.write(Array(Self.source(of: section).utf8), to: "\(folder)/\(section.name).swift")
      try Files.write(
        Array(
          (isPlain ? Self.plainPage(of: section, next: next) : Self.page(of: section, next: next))
            .utf8
        ),
        to: "\(folder)/page.md"
      )
    }
  }

  /// Returns the chapters whose folders stand below a root, as a program finds them.
  static func chapters(in root: String) -> [AnyChapter] {
    Files.names(in: "\(root)/chapters").compactMap { folder in
      let parts = folder.split(separator: "-", maxSplits: 1).map(String.init)
      return parts.count == 2 ? Section(parts[0], parts[1]) : nil
    }
    .sorted { $0.id.count == $1.id.count ? $0.id < $1.id : $0.id.count < $1.id.count }
    .map { section in
      AnyChapter(
        section: section,
        compute: { _ in try StableJSON.encode([1.0, 3, 2, 5]) },
        present: { findings, page in
          try present(try StableJSON.decode([Double].self, from: findings), on: &page)
        }
      )
    }
  }

  /// What every chapter shows.
  static func present(_ values: [Double], on page: inout Page) throws {
    try page.figure(
      "curve",
      LinePlot(
        x: Axis("step"),
        y: Axis("value"),
        series: [LinePlot.Series("curve", x: values.indices.map(Double.init), y: values)]
      ),
      alt: "A curve that rises."
    )
    page.value("last", values.last ?? 0, digits: 2)
    page.table("values", columns: ["value"], rows: values.map { ["\($0)"] })
    page.fact("points", "\(values.count)")
  }

  private static func source(of section: Section) -> String {
    """
    import Notebook

    // snippet.double
    /// Doubles a number, chapter \(section.id).
    func double(_ value: Double) -> Double {
      let result = 2 * value
      return result
    }
    // snippet.end

    """
  }

  private static let prose = String(
    repeating: "A sentence of *ordinary* prose with `code` and a [link](#the-code). ",
    count: 8
  )

  private static func plainPage(of section: Section, next: Section) -> String {
    """
    ---
    title: Chapter \(section.id)
    goal: A chapter that is like the others.
    ---
    \(prose)

    ## The code

    \(prose)

    \(prose)

    ## What follows

    \(prose) The next chapter is [](\(next.id)).

    """
  }

  private static func page(of section: Section, next: Section) -> String {
    """
    ---
    title: Chapter \(section.id)
    goal: A chapter that is like the others.
    ---
    \(prose)

    ## The result

    ```figure curve
    It ends at {{last}}.
    ```

    \(prose)

    > [!INTUITION]
    > The next chapter is [](\(next.id)).

    ## The code

    ```walkthrough double
    - `2 * value`: The result is twice the value.
    ```

    ```table values
    The values.
    ```

    ## What follows

    \(prose)

    \(prose)

    """
  }
}
