#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file whose bytes are mapped into memory: the system reads a page when it is first looked at, and
/// may forget it again.
public final class MappedFile: @unchecked Sendable {
  /// The file.
  public let path: String

  /// The bytes, for as long as the object lives.
  public let bytes: UnsafeRawBufferPointer

  /// A file that the system does not map.
  public struct Failure: Error, Hashable, Sendable {
    /// The system's words.
    public let reason: String
  }

  /// Maps a file.
  ///
  /// - Throws: ``Failure`` when it is not there, is a folder, or may not be read.
  public init(path: String) throws(Failure) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Failure(reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(reason: "it is no file") }
    let count = Int(status.st_size)
    guard count > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw Failure(reason: String(cString: strerror(errno))) }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    guard let start = bytes.baseAddress else { return }
    munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
  }
}
