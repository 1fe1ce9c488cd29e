import Foundation

/// Whole files, read and written so that no reader ever sees half of one.
public enum Files {
  /// Returns the bytes of a file.
  ///
  /// - Throws: ``FileError`` with the system's reason.
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("read", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError("read", path) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw FileError("read", path, reason: "it is a folder")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var filled = 0
    while true {
      if filled == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
      let count = bytes.withUnsafeMutableBytes { buffer in
        Foundation.read(descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled)
      }
      guard count >= 0 else { throw FileError("read", path) }
      guard count > 0 else { break }
      filled += count
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// Returns the text of a file in UTF-8.
  ///
  /// - Throws: ``FileError`` when the file cannot be read or is not UTF-8.
  public static func text(_ path: String) throws(FileError) -> String {
    guard let text = String(validating: try read(path), as: UTF8.self) else {
      throw FileError("read", path, reason: "it is not UTF-8 text")
    }
    return text
  }

  /// Writes a file in one step: under a name of its own first, renamed into place when complete.
  ///
  /// Folders on the way are made. A file that was there stays whole if anything goes wrong.
  ///
  /// - Throws: ``FileError`` with the system's reason.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    // Threads, processes and machines may write the same file: each under a name of its own.
    let partial = "\(path).\(UInt64.random(in: .min ... .max))\(partialSuffix)"
    let descriptor = try openForWriting(partial, O_TRUNC)
    guard descriptor >= 0 else { throw FileError("write", path) }
    guard fill(descriptor, bytes) != nil, rename(partial, path) == 0 else {
      let error = FileError("write", path)
      unlink(partial)
      throw error
    }
  }

  /// Writes a file where there is none; until it is complete, a reader may see a part of it.
  ///
  /// Folders on the way are made. Nothing is left of the file if anything goes wrong.
  ///
  /// - Returns: How the file is now; `nil`, and nothing is written, when something stands there.
  /// - Throws: ``FileError`` with the system's reason.
  public static func create(_ path: String, _ bytes: [UInt8]) throws(FileError) -> FileStamp? {
    let descriptor = try openForWriting(path, O_EXCL)
    if descriptor < 0 && errno == EEXIST { return nil }
    guard descriptor >= 0 else { throw FileError("write", path) }
    guard let stamp = fill(descriptor, bytes) else {
      let error = FileError("write", path)
      unlink(path)
      throw error
    }
    return stamp
  }

  /// Returns the descriptor of a new file, below 0 when the system makes none.
  private static func openForWriting(_ path: String, _ flag: Int32) throws(FileError) -> Int32 {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | flag
    let descriptor = open(path, flags, 0o666)
    guard descriptor < 0 && errno == ENOENT else { return descriptor }
    try makeFolder((path as NSString).deletingLastPathComponent)
    return open(path, flags, 0o666)
  }

  /// Writes a file and closes it; `nil` when the system does not take all of it.
  private static func fill(_ descriptor: Int32, _ bytes: [UInt8]) -> FileStamp? {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Foundation.write(
          descriptor,
          buffer.baseAddress?.advanced(by: written),
          buffer.count - written
        )
      }
      guard count > 0 else { break }
      written += count
    }
    var status = stat()
    let isWhole = written == bytes.count && fstat(descriptor, &status) == 0
    return close(descriptor) == 0 && isWhole ? FileStamp(status) : nil
  }

  /// Removes what writers of a file that were killed left beside it.
  public static func removePartials(of path: String) throws(FileError) {
    let folder = (path as NSString).deletingLastPathComponent
    let name = (path as NSString).lastPathComponent
    for sibling in names(in: folder)
    where sibling.hasPrefix("\(name).") && sibling.hasSuffix(partialSuffix) {
      try remove("\(folder)/\(sibling)")
    }
  }

  private static let partialSuffix = ".partial"

  /// Makes a folder and those on the way to it; one that is there is left alone.
  public static func makeFolder(_ path: String) throws(FileError) {
    if mkdir(path, 0o777) == 0 || errno == EEXIST { return }
    let parent = (path as NSString).deletingLastPathComponent
    guard errno == ENOENT, !parent.isEmpty, parent != path else {
      throw FileError("make the folder", path)
    }
    try makeFolder(parent)
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw FileError("make the folder", path)
    }
  }

  /// Returns the names in a folder, sorted; none when there is no such folder.
  public static func names(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a file, or a folder with all that is in it; what is not there is no error.
  public static func remove(_ path: String) throws(FileError) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      if access(path, F_OK) == 0 { throw FileError("remove", path) }
    }
  }
}

/// A file that the system would not read, write, or remove.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file's path.
  public let path: String

  /// One sentence: what was tried on which file, and the system's reason.
  public let description: String

  init(_ action: String, _ path: String, reason: String = String(cString: strerror(errno))) {
    self.path = path
    description = "cannot \(action) \(path): \(reason)"
  }
}

/// How a file was when it was last looked at; equal stamps mean an unchanged file.
///
/// The time of the last change of status is part of it: a tool that restores the time of the last
/// modification cannot hide an edit.
public struct FileStamp: Hashable, Sendable {
  let size: Int
  let modified: Int
  let changed: Int

  /// Looks at a file.
  ///
  /// - Returns: `nil` when there is no such file.
  public init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(status)
  }

  fileprivate init(_ status: stat) {
    size = Int(status.st_size)
    #if os(Linux)
      modified = status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec
      changed = status.st_ctim.tv_sec * 1_000_000_000 + status.st_ctim.tv_nsec
    #else
      modified = status.st_mtimespec.tv_sec * 1_000_000_000 + status.st_mtimespec.tv_nsec
      changed = status.st_ctimespec.tv_sec * 1_000_000_000 + status.st_ctimespec.tv_nsec
    #endif
  }

  /// The seconds since the file was written.
  var age: Double { Date.now.timeIntervalSince1970 - Double(modified) / 1e9 }

  /// The stamp as text without white space.
  public var text: String { "\(size):\(modified):\(changed)" }
}
