/// Who computed a stage, where it was not this program alone: the file `computed-by.json` in its folder.
struct StageOrigin: Codable, Sendable {
  /// The program, such as "PyTorch 2.15.0 in 2 processes".
  let by: String

  /// Reads what a program has left in the folder of an unfinished stage; `nil` where none has.
  ///
  /// - Throws: ``ProjectError`` when it cannot be read: what is known of a result must not get lost.
  init?(in folder: String) throws {
    let path = "\(folder)/computed-by.json"
    guard FileStamp(of: path) != nil else { return nil }
    guard let origin = try? StableJSON.decode(Self.self, from: Files.read(path)),
      origin.by.contains(where: { !$0.isWhitespace })
    else {
      throw ProjectError(
        description: "\(path) does not say who computed the stage, as in {\"by\": \"PyTorch\"};"
          + " mend it, or remove its folder to have the stage computed here"
      )
    }
    self = origin
  }
}
