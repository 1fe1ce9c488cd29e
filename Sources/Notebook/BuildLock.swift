import Foundation

/// The right to build in a folder; one build at a time holds it.
///
/// It is a lock of the system's on a file, so it ends with the process however that ends.
public final class BuildLock {
  private let descriptor: Int32

  /// Waits until no other build holds the store.
  ///
  /// - Parameters:
  ///   - store: The store's folder; made when it is not there.
  ///   - waiting: Called once, when another build holds it.
  /// - Throws: ``FileError`` when the store cannot be written.
  public init(store: String, waiting: () -> Void) throws {
    try Files.makeFolder(store)
    let path = "\(store)/lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError("write", path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) != 0 else { return }
    waiting()
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw FileError("lock", path) }
    }
  }

  deinit { close(descriptor) }
}
