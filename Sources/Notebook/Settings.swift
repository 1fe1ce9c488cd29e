import Digests
import Snippets

/// The values that an author gave to parameters, and where.
public struct Settings: Sendable {
  /// One assignment, such as `A1.1.seed=7` of the command line.
  struct Assignment: Sendable {
    let name: String
    let value: String
    let place: String
    let folder: String
  }

  private var assignments: [Assignment] = []

  /// Creates settings that leave every parameter as it is.
  public init() {}

  /// Adds an assignment; a later one wins over an earlier one.
  ///
  /// - Parameters:
  ///   - name: `seed` for every chapter that has such a parameter, `A1.1.seed` for one of them.
  ///   - value: As written.
  ///   - place: Where it was written, such as `--set` or `site/site.yml`.
  ///   - folder: The folder that relative paths start from.
  public mutating func set(_ name: String, to value: String, place: String, folder: String) {
    assignments.append(Assignment(name: name, value: value, place: place, folder: folder))
  }

  /// Returns the values of each chapter's parameters, by chapter id, in a report's folder.
  ///
  /// - Throws: ``SettingsError`` for a name that no chapter has, or a value out of range.
  func values(
    for chapters: [AnyChapter],
    root: String
  ) throws(SettingsError) -> [String: [String: Parameter.Value]] {
    var values: [String: [String: Parameter.Value]] = [:]
    for chapter in chapters {
      values[chapter.section.id] = Dictionary(
        uniqueKeysWithValues: chapter.parameters.map { ($0.name, $0.defaultValue(in: root)) }
      )
    }
    // An assignment to one chapter wins over one to all, wherever each was written.
    let ordered =
      assignments.filter { !$0.name.contains(".") } + assignments.filter { $0.name.contains(".") }
    for assignment in ordered {
      var isKnown = false
      for chapter in chapters {
        for parameter in chapter.parameters
        where [parameter.name, "\(chapter.section.id).\(parameter.name)"].contains(assignment.name)
        {
          isKnown = true
          guard let value = parameter.value(from: assignment.value, relativeTo: assignment.folder)
          else {
            throw SettingsError(
              description: "\(assignment.place): \(assignment.name) is '\(assignment.value)';"
                + " it must be \(parameter.expectation)"
            )
          }
          values[chapter.section.id]?[parameter.name] = value
        }
      }
      guard isKnown else {
        let names = chapters.flatMap { chapter in
          chapter.parameters.flatMap { [$0.name, "\(chapter.section.id).\($0.name)"] }
        }
        let hint = names.nearest(to: assignment.name).map { "; did you mean '\($0)'?" }
        throw SettingsError(
          description: "\(assignment.place): no chapter has a parameter '\(assignment.name)'"
            + (hint ?? "; 'report list --parameters' names all")
        )
      }
    }
    return values
  }
}

/// A setting that no chapter can take.
public struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence: where the setting is, what is wrong, and what would be right.
  public let description: String
}
