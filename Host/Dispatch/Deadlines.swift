import HostBridge
import NIOCore
import Synchronization

/// The deadlines of events. One timer an event would have to be found again among all of its loop's when the event is
/// done, as nearly all are long before; here each leaves the line it stands in at once.
final class Deadlines: Sendable {
  private struct Place: Hashable {
    let loop: ObjectIdentifier
    let length: Int64
  }

  private let lines = Mutex<[Place: DeadlineLine]>([:])

  /// The line of a loop's events that have so many nanoseconds: they fall due about in the order in which they come.
  func line(_ loop: any EventLoop, _ length: Int64) -> DeadlineLine {
    lines.withLock { lines in
      let place = Place(loop: ObjectIdentifier(loop), length: length)
      if let known = lines[place] { return known }
      let made = DeadlineLine(loop)
      lines[place] = made
      return made
    }
  }
}

/// Events in the order of their deadlines. On its loop only.
final class DeadlineLine: @unchecked Sendable {
  /// An event's place.
  final class Entry {
    fileprivate let due: UInt64
    fileprivate var exchange: Exchange?
    fileprivate var earlier: Entry?
    fileprivate var later: Entry?
    fileprivate unowned let line: DeadlineLine

    fileprivate init(_ exchange: Exchange, due: UInt64, _ line: DeadlineLine) {
      (self.exchange, self.due, self.line) = (exchange, due, line)
    }

    /// The event is done.
    func leave() {
      line.loop.assertInEventLoop()
      line.remove(self)
    }
  }

  fileprivate let loop: any EventLoop
  private var first: Entry?
  private var last: Entry?
  /// When the next timer ends; none ends later.
  private var wakes = UInt64.max

  fileprivate init(_ loop: any EventLoop) { self.loop = loop }

  deinit {
    // Neighbours hold each other.
    while let entry = first { remove(entry) }
  }

  /// Tells an event of its deadline, in nanoseconds on the monotonic clock, unless its entry leaves before.
  func add(_ exchange: Exchange, due: UInt64) -> Entry {
    loop.assertInEventLoop()
    let entry = Entry(exchange, due: due, self)
    var before = last
    while let other = before, other.due > due { before = other.earlier }
    let after = before.map(\.later) ?? first
    (entry.earlier, entry.later) = (before, after)
    if let before { before.later = entry } else { first = entry }
    if let after { after.earlier = entry } else { last = entry }
    if due < wakes { wake(at: due, now: MonotonicClock.now()) }
    return entry
  }

  private func remove(_ entry: Entry) {
    guard entry.exchange != nil else { return }
    entry.exchange = nil
    if let before = entry.earlier { before.later = entry.later } else { first = entry.later }
    if let after = entry.later { after.earlier = entry.earlier } else { last = entry.earlier }
    (entry.earlier, entry.later) = (nil, nil)
  }

  private func wake(at due: UInt64, now: UInt64) {
    wakes = due
    loop.scheduleTask(in: .nanoseconds(due > now ? Int64(due - now) : 0)) { self.woken(at: due) }
  }

  private func woken(at time: UInt64) {
    // Another timer was set that ended before.
    guard time == wakes else { return }
    wakes = .max
    let now = max(time, MonotonicClock.now())
    while let entry = first, entry.due <= now {
      let exchange = entry.exchange
      remove(entry)
      exchange?.deadlinePassed()
    }
    if let next = first, next.due < wakes { wake(at: next.due, now: now) }
  }
}
