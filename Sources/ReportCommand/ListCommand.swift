import ArgumentParser
import Notebook
import Site

/// `report list`: the chapters in reading order.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the chapters in reading order."
  )

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "List the parameters of each chapter as well.")
  var parameters = false

  private struct Entry: Encodable {
    let id: String
    let slug: String
    let title: String
    let part: String
  }

  func run() throws {
    let (project, configuration) = try ProjectOptions.parse([]).project()
    let entries = project.chapters.map { chapter in
      Entry(
        id: chapter.section.id,
        slug: chapter.section.slug,
        title: Site.title(of: chapter.section, root: project.root),
        part: configuration.parts[chapter.section.part] ?? chapter.section.part
      )
    }
    guard !json else {
      print(String(decoding: try StableJSON.encode(entries), as: UTF8.self))
      return
    }
    for (entry, chapter) in zip(entries, project.chapters) {
      print("\(entry.id)\t\(entry.title)")
      guard parameters else { continue }
      for parameter in chapter.parameters {
        print("\t\(parameter.name)\t\(parameter.expectation)\t\(parameter.summary)")
      }
    }
  }
}
