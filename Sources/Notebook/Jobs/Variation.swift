/// One parameter of one chapter at several values, such as "B2.6.seed=1,2,3".
public struct Variation: Hashable, Sendable {
  /// The chapter.
  public let section: Section

  /// The parameter's name.
  public let parameter: String

  /// The values as written, at least two, no two alike.
  public let values: [String]

  /// Reads a variation as it is written on the command line.
  ///
  /// - Throws: ``SettingsError`` when the text names no chapter and parameter, or too few values.
  public init(_ text: String, of chapters: [AnyChapter]) throws(SettingsError) {
    func error(_ message: String) -> SettingsError {
      SettingsError(description: "--matrix: '\(text)' \(message)")
    }
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let dot = parts[0].lastIndex(of: ".") else {
      throw error("is not of the form 'ID.name=value,value'")
    }
    let (id, name) = (String(parts[0][..<dot]), String(parts[0][dot...].dropFirst()))
    guard let chapter = chapters.first(where: { $0.section.id == id }) else {
      throw error("names the chapter '\(id)', which does not exist")
    }
    guard let parameter = chapter.parameters.first(where: { $0.name == name }) else {
      let names = chapter.parameters.map(\.name).joined(separator: ", ")
      throw error("names a parameter that \(id) does not have; it has: \(names)")
    }
    section = chapter.section
    self.parameter = name
    values = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    // 1 and 01 would count one experiment twice; what is no value is refused with the others' words.
    let read = values.compactMap { parameter.value(from: $0, relativeTo: "/") }
    guard values.count >= 2, Set(values).count == values.count, Set(read).count == read.count,
      !values.contains("")
    else {
      throw error("needs two or more different values")
    }
  }
}

extension Project {
  /// Returns the project with another value of a chapter's parameter, whose states are kept apart.
  ///
  /// - Parameters:
  ///   - section: The chapter.
  ///   - parameter: Its parameter's name.
  ///   - value: As written.
  ///   - place: Where it was written, such as `--matrix`.
  /// - Returns: The project that takes the value.
  /// - Throws: ``SettingsError`` when there is no such parameter, or it does not take the value.
  public func varied(
    _ section: Section,
    _ parameter: String,
    to value: String,
    place: String
  ) throws -> Project {
    var copy = self
    copy.settings.set(
      "\(section.id).\(parameter)",
      to: value,
      place: place,
      folder: root
    )
    // It becomes a part of file names, which hold no slash; no two values may share one.
    let name = value.replacing("%", with: "%25").replacing("/", with: "%2F")
    copy.store.variant = "\(parameter)=\(name)"
    _ = try copy.settings.values(for: chapters, root: root)
    return copy
  }
}
