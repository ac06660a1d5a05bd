internal import Dispatch
internal import HostServices
internal import Synchronization

/// Commits that are kept under way: each that is answered is followed by another, until there were enough.
final class Burst: Sendable {
  private struct State {
    var unsent: Int
    var open = 0
    var failure: StateFailure?
  }

  /// How many keys they write, in turn.
  private static let keys = 1000
  private static let space = StateSpace(plugin: "probe", form: 1, quota: nil)
  /// An end that is far away, and has no byte of zero: so that a command line can have it as well.
  private static let expires: Int64 = 0x3030_3030_3030_3030

  private let store: any StateStore
  private let state: Mutex<State>
  private let done = DispatchSemaphore(value: 0)

  private init(_ store: any StateStore, _ count: Int) {
    self.store = store
    state = Mutex(State(unsent: count))
  }

  /// Sends commits, so many of them at once, and waits until all are answered.
  static func run(_ store: any StateStore, count: Int, depth: Int) throws {
    let burst = Burst(store, count)
    for _ in 0..<depth { burst.next() }
    burst.done.wait()
    if let failure = burst.state.withLock({ $0.failure }) { throw failure }
  }

  private func next() {
    let number = state.withLock { state -> Int? in
      guard state.unsent > 0, state.failure == nil else { return nil }
      state.unsent -= 1
      state.open += 1
      return state.unsent
    }
    guard let number else { return }
    let value = Array("{\"count\": \(number), \"last\": \(CommitID.fresh(at: 0).low)}".utf8)
    let commit = StateCommit(
      id: .fresh(at: StateClock.system.wall()),
      steps: [.put(Array("chat/\(100_000 + number % Self.keys)".utf8), value, expires: Self.expires)])
    store.commit(commit, to: Self.space) { self.answered($0) }
  }

  private func answered(_ result: Result<StateReceipt, StateFailure>) {
    if case .failure(let failure) = result { state.withLock { $0.failure = failure } }
    next()
    let isLast = state.withLock { state in
      state.open -= 1
      return state.open == 0 && (state.unsent == 0 || state.failure != nil)
    }
    if isLast { done.signal() }
  }
}
