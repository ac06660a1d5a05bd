import HostServices
import NIOCore
import Synchronization

/// A kept event on its way: it holds its lane until a commit has taken it out of its source.
///
/// Everything but the acknowledgement within a commit of the plugin's happens on its loop.
class KeptDelivery: LaneMember, @unchecked Sendable {
  /// What the store has of it.
  struct Held {
    var version: UInt64
    /// It, as a commit tells of it, which is made on any thread.
    var event: StoredEvent
    /// A commit has taken it out of the inbox.
    var isAcknowledged = false
    /// What is told of it once the commit that is under way is there.
    var ending: TrailRecord?
  }

  private(set) final var event: StoredEvent
  /// The event's, which does not change.
  final let id: String
  final let key: [UInt8]
  final let queue: InboxQueue
  final let lane: Lane
  /// Guarded by the queue.
  final var isFinished = false
  /// Whether an earlier host left it and may have ended because of it. Set before its turn comes.
  final var isSuspect = false
  /// Whether it is being dealt with, or its commit is under way. On its loop.
  private(set) final var isInHand = false
  /// Until when it is left alone after an attempt, in milliseconds since 1970. On its loop.
  private(set) final var pausesUntil: Int64?
  unowned final let inbox: Inbox
  final let loopIndex: Int
  final let held: Mutex<Held>

  final var source: InboxSource { queue.source }
  final var loop: any EventLoop { inbox.loops[loopIndex] }

  init(_ event: StoredEvent, key: [UInt8], version: UInt64, queue: InboxQueue, inbox: Inbox, loop: Int) {
    (self.event, self.key, self.queue, self.inbox, loopIndex) = (event, key, queue, inbox, loop)
    id = event.id
    lane = Lane(source: queue.source.number, peer: event.lane)
    held = Mutex(Held(version: version, event: event))
  }

  // MARK: Its turn

  /// Its turn has come.
  final func laneIsFree() { loop.execute { self.begin() } }

  /// Deals with it, if that is this host's to do now.
  final func begin() {
    guard !inbox.isEnding else { return }
    pausesUntil = nil
    switch queue.hold.turn(of: self) {
    case .begins: isInHand = true
    case .waits: return
    case .leaves: return finish()
    }
    attempt()
  }

  /// Deals with it; followed by ``finish()``, ``again(after:)``, ``park()`` or ``putDown()``.
  func attempt() { preconditionFailure("every sort of delivery has its own way") }

  /// Begins again after a while, in milliseconds; until then nobody has it.
  final func again(after pause: Int64) {
    putDown()
    pausesUntil = inbox.now + pause
    later(.milliseconds(pause)) { self.begin() }
  }

  /// Waits for whoever handles it.
  final func park() {
    putDown()
    inbox.park(self)
  }

  /// Nobody has it in hand any more.
  func putDown() {
    guard isInHand else { return }
    isInHand = false
    queue.hold.ended()
  }

  /// Leaves the lane to the next one: it is done, or not this host's.
  func finish() {
    putDown()
    inbox.dispatcher.lanes.leave(lane)?.laneIsFree()
    queue.finished(self)
  }

  // MARK: The store

  /// What a commit takes in to take it out of its source.
  final var parts: [StateCommit.Part] {
    let version = held.withLock { $0.version }
    return [StateCommit.Part(source.space, [.expect(key, version: version), .delete(key)])]
      + queue.hold.fence
  }

  /// Keeps it as it is now, with a new version: what somebody may still commit who has the old one finds another.
  final func replace(_ event: StoredEvent, then: @escaping @Sendable () -> Void) {
    let version = held.withLock { $0.version }
    let step: [StateCommit.Step] = [.expect(key, version: version), .put(key, event.record, expires: 0)]
    commit([StateCommit.Part(source.space, step)] + queue.hold.fence, id: .fresh(at: inbox.now)) { receipt in
      self.event = event
      self.held.withLock { ($0.version, $0.event) = (receipt.version, event) }
      then()
    }
  }

  /// Commits until it is known to be done, or the event is somebody else's.
  ///
  /// - Parameter id: for what cannot tell by itself, when it is done again, that it was done already.
  final func commit(
    _ parts: [StateCommit.Part], id: CommitID? = nil, then: @escaping @Sendable (StateReceipt) -> Void
  ) {
    let commit = StateCommit(id: id, steps: parts[0].steps, others: Array(parts.dropFirst()))
    inbox.store.commit(commit, to: parts[0].space) { result in
      self.loop.execute {
        switch result {
        case .success(let receipt): then(receipt)
        // The event is not there any more: another host has it, or an outcome that was unknown is known now.
        case .failure(let failure) where failure.kind == .stale || failure.kind == .conflict: self.finish()
        case .failure: self.later(.seconds(1)) { self.commit(parts, id: id, then: then) }
        }
      }
    }
  }

  private func later(_ time: TimeAmount, _ work: @escaping @Sendable () -> Void) {
    loop.scheduleTask(in: time, work)
  }
}
