/// The right to build in a checkout: one build holds it alone, or any number of single jobs together.
public final class BuildLock: Sendable {
  private let lock: FileLock

  /// Waits until the right is free.
  ///
  /// - Parameters:
  ///   - store: The store; the lock is the checkout's own.
  ///   - isShared: Whether other jobs may run meanwhile, as long as no build does.
  ///   - waiting: Called once, when another process holds it.
  /// - Throws: ``FileError`` when the checkout's folder cannot be written.
  public init(store: Store, isShared: Bool = false, waiting: () -> Void) throws {
    lock = try FileLock("\(store.local)/lock", isShared ? .shared : .exclusive, waiting: waiting)
  }
}
