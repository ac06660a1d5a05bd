import HostServices
import Synchronization

/// A partition that this host holds: asked before each event of it, and the fence of every commit.
final class Hold: Sendable {
  /// What an event does whose turn has come.
  enum Turn: Sendable, Equatable {
    /// It goes to its handler, and is followed by ``Hold/ended()``.
    case begins
    /// The lease was not renewed in time: it is told when it is, or when the partition is another's.
    case waits
    /// The partition is not this host's any more, or is being given: the event stays in the store.
    case leaves
  }

  private enum Phase { case open, giving, over }

  private struct State {
    var phase = Phase.open
    var inHand = 0
    var waiting: [any LaneMember] = []
  }

  let partition: Int
  /// What the keys of its events begin with.
  let prefix: [UInt8]
  /// The first key behind them; empty is none.
  let behind: [UInt8]
  /// What a commit of its events must find.
  let fence: [StateCommit.Part]
  /// Since when it is held, in milliseconds since 1970; nil is since this host began.
  let began: Int64?
  /// For how long it is held; nil is for ever, without anybody else.
  private let lease: LeaseTime?
  private let state = Mutex(State())

  /// Whether others append to it too.
  var isShared: Bool { lease != nil }

  /// Everything, of a store that is this host's alone.
  init() { (partition, prefix, behind, fence, began, lease) = (0, [], [], [], nil, nil) }

  /// A partition with its fencing token.
  init(_ partition: Int, token: UInt64, lease: LeaseTime) {
    (self.partition, self.lease, began) = (partition, lease, lease.wall)
    prefix = [UInt8(partition)]
    behind = partition < 255 ? [UInt8(partition + 1)] : []
    fence = [
      StateCommit.Part(LeaseRecords.space, [.expect(LeaseRecords.partition(partition), version: token)])
    ]
  }

  // MARK: Events

  /// An event's turn has come.
  func turn(of event: some LaneMember) -> Turn {
    guard let lease else { return .begins }
    return state.withLock { state in
      guard state.phase == .open else { return .leaves }
      guard lease.isValid else {
        state.waiting.append(event)
        return .waits
      }
      state.inHand += 1
      return .begins
    }
  }

  /// An event that had begun is not in a handler's hands any more.
  func ended() {
    guard isShared else { return }
    state.withLock { $0.inHand -= 1 }
  }

  /// Whether its events are still brought into memory.
  var isOpen: Bool { !isShared || state.withLock { $0.phase == .open } }

  /// Whether it may be given: nothing of it is in a handler's hands.
  var isDrained: Bool { state.withLock { $0.inHand == 0 } }

  // MARK: The lease

  /// Begins no more events.
  func give() { tell { if $0.phase == .open { $0.phase = .giving } } }

  /// It is not this host's any more.
  func end() { tell { $0.phase = .over } }

  /// The lease was renewed.
  func renewed() { tell { _ in } }

  private func tell(_ change: (inout State) -> Void) {
    let waiting = state.withLock { state in
      change(&state)
      defer { state.waiting = [] }
      return state.waiting
    }
    for event in waiting { event.laneIsFree() }
  }
}

/// Until when a host may take its leases for valid, by a clock of its own.
final class LeaseTime: Sendable {
  private let end = Atomic<Int64>(.min)
  private let clock: StateClock

  init(_ clock: StateClock) { self.clock = clock }

  /// Now, in milliseconds on the steady clock.
  var now: Int64 { clock.steady() }

  /// Now, in milliseconds since 1970.
  var wall: Int64 { clock.wall() }

  /// Whether it may be taken for valid.
  var isValid: Bool { clock.steady() < end.load(ordering: .acquiring) }

  /// It lasts until a time on the steady clock.
  func extend(until time: Int64) { end.store(time, ordering: .releasing) }
}
