import HostOperations
import HostServices
import Logging
import NIOCore
import Synchronization

/// The kept events of one origin, a bot's or those for a plugin, in the order in which they came.
///
/// The first of them are in memory. When more come than may be there, the others are left in the store and read from
/// it later, so that none overtakes another.
final class InboxSource: Sendable {
  /// Where its events come from.
  enum Origin: Hashable, Sendable {
    /// A bot, by its index.
    case bot(Int)
    /// Whatever is for a plugin, by its id.
    case plugin(String)
  }

  private struct State {
    /// Those in memory, in order; from the first on, those that are done are taken away.
    var pending: CircularBuffer<DurableDelivery> = []
    var inMemory = 0
    /// The last key that came into memory.
    var cursor: [UInt8] = []
    /// Whether events behind the cursor are in the store alone.
    var isSpilled: Bool
    /// Whether some came there since the last look.
    var hasMore = false
    var isLoading = false
    var isEnding = false
  }

  let origin: Origin
  /// What its spaces are named after: `bot:NAME` or `plugin:ID`.
  let name: String
  /// The number of its lanes.
  let number: Int
  /// Where its events are.
  let space: StateSpace
  /// Where their marks are.
  let marks: StateSpace
  private unowned let inbox: Inbox
  private let state: Mutex<State>
  private let waiting: GaugeHandle

  /// - Parameter entries: how many events its space has.
  init(_ origin: Origin, name: String, number: Int, inbox: Inbox, entries: Int) {
    (self.origin, self.name, self.number, self.inbox) = (origin, name, number, inbox)
    let settings = inbox.settings
    space = StateSpace(host: "inbox/\(name)", quota: settings.bytes, maximum: settings.events)
    marks = StateSpace(host: "seen/\(name)", quota: settings.bytes)
    state = Mutex(State(isSpilled: entries > 0))
    waiting = inbox.metrics.waiting(name)
    waiting.set(Int64(entries))
  }

  /// When the oldest event that is not done came, in milliseconds since 1970; nil when none waits.
  var oldest: Int64? { state.withLock { $0.pending.first?.event.received } }

  /// Takes no more into memory.
  func end() { state.withLock { $0.isEnding = true } }

  // MARK: Events come and go

  /// An event is in the store: called in the order of commits.
  func appended(_ event: StoredEvent, key: [UInt8], version: UInt64, on loop: Int) {
    waiting.add(1)
    let delivery = DurableDelivery(event, key: key, version: version, source: self, inbox: inbox, loop: loop)
    let isFirst = state.withLock { state in
      guard !state.isEnding else { return false }
      guard !state.isSpilled, state.inMemory < inbox.settings.inMemory else {
        (state.isSpilled, state.hasMore) = (true, true)
        return false
      }
      return take(delivery, &state)
    }
    if isFirst { delivery.laneIsFree() }
  }

  /// Brings an event into memory and its lane; true when the lane is free for it.
  private func take(_ delivery: DurableDelivery, _ state: inout State) -> Bool {
    state.pending.append(delivery)
    state.inMemory += 1
    state.cursor = delivery.key
    return inbox.dispatcher.lanes.enter(delivery.lane, delivery, isKept: true) == .entered
  }

  /// An event is done, or another host's.
  func finished(_ delivery: DurableDelivery) {
    waiting.add(-1)
    state.withLock { state in
      delivery.isFinished = true
      state.inMemory -= 1
      while let first = state.pending.first, first.isFinished { state.pending.removeFirst() }
    }
    loadMore()
  }

  // MARK: From the store

  /// Reads events that are in the store alone, when there is room for them.
  func loadMore() {
    let range: StateRange? = state.withLock { state in
      guard state.isSpilled, !state.isLoading, !state.isEnding, state.inMemory <= inbox.settings.inMemory / 2
      else { return nil }
      (state.isLoading, state.hasMore) = (true, false)
      return StateRange(
        from: state.cursor.isEmpty ? [] : state.cursor + [0],
        limit: min(1000, inbox.settings.inMemory - state.inMemory))
    }
    guard let range else { return }
    inbox.store.scan(range, of: space) { self.loaded($0) }
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
        guard !state.isEnding else { return [DurableDelivery]() }
        let first = deliveries.filter { take($0, &state) }
        if let last = page.entries.last { state.cursor = last.key }
        state.isSpilled = page.hasMore || state.hasMore
        return first
      }
      for delivery in first { delivery.laneIsFree() }
      loadMore()
    }
  }

  private func delivery(of entry: StateEntry) -> DurableDelivery? {
    do throws(RecordError) {
      let event = try StoredEvent(record: entry.value)
      return DurableDelivery(
        event, key: entry.key, version: entry.version, source: self, inbox: inbox,
        loop: inbox.loop(of: event))
    } catch {
      inbox.log.error(
        "an event in \(space.plugin) cannot be read and is left there — hint: a newer version of Roost may have kept it"
      )
      return nil
    }
  }
}
