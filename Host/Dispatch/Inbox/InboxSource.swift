import HostOperations
import HostServices
import NIOCore
import Synchronization

/// The kept events of one origin, a bot's or those for a plugin, by the partitions that this host holds.
final class InboxSource: Sendable {
  /// Where its events come from.
  enum Origin: Hashable, Sendable {
    /// A bot, by its index.
    case bot(Int)
    /// Whatever is for a plugin, by its id.
    case plugin(String)
    /// The effects of a plugin's commits, by its id: they go out instead of to a handler.
    case effects(String)
  }

  let origin: Origin
  /// What its spaces are named after: `bot:NAME`, `plugin:ID` or `effects:ID`.
  let name: String
  /// The number of its lanes.
  let number: Int
  /// Where its events are.
  let space: StateSpace
  /// Where their marks are.
  let marks: StateSpace
  let waiting: GaugeHandle
  private unowned let inbox: Inbox
  private let queues = Mutex<[Int: InboxQueue]>([:])

  init(_ origin: Origin, name: String, number: Int, inbox: Inbox) {
    (self.origin, self.name, self.number, self.inbox) = (origin, name, number, inbox)
    let settings = inbox.settings
    space = StateSpace(host: "inbox/\(name)", quota: settings.bytes, maximum: settings.events)
    marks = StateSpace(host: "seen/\(name)", quota: settings.bytes)
    waiting = inbox.metrics.waiting(name)
  }

  /// When the oldest event here that is not done came, in milliseconds since 1970; nil when none waits.
  var oldest: Int64? { queues.withLock { Array($0.values) }.compactMap(\.oldest).min() }

  /// Takes no more into memory.
  func end() { for queue in queues.withLock({ Array($0.values) }) { queue.end() } }

  /// What puts an event there.
  func step(appending event: StoredEvent) -> StateCommit.Step {
    .append(prefix(of: event), event.record, expires: 0)
  }

  /// What its key begins with.
  func prefix(of event: StoredEvent) -> [UInt8] { inbox.holds.prefix(of: partition(of: event)) }

  private func partition(of event: StoredEvent) -> Int { inbox.holds.partition(of: name, event.lane) }

  /// An event is in the store: called in the order of commits. Another host handles it, if that holds its partition.
  func appended(_ event: StoredEvent, key: [UInt8], version: UInt64, on loop: Int) {
    guard let hold = inbox.holds[partition(of: event)], hold.isOpen else { return }
    queue(hold).appended(event, key: key, version: version, on: loop)
  }

  /// An entry is in the store, by whomever.
  func heard(_ key: [UInt8]) {
    guard let partition = key.first, let hold = inbox.holds[Int(partition)], hold.isOpen else { return }
    queue(hold).heard(key)
  }

  /// The event of an id, if it is in this host's memory.
  func delivery(id: String) -> KeptDelivery? {
    let queues = queues.withLock { Array($0.values) }
    return queues.lazy.compactMap { $0.delivery(id: id) }.first
  }

  /// Brings what the store has of a partition that nothing was heard of yet.
  func read(_ hold: Hold) {
    let (queue, isNew) = find(hold)
    if isNew { queue.read() }
  }

  /// Brings what came to a partition unnoticed; one that nothing came to before is left.
  func readAgain(_ hold: Hold) {
    let known = queues.withLock { $0[hold.partition] }
    if let known, known.hold === hold { known.read() }
  }

  /// Nothing of a partition concerns this host any more.
  func drop(_ hold: Hold) {
    let dropped = queues.withLock { queues in
      queues[hold.partition]?.hold === hold ? queues.removeValue(forKey: hold.partition) : nil
    }
    dropped?.end()
  }

  private func queue(_ hold: Hold) -> InboxQueue { find(hold).queue }

  private func find(_ hold: Hold) -> (queue: InboxQueue, isNew: Bool) {
    queues.withLock { queues in
      if let known = queues[hold.partition], known.hold === hold { return (known, false) }
      let made = InboxQueue(self, hold, inbox: inbox)
      queues[hold.partition] = made
      return (made, true)
    }
  }
}
