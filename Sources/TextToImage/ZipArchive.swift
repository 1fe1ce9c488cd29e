/// Where the entries of a ZIP archive lie whose bytes are stored as they are, as `torch.save` writes it.
struct ZipArchive {
  /// The place and the size of an entry.
  struct Entry {
    let offset: Int
    let count: Int
  }

  /// The entries by their names.
  let entries: [String: Entry]

  /// An archive that is damaged, or has compressed entries.
  struct Failure: Error {
    let message: String
  }

  /// Reads the directory at an archive's end.
  init(_ bytes: UnsafeRawBufferPointer) throws {
    let file = ByteReader(bytes: bytes)
    do {
      let directory = try Self.directory(of: file)
      var entries: [String: Entry] = [:]
      var place = directory.offset
      for _ in 0..<directory.entryCount {
        let (name, entry, length) = try Self.entry(at: place, of: file)
        entries[name] = entry
        place += length
      }
      self.entries = entries
    } catch is ByteReader.OutOfBounds {
      throw Failure(message: "its ZIP directory is damaged")
    }
  }

  /// Finds the end record, which stands before a comment of any length.
  private static func directory(of file: ByteReader) throws -> (offset: Int, entryCount: Int) {
    let last = file.bytes.count - 22
    guard last >= 0,
      let end = try stride(from: last, through: max(0, last - 65_535), by: -1).first(where: {
        try file.number(UInt32.self, at: $0) == 0x0605_4b50
      })
    else { throw Failure(message: "it is no ZIP archive") }
    let count = Int(try file.number(UInt16.self, at: end + 10))
    let offset = Int(try file.number(UInt32.self, at: end + 16))
    guard count == 0xffff || offset == 0xffff_ffff else { return (offset, count) }
    // The record for large archives, whose place stands right before.
    guard try file.number(UInt32.self, at: end - 20) == 0x0706_4b50 else {
      throw ByteReader.OutOfBounds()
    }
    let large = try integer(file.number(UInt64.self, at: end - 12))
    guard try file.number(UInt32.self, at: large) == 0x0606_4b50 else {
      throw ByteReader.OutOfBounds()
    }
    return (
      try integer(file.number(UInt64.self, at: large + 48)),
      try integer(file.number(UInt64.self, at: large + 32))
    )
  }

  private static func integer(_ number: UInt64) throws -> Int {
    guard number < 1 << 60 else { throw ByteReader.OutOfBounds() }
    return Int(number)
  }

  /// Reads an entry of the directory, and the place of its bytes from the head that precedes them.
  private static func entry(
    at place: Int,
    of file: ByteReader
  ) throws -> (name: String, entry: Entry, length: Int) {
    guard try file.number(UInt32.self, at: place) == 0x0201_4b50 else {
      throw ByteReader.OutOfBounds()
    }
    let nameLength = Int(try file.number(UInt16.self, at: place + 28))
    let extraLength = Int(try file.number(UInt16.self, at: place + 30))
    let commentLength = Int(try file.number(UInt16.self, at: place + 32))
    let name = try file.text(at: place + 46, count: nameLength)
    guard try file.number(UInt16.self, at: place + 10) == 0 else {
      throw Failure(
        message: "its entry '\(name)' is compressed; save the file with torch.save again"
      )
    }
    var wide = try wideNumbers(at: place + 46 + nameLength, count: extraLength, of: file)
    /// Returns a field, or where it is full the next of the wide numbers.
    func field(_ offset: Int) throws -> Int {
      let number = try file.number(UInt32.self, at: place + offset)
      guard number == .max else { return Int(number) }
      guard !wide.isEmpty else { throw ByteReader.OutOfBounds() }
      return try integer(wide.removeFirst())
    }
    let count = try field(24)
    _ = try field(20)
    let head = try field(42)
    guard try file.number(UInt32.self, at: head) == 0x0403_4b50 else {
      throw ByteReader.OutOfBounds()
    }
    let offset =
      head + 30 + Int(try file.number(UInt16.self, at: head + 26))
      + Int(try file.number(UInt16.self, at: head + 28))
    _ = try file.range(at: offset, count: count)
    return (
      name, Entry(offset: offset, count: count), 46 + nameLength + extraLength + commentLength
    )
  }

  /// The numbers of 64 bits of an entry's extra field 1.
  private static func wideNumbers(
    at start: Int,
    count: Int,
    of file: ByteReader
  ) throws -> [UInt64] {
    var place = start
    while place + 4 <= start + count {
      let kind = try file.number(UInt16.self, at: place)
      let size = Int(try file.number(UInt16.self, at: place + 2))
      if kind == 1 {
        return try (0..<size / 8).map { try file.number(UInt64.self, at: place + 4 + 8 * $0) }
      }
      place += 4 + size
    }
    return []
  }
}
