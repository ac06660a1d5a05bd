import HostOperations
import HostServices
import Logging
import NIOCore
import Synchronization

/// The kept events of a source in one partition, in the order in which they came.
///
/// The first of them are in memory. When more come than may be there, the others are left in the store and read from
/// it later, so that none overtakes another. Where other hosts append too, an event of this host's own comes into
/// memory when all before it are known, see ``AppendOrder``.
final class InboxQueue: Sendable {
  private struct State {
    /// Those in memory, in order; from the first on, those that are done are taken away.
    var pending: CircularBuffer<KeptDelivery> = []
    var inMemory = 0
    /// The last key that came into memory.
    var cursor: [UInt8]
    /// Whether events behind the cursor are in the store alone.
    var isSpilled: Bool
    /// Whether some came there since the last look.
    var hasMore = false
    var isLoading = false
    var isEnding = false
    var order = AppendOrder<KeptDelivery>()
    var isWatching = false
    /// How many more of those that an earlier host left may have been in a handler's hands when it ended.
    var suspects = 256
  }

  /// How long this host's own part of an append, or the store's word of it, may be missing before it is read from the
  /// store; milliseconds.
  private static let patience: Int64 = 5

  unowned let source: InboxSource
  let hold: Hold
  private unowned let inbox: Inbox
  private let state: Mutex<State>
  /// Since when its events are this host's to handle, in milliseconds since 1970.
  private let began: Int64
  /// Most events in memory.
  private let most: Int

  init(_ source: InboxSource, _ hold: Hold, inbox: Inbox) {
    (self.source, self.hold, self.inbox) = (source, hold, inbox)
    began = hold.began ?? inbox.now
    most = max(1, inbox.settings.inMemory / inbox.holds.partitions)
    // What others left is not known before it is read.
    state = Mutex(State(cursor: hold.prefix, isSpilled: hold.isShared))
  }

  /// When the oldest event that is not done came, in milliseconds since 1970; nil when none is in memory.
  var oldest: Int64? { state.withLock { $0.pending.first?.event.received } }

  /// The event of an id, if it is in memory.
  func delivery(id: String) -> KeptDelivery? {
    state.withLock { $0.pending.first { $0.id == id && !$0.isFinished } }
  }

  /// Takes no more into memory.
  func end() { state.withLock { $0.isEnding = true } }

  // MARK: Events come and go

  /// An event of this host's is in the store: called in the order of commits.
  func appended(_ event: StoredEvent, key: [UInt8], version: UInt64, on loop: Int) {
    if !hold.isShared { source.waiting.add(1) }
    let delivery = inbox.delivery(event, key: key, version: version, queue: self, loop: loop)
    follow { state in
      guard !state.isSpilled else {
        state.hasMore = true
        return []
      }
      guard hold.isShared else { return take([delivery], &state) }
      guard state.cursor.lexicographicallyPrecedes(key) else { return [] }
      return take(state.order.committed(delivery, key), &state)
    }
  }

  /// The store tells of an entry.
  func heard(_ key: [UInt8]) {
    follow { state in
      guard !state.isSpilled else {
        state.hasMore = true
        return []
      }
      guard state.cursor.lexicographicallyPrecedes(key) else { return [] }
      return take(state.order.told(key), &state)
    }
  }

  /// Changes the state, tells those whose lane is free, and sees to what is missing.
  private func follow(_ change: (inout State) -> [KeptDelivery]) {
    let (free, reads, watches) = state.withLock { state in
      guard !state.isEnding else { return ([KeptDelivery](), false, false) }
      let free = change(&state)
      let watches = !state.order.isEmpty && !state.isWatching
      if watches { state.isWatching = true }
      return (free, state.isSpilled && !state.isLoading, watches)
    }
    for delivery in free { delivery.laneIsFree() }
    if watches { watch() }
    if reads { loadMore() }
  }

