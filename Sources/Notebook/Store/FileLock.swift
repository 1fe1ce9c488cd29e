import Foundation

/// A lock of the system's on a file: it ends with the process that holds it, however that ends.
///
/// On a shared folder it holds among machines where the file system passes locks on, as NFS does.
final class FileLock: Sendable {
  /// Who may hold a lock at the same time.
  enum Kind: Sendable {
    /// Any number of holders of this kind, and none of the other.
    case shared
    /// One holder alone.
    case exclusive
  }

  private let path: String
  private let descriptor: Int32

  /// Waits for a lock.
  ///
  /// - Parameters:
  ///   - path: The file; made when it is not there.
  ///   - kind: Whom to share the lock with.
  ///   - waiting: Called once, when another process holds it.
  /// - Throws: ``FileError`` when the file cannot be made or locked.
  convenience init(
    _ path: String,
    _ kind: Kind = .exclusive,
    waiting: () -> Void = {}
  ) throws(FileError) {
    let mode = kind == .shared ? LOCK_SH : LOCK_EX
    if let descriptor = try Self.lock(path, mode | LOCK_NB) {
      self.init(path: path, descriptor: descriptor)
      return
    }
    waiting()
    guard let descriptor = try Self.lock(path, mode) else { throw FileError("lock", path) }
    self.init(path: path, descriptor: descriptor)
  }

  /// Takes a lock for itself alone, or fails when another process holds it.
  ///
  /// - Throws: ``FileError`` when the file cannot be made or locked.
  convenience init?(ifFree path: String) throws(FileError) {
    guard let descriptor = try Self.lock(path, LOCK_EX | LOCK_NB) else { return nil }
    self.init(path: path, descriptor: descriptor)
  }

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Removes the file of a lock that is held alone; who waits for it takes a new one.
  func removeFile() { unlink(path) }

  /// Returns the descriptor of a locked file, or `nil` when another process holds it.
  private static func lock(_ path: String, _ mode: Int32) throws(FileError) -> Int32? {
    while true {
      try Files.makeFolder((path as NSString).deletingLastPathComponent)
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw FileError("write", path) }
      while flock(descriptor, mode) != 0 {
        guard errno != EINTR else { continue }
        let isHeld = errno == EWOULDBLOCK
        let error = FileError("lock", path)
        close(descriptor)
        guard isHeld else { throw error }
        return nil
      }
      // The last holder may have removed the file: a lock on what has no name holds nobody off.
      var locked = stat(), named = stat()
      if fstat(descriptor, &locked) == 0, stat(path, &named) == 0, locked.st_ino == named.st_ino {
        return descriptor
      }
      close(descriptor)
    }
  }
}
