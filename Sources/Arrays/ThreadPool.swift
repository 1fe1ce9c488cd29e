import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The threads that parallel loops share: made once, and kept.
///
/// A training step is hundreds of short loops. Between two of them a thread looks for the next one for a
/// moment before it goes to sleep, because being woken costs as much as a short loop.
final class ThreadPool: Sendable {
  static let shared = ThreadPool()

  /// The loop that is being run; written by its owner while no helper looks at it.
  private struct Loop: @unchecked Sendable {
    var body: (Int) -> Void = { _ in }
    var count = 0
    var grain = 1
  }

  private nonisolated(unsafe) var loop = Loop()
  private nonisolated(unsafe) var helperCount = 0

  /// Whether a loop is being run; only one is at a time.
  private let isBusy = Atomic<Bool>(false)

  /// The number of the loop, and in the lowest bits how many helpers it takes.
  private let call = Atomic<UInt>(0)
  private static let helperBits: UInt = 10

  /// The first index that nobody has taken, and the helpers that are not done.
  private let next = Atomic<Int>(0)
  private let working = Atomic<Int>(0)

  private let sleepers = Atomic<Int>(0)
  private let bell = Bell()

  /// How often a thread looks for work before it sleeps: some tens of microseconds.
  private static let patience = 20_000

  /// Runs `body` for each index in `0..<count` on several threads, the caller's among them.
  ///
  /// A loop within a loop, or beside one of another thread, runs on its caller alone.
  func run(_ count: Int, threads: Int, _ body: (Int) -> Void) {
    guard isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
    else {
      for index in 0..<count { body(index) }
      return
    }
    let helpers = min(threads - 1, (1 << Int(Self.helperBits)) - 1)
    while helperCount < helpers { addHelper() }
    withoutActuallyEscaping(body) { body in
      // Threads take a few neighbours at a time, so that one that is held up leaves its share to others.
      loop = Loop(body: body, count: count, grain: max(1, count / (threads * 16)))
      next.store(0, ordering: .relaxed)
      working.store(helpers, ordering: .relaxed)
      let number = (call.load(ordering: .relaxed) >> Self.helperBits) &+ 1
      call.store(number << Self.helperBits | UInt(helpers), ordering: .sequentiallyConsistent)
      if sleepers.load(ordering: .sequentiallyConsistent) > 0 { bell.ring() }
      work()
      var looks = 0
      while working.load(ordering: .acquiring) > 0 {
        looks += 1
        if looks > Self.patience { sched_yield() }
      }
      loop.body = { _ in }
    }
    isBusy.store(false, ordering: .releasing)
  }

  /// Takes indices of the loop until there are none.
  private func work() {
    let (body, count, grain) = (loop.body, loop.count, loop.grain)
    while true {
      let first = next.wrappingAdd(grain, ordering: .relaxed).oldValue
      guard first < count else { return }
      for index in first..<min(count, first + grain) { body(index) }
    }
  }

  private func addHelper() {
    helperCount += 1
    let helper = Unmanaged.passRetained(
      Helper(pool: self, number: UInt(helperCount), seen: call.load(ordering: .relaxed))
    )
    var thread = pthread_t()
    let failure = pthread_create(&thread, nil, runHelper, helper.toOpaque())
    precondition(failure == 0, "the system refuses thread \(helperCount) of a loop: \(failure)")
    pthread_detach(thread)
  }

  /// Takes part in the loops after the call `seen` that take as many helpers as `number`.
  fileprivate func help(as number: UInt, after seen: UInt) {
    var seen = seen
    while true {
      seen = nextCall(after: seen)
      guard number <= seen & ((1 << Self.helperBits) - 1) else { continue }
      work()
      working.wrappingSubtract(1, ordering: .releasing)
    }
  }

  /// Waits for a loop that has not been seen.
  private func nextCall(after seen: UInt) -> UInt {
    for _ in 0..<Self.patience {
      let now = call.load(ordering: .acquiring)
      if now != seen { return now }
    }
    sleepers.wrappingAdd(1, ordering: .sequentiallyConsistent)
    bell.wait { call.load(ordering: .sequentiallyConsistent) == seen }
    sleepers.wrappingSubtract(1, ordering: .sequentiallyConsistent)
    return call.load(ordering: .acquiring)
  }
}

private final class Helper: Sendable {
  let pool: ThreadPool
  let number: UInt

  /// The last loop before the helper's time.
  let seen: UInt

  init(pool: ThreadPool, number: UInt, seen: UInt) {
    self.pool = pool
    self.number = number
    self.seen = seen
  }
}

#if canImport(Glibc)
  private func runHelper(_ helper: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let helper else { return nil }
    let value = Unmanaged<Helper>.fromOpaque(helper).takeRetainedValue()
    value.pool.help(as: value.number, after: value.seen)
    return nil
  }
#else
  private func runHelper(_ helper: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    let value = Unmanaged<Helper>.fromOpaque(helper).takeRetainedValue()
    value.pool.help(as: value.number, after: value.seen)
    return nil
  }
#endif

/// Wakes threads that wait for something.
private final class Bell: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Sleeps while a condition holds; what ends it rings afterwards.
  func wait(while condition: () -> Bool) {
    pthread_mutex_lock(mutex)
    while condition() { pthread_cond_wait(self.condition, mutex) }
    pthread_mutex_unlock(mutex)
  }

  func ring() {
    pthread_mutex_lock(mutex)
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}
