import Synchronization

/// The number of threads that parallel loops use.
///
/// It changes how fast a loop is, never what it computes.
public enum ThreadCount {
  private static let stored = Atomic<Int>(0)

  /// The number in use; at least 1, and the number of processors until it is set.
  public static var current: Int {
    get {
      let count = stored.load(ordering: .relaxed)
      return count > 0 ? count : max(1, processorCount)
    }
    set {
      precondition(newValue >= 1, "a loop needs at least one thread, not \(newValue)")
      stored.store(newValue, ordering: .relaxed)
    }
  }
}

/// Runs `body` for each index in `0..<count`, several at a time.
///
/// Each index must write to places of its own: loops are split over outputs and never over a summed
/// axis, which is why the result does not depend on the number of threads.
public func parallelFor(_ count: Int, _ body: @Sendable (Int) -> Void) {
  unsafeParallelFor(count, body)
}

/// ``parallelFor(_:_:)`` for kernels, whose pointers the compiler cannot follow: that no two indices
/// write to one place is the kernel's own care.
package func unsafeParallelFor(_ count: Int, _ body: (Int) -> Void) {
  let threads = min(ThreadCount.current, count)
  guard threads > 1 else {
    for index in 0..<count { body(index) }
    return
  }
  ThreadPool.shared.run(count, threads: threads, body)
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

private var processorCount: Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
