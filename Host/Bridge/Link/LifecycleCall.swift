import CRoost
import Synchronization

/// A lifecycle step in progress. It is over when its function has returned *and* it was completed:
/// a plugin may complete first and still be at work, and steps come one at a time.
final class LifecycleCall: TicketOwner {
  private struct State {
    var hasReturned = false
    var outcome: Result<[UInt8], PluginFailure>?
  }

  let generation: Generation
  private let state = Mutex(State())
  private let latch = Latch()

  init(_ generation: Generation) { self.generation = generation }

  func complete(_ result: UnsafeRawBufferPointer) { settle(.success(unsafe Array(result))) }
  func fail(_ failure: PluginFailure) { settle(.failure(failure)) }

  /// The function has returned `code`; the ticket is closed if that was all.
  func returned(_ code: Int32, ticket: UInt64) {
    if code != ROOST_PENDING, Tickets.shared.close(ticket) != nil {
      settle(code == ROOST_DONE ? .success([]) : .failure(PluginFailure(code: code, message: "")))
    }
    change { $0.hasReturned = true }
  }

  /// Its worker is gone, and with it what the step would have done.
  func workerLost() { refused(PluginFailure(code: ROOST_UNKNOWN, message: "its worker ended")) }

  /// It could not be begun, or will never end.
  func refused(_ failure: PluginFailure) {
    change {
      $0.hasReturned = true
      $0.outcome = .failure(failure)
    }
  }

  /// Waits for both halves; nil when the time is up first.
  func result(within time: Duration) async -> Result<[UInt8], PluginFailure>? {
    guard await latch.wait(for: time) else { return nil }
    return state.withLock { $0.outcome }
  }

  private func settle(_ outcome: Result<[UInt8], PluginFailure>) {
    change { if $0.outcome == nil { $0.outcome = outcome } }
  }

  private func change(_ change: (inout State) -> Void) {
    let isOver = state.withLock { state in
      change(&state)
      return state.hasReturned && state.outcome != nil
    }
    if isOver { latch.open() }
  }
}
