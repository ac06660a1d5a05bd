internal import Glibc

/// State under a lock that threads can also wait for, with a deadline. Not for the cooperative pool, where
/// nothing may wait.
@safe package final class Monitor<State>: @unchecked Sendable {
  private var state: State
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>

  /// Guards the state.
  package init(_ state: sending State) {
    self.state = state
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(changed, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  /// Runs body with the state, then wakes every waiter if asked.
  package func withLock<Result>(wake: Bool = false, _ body: (inout State) throws -> Result) rethrows -> Result
  {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    let result = try body(&state)
    if wake { unsafe pthread_cond_broadcast(changed) }
    return result
  }

  /// Runs body with the state, then wakes one waiter: for what any of them can do, and one will.
  package func withLockWakingOne<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    let result = try body(&state)
    unsafe pthread_cond_signal(changed)
    return result
  }

  /// Waits until body returns a value; it is asked at once and after each change. Nil at the deadline.
  package func wait<Result>(
    until deadline: ContinuousClock.Instant? = nil, _ body: (inout State) -> Result?
  ) -> Result? {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      guard let deadline else {
        unsafe pthread_cond_wait(changed, mutex)
        continue
      }
      let left = deadline - .now
      guard left > .zero else { return nil }
      var time = monotonic(after: left)
      unsafe pthread_cond_timedwait(changed, mutex, &time)
    }
  }

  private func monotonic(after duration: Duration) -> timespec {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    let (seconds, attoseconds) = duration.components
    let nanoseconds = time.tv_nsec + Int(attoseconds / 1_000_000_000)
    // A day is more than any deadline here and far from where the sum would overflow.
    time.tv_sec += min(Int(seconds), 86_400) + nanoseconds / 1_000_000_000
    time.tv_nsec = nanoseconds % 1_000_000_000
    return time
  }
}
