import Synchronization

/// Holds a plugin's intake from the moment its serving worker is lost, so that events wait for the next
/// worker and are not refused; a worker that serves no more, or not yet, may be lost without that.
final class LossGuard: Sendable {
  private struct State {
    var isServing = false
    var isLost = false
    var holds = false

    /// True when the hold begins now.
    mutating func update() -> Bool {
      guard isServing, isLost, !holds else { return false }
      holds = true
      return true
    }
  }

  private let slot: PluginSlot
  private let state = Mutex(State())

  init(_ slot: PluginSlot) { self.slot = slot }

  /// Routes are about to lead to it, or no longer do.
  func setServing(_ isServing: Bool) { change { $0.isServing = isServing } }

  /// Its worker is gone. Must come before its generation is closed.
  func lost() { change { $0.isLost = true } }

  private func change(_ change: (inout State) -> Void) {
    // The slot's lock is taken within this one, never the other way round.
    state.withLock { state in
      change(&state)
      if state.update() { slot.hold() }
    }
  }

  /// Another has taken its place, or none will.
  func release() {
    let held = state.withLock { state in
      defer { (state.holds, state.isServing) = (false, false) }
      return state.holds
    }
    if held { slot.release() }
  }
}