  /// Brings events into memory and their lanes; returns those whose lane is free.
  private func take(_ deliveries: [KeptDelivery], _ state: inout State) -> [KeptDelivery] {
    var free: [KeptDelivery] = []
    for delivery in deliveries {
      guard !state.isSpilled, state.inMemory < most else {
        spill(&state)
        return free
      }
      if enter(delivery, &state) { free.append(delivery) }
    }
    return free
  }

  private func spill(_ state: inout State) {
    (state.isSpilled, state.hasMore) = (true, true)
    state.order = AppendOrder()
  }

  private func enter(_ delivery: KeptDelivery, _ state: inout State) -> Bool {
    if hold.isShared { source.waiting.add(1) }
    state.pending.append(delivery)
    state.inMemory += 1
    state.cursor = delivery.key
    return inbox.dispatcher.lanes.enter(delivery.lane, delivery, isKept: true) == .entered
  }

  /// Reads from the store what is missing for too long.
  private func watch() {
    let first = state.withLock { $0.order.first }
    inbox.later(.milliseconds(Self.patience)) {
      self.state.withLock { $0.isWatching = false }
      self.follow { state in
        if let first, state.order.first == first { self.spill(&state) }
        return []
      }
    }
  }

  /// An event is done, or another host's.
  func finished(_ delivery: KeptDelivery) {
    source.waiting.add(-1)
    state.withLock { state in
      delivery.isFinished = true
      state.inMemory -= 1
      while let first = state.pending.first, first.isFinished { state.pending.removeFirst() }
    }
    loadMore()
  }

  // MARK: From the store

  /// Reads what is in the store and not in memory.
  func read() {
    state.withLock { spill(&$0) }
    loadMore()
  }

  /// Reads events that are in the store alone, when there is room for them.
  private func loadMore() {
    guard hold.isOpen else { return }
    let range: StateRange? = state.withLock { state in
      guard state.isSpilled, !state.isLoading, !state.isEnding, state.inMemory <= most / 2
      else { return nil }
      (state.isLoading, state.hasMore) = (true, false)
      return StateRange(
        from: state.cursor == hold.prefix ? state.cursor : state.cursor + [0], to: hold.behind,
        limit: min(1000, most - state.inMemory))
    }
    guard let range else { return }
    inbox.store.scan(range, of: source.space) { self.loaded($0) }
  }

  private func loaded(_ result: Result<StatePage, StateFailure>) {
    switch result {
    case .failure:
      // The store tells what is wrong with it.
      inbox.later(.seconds(1)) {
        self.state.withLock { $0.isLoading = false }
        self.loadMore()
      }
    case .success(let page):
      let deliveries = page.entries.compactMap { delivery(of: $0) }
      if !deliveries.isEmpty { CrashPoint.reach(.inboxLoaded) }
      let first = state.withLock { state in
        state.isLoading = false
        guard !state.isEnding else { return [KeptDelivery]() }
        let first = deliveries.filter { delivery in
          let isFirst = enter(delivery, &state)
          suspect(delivery, isFirst: isFirst, &state)
          return isFirst
        }
        if let last = page.entries.last { state.cursor = last.key }
        state.isSpilled = page.hasMore || state.hasMore
        return first
      }
      for delivery in first { delivery.laneIsFree() }
      loadMore()
    }
  }

  /// What was in hand when a host ended stood first in its lane, or had been tried before.
  private func suspect(_ delivery: KeptDelivery, isFirst: Bool, _ state: inout State) {
    guard delivery.event.received < began else { return }
    if !delivery.event.failures.isEmpty { delivery.isSuspect = true }
    guard isFirst, state.suspects > 0 else { return }
    delivery.isSuspect = true
    state.suspects -= 1
  }

  private func delivery(of entry: StateEntry) -> KeptDelivery? {
    do throws(RecordError) {
      let event = try StoredEvent(record: entry.value)
      return inbox.delivery(
        event, key: entry.key, version: entry.version, queue: self, loop: inbox.loop(of: event))
    } catch {
      inbox.log.error(
        "an event in \(source.space.plugin) cannot be read and is left there — hint: a newer version of Roost may have kept it"
      )
      return nil
    }
  }
}
