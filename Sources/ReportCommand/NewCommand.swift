import ArgumentParser
import Notebook

/// `report new`: files to begin with.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Make something new.",
    subcommands: [NewChapterCommand.self]
  )
}

/// `report new chapter`: a working chapter.
struct NewChapterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chapter",
    abstract: "Make a working chapter, and enter it in the package.",
    discussion: "Example: report new chapter A1.3 OneStepDenoising"
  )

  @Argument(help: "The section's id, such as A1.3.")
  var id: String

  @Argument(help: "Its name in code, such as OneStepDenoising.")
  var name: String

  func validate() throws {
    guard Section.isValid(id: id, name: name) else {
      throw ValidationError(
        "a chapter is 'A1.3 OneStepDenoising': a letter and numbers, then words without spaces;"
          + " not '\(id) \(name)'"
      )
    }
  }

  func run() throws {
    let (project, _) = try ProjectOptions.parse([]).project()
    let skeleton = ChapterSkeleton(section: Section(id, name))
    try skeleton.write(to: project.root)
    print("chapters/\(skeleton.section.folder): edit page.md and \(name).swift, then build")
  }
}
