import Digests
@testable import Notebook
import TestSupport
import Testing

@Suite struct FolderDigestTests {
  @Test func namesAndContentsOfAFolderDecideItsDigest() throws {
    try withTemporaryFolder { folder in
      func digest(_ files: [String: String]) throws -> String {
        let place = "\(folder)/model"
        try Files.remove(place)
        for (name, text) in files { try Files.write(Array(text.utf8), to: "\(place)/\(name)") }
        var digests = FileDigests(cache: "\(folder)/cache")
        return try digests.digest(ofFolder: place).hex
      }
      let first = try digest(["config.json": "1", "unet/weights": "2"])
      #expect(try digest(["config.json": "1", "unet/weights": "2", ".hidden": "3"]) == first)
      #expect(try digest(["config.json": "1", "unet/weights": "2", "README.md": "4"]) == first)
      #expect(try digest(["config.json": "1", "unet/weights": "3"]) != first)
      #expect(try digest(["config.json": "1", "vae/weights": "2"]) != first)
    }
  }

  @Test func whatIsNoFolderIsAnError() throws {
    try withTemporaryFolder { folder in
      try Files.write([1], to: "\(folder)/file")
      var digests = FileDigests(cache: "\(folder)/cache")
      #expect(throws: FileError.self) { try digests.digest(ofFolder: "\(folder)/file") }
      #expect(throws: FileError.self) { try digests.digest(ofFolder: "\(folder)/none") }
    }
  }
}
