/// What a stage is to compute, for a program that computes it in the place of the chapter.
struct StageOrder: Sendable {
  /// What is the same for all stages of a chapter.
  struct Chapter: Codable, Sendable {
    let section: String
    let profile: Profile

    /// The absolute paths of the data sets that were found.
    let data: [String: String]
  }

  let chapter: Chapter
  let stage: String

  /// The stage's inputs, as JSON.
  let inputs: [UInt8]

  /// Writes the order into the folder of the unfinished stage.
  func write(to folder: String) throws {
    // The inputs are of a type that only the chapter knows: they are set in as they are.
    let order = try StableJSON.object([
      ("data", StableJSON.encode(chapter.data)), ("inputs", inputs),
      ("profile", StableJSON.encode(chapter.profile)),
      ("section", StableJSON.encode(chapter.section)), ("stage", StableJSON.encode(stage)),
    ])
    try Files.write(order + [10], to: "\(folder)/order.json")
  }
}
