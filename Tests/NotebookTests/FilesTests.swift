import Notebook
import TestSupport
import Testing

@Suite struct FilesTests {
  @Test func aFileIsCreatedOnlyWhereThereIsNone() throws {
    try withTemporaryFolder { folder in
      let path = "\(folder)/new/file"
      let first = try Files.create(path, [1, 2])
      #expect(first == FileStamp(of: path) && first != nil)
      let second = try Files.create(path, [3])
      #expect(second == nil)
      let bytes = try Files.read(path)
      #expect(bytes == [1, 2])
    }
  }

  @Test func writingReplacesAFileAndLeavesNothingBeside() throws {
    try withTemporaryFolder { folder in
      try Files.write([1, 2], to: "\(folder)/file")
      try Files.write([3], to: "\(folder)/file")
      #expect(try Files.read("\(folder)/file") == [3])
      #expect(Files.names(in: folder) == ["file"])
      #expect(throws: FileError.self) { try Files.write([4], to: "\(folder)/file/below") }
    }
  }
}
