import NIOCore

/// Puts what this host appended among what all hosts appended, without reading its own back: the store tells the keys
/// of all in order, the answers to this host's commits bring its own in order, and which comes first is open.
///
/// A key that is told and is not this host's stops the order: whoever asks in vain reads from the store.
struct AppendOrder<Event: Sendable>: Sendable {
  private var committed: CircularBuffer<(key: [UInt8], event: Event)> = []
  private var told: CircularBuffer<[UInt8]> = []

  /// Whether nothing is missing.
  var isEmpty: Bool { committed.isEmpty && told.isEmpty }

  /// The first key of which one half is missing.
  var first: [UInt8]? {
    guard let event = committed.first?.key else { return told.first }
    guard let key = told.first else { return event }
    return event.lexicographicallyPrecedes(key) ? event : key
  }

  /// A commit of this host's is answered; returns the events that are next now, in order.
  mutating func committed(_ event: Event, _ key: [UInt8]) -> [Event] {
    committed.append((key, event))
    return next()
  }

  /// The store tells of a key; returns the events that are next now, in order.
  mutating func told(_ key: [UInt8]) -> [Event] {
    told.append(key)
    return next()
  }

  private mutating func next() -> [Event] {
    var events: [Event] = []
    while let key = told.first, let own = committed.first, own.key == key {
      told.removeFirst()
      committed.removeFirst()
      events.append(own.event)
    }
    return events
  }
}
