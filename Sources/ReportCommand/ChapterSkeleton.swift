import Foundation
import Notebook

/// The files of a chapter that works and waits to be rewritten.
struct ChapterSkeleton {
  let section: Section

  /// Writes the chapter's folder, and enters the chapter in the manifest and in the list.
  ///
  /// - Throws: ``ProjectError`` when a chapter of that id or name is there, or a list is not where
  ///   it should be. Nothing is written then.
  func write(to root: String) throws {
    let manifest = try Files.text("\(root)/Package.swift")
    let list = try Files.text("\(root)/\(Self.listPath)")
    let folders = Files.names(in: "\(root)/chapters")
    if let taken = folders.first(where: {
      $0.hasPrefix("\(section.id)-") || $0.hasSuffix("-\(section.name)")
    }) {
      throw ProjectError(
        description: "chapters/\(taken) is there already; choose another id or name"
      )
    }
    let newManifest = try insert(
      "  chapter(\"\(section.id)\", \"\(section.name)\", [\"Arrays\"]),",
      behind: /\s\schapter\("([A-Z][0-9.]+)".*/,
      opening: "let chapters = [",
      in: manifest,
      path: "Package.swift"
    )
    let newList = try insert(
      "  AnyChapter(\(section.name)()),  // \(section.id)",
      behind: /\s\sAnyChapter\(.*\),\s\s\/\/ ([A-Z][0-9.]+)/,
      opening: "let chapters = [",
      in: "import \(section.name)Chapter\n" + list,
      path: Self.listPath
    )
    let folder = "\(root)/chapters/\(section.folder)"
    try Files.write(Array(source.utf8), to: "\(folder)/\(section.name).swift")
    try Files.write(Array(page.utf8), to: "\(folder)/page.md")
    try Files.write(Array(newManifest.utf8), to: "\(root)/Package.swift")
    try Files.write(Array(sortedImports(newList).utf8), to: "\(root)/\(Self.listPath)")
  }

  private static let listPath = "Sources/report/Chapters.swift"

  /// Puts a line behind the entries that come before it in reading order.
  private func insert(
    _ line: String,
    behind entry: Regex<(Substring, Substring)>,
    opening: String,
    in text: String,
    path: String
  ) throws -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard var position = lines.firstIndex(of: opening) else {
      throw ProjectError(description: "\(path) has no line '\(opening)' to enter the chapter under")
    }
    for (index, old) in lines.enumerated() where index > position {
      guard let match = old.wholeMatch(of: entry) else { break }
      if Self.precedes(String(match.output.1), section.id) { position = index } else { break }
    }
    lines.insert(line, at: position + 1)
    return lines.joined(separator: "\n")
  }

  private func sortedImports(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let imports = lines.filter { $0.hasPrefix("import ") }.sorted()
    let rest = lines.filter { !$0.hasPrefix("import ") }
    return (imports + rest).joined(separator: "\n")
  }

  /// Tells whether one id comes before another: parts by letter, numbers by value.
  static func precedes(_ left: String, _ right: String) -> Bool {
    func parts(_ id: String) -> [Int] {
      let letter = id.unicodeScalars.first.map { Int($0.value) } ?? 0
      return [letter] + id.dropFirst().split(separator: ".").compactMap { Int($0) }
    }
    return parts(left).lexicographicallyPrecedes(parts(right))
  }

  /// The name in words, such as "One step denoising".
  private var title: String {
    let words = section.name.replacing(/([a-z0-9])([A-Z])/) {
      "\($0.output.1) \($0.output.2.lowercased())"
    }
    return words
  }

  private var source: String {
    """
    import Arrays
    public import Notebook
    import Plotting

    /// Chapter \(section.id): what it finds, in one sentence.
    public struct \(section.name): Chapter {
      public static let section = Section("\(section.id)", "\(section.name)")

      public static let parameters: [Parameter] = [
        .integer("seed", default: 1, in: 0...1_000_000, "The seed of the random walk.")
      ]

      /// All that the page shows.
      public struct Findings: Codable, Sendable {
        /// Where the walk is after each step.
        let positions: [Double]
      }

      /// Creates the chapter.
      public init() {}

      // snippet.take-steps
      public func compute(in context: ChapterContext) throws -> Findings {
        var stream = context.random("steps")
        var position = 0.0
        let positions = (0..<200).map { _ in
          position += Double(stream.nextNormal())
          return position
        }
        return Findings(positions: positions)
      }
      // snippet.end

      public func present(_ findings: Findings, on page: inout Page) throws {
        let steps = findings.positions.indices.map(Double.init)
        try page.figure(
          "walk",
          LinePlot(
            x: Axis("step"),
            y: Axis("position"),
            series: [LinePlot.Series("walk", x: steps, y: findings.positions)]
          ),
          alt: "A random walk of 200 steps that drifts away from where it began."
        )
        page.value("end", findings.positions.last ?? 0, digits: 1)
        page.fact("steps", "200")
      }
    }

    """
  }

  private var page: String {
    """
    ---
    title: \(title)
    goal: Say in one sentence what the reader will have seen at the end of this page.
    ---
    ## The result

    ```figure walk
    A walk of 200 normal steps. It ends at {{end}}.
    ```

    ## The code that made it

    ```walkthrough take-steps
    - `context.random`: The numbers are fixed by the seed, the chapter and the purpose.
    - `position +=`: Each step adds a standard normal number.
    ```

    > [!TAKEAWAY]
    > Every number on this page comes from the computation, as [](#walk) does.

    """
  }
}
