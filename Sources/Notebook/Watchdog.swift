import Foundation
import Synchronization

/// Ends something whose time is up.
///
/// Its clock can be halted, for what waits through no fault of its own.
final class Watchdog: Sendable {
  private struct State {
    var secondsLeft: Double
    var start: ContinuousClock.Instant?
    var timer: DispatchWorkItem?
    var hasActed = false
  }

  private let state: Mutex<State>
  private let act: @Sendable () -> Void

  /// Starts the clock.
  ///
  /// - Parameters:
  ///   - seconds: The time.
  ///   - act: Called when it is up, on some thread.
  init(after seconds: Double, _ act: @escaping @Sendable () -> Void) {
    state = Mutex(State(secondsLeft: seconds))
    self.act = act
    run()
  }

  /// Whether the time was up.
  var hasActed: Bool { state.withLock { $0.hasActed } }

  /// Lets the clock go on.
  func run() {
    state.withLock { state in
      guard state.start == nil, !state.hasActed else { return }
      let timer = DispatchWorkItem { [self] in
        self.state.withLock { $0.hasActed = true }
        act()
      }
      (state.start, state.timer) = (.now, timer)
      DispatchQueue.global().asyncAfter(deadline: .now() + state.secondsLeft, execute: timer)
    }
  }

  /// Stops the clock.
  func halt() {
    state.withLock { state in
      guard let start = state.start else { return }
      state.timer?.cancel()
      state.secondsLeft -= (.now - start) / .seconds(1)
      (state.start, state.timer) = (nil, nil)
    }
  }
}
