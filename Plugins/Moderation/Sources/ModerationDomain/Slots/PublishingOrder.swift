/// Which items are sent now: in each channel one after the other in the order of their times, so that one that waits
/// keeps the later ones waiting. Those that have failed or are of unknown outcome stand aside for a person.
package enum PublishingOrder {
  /// The items that are to be told that they are due, see ``ItemEvent/due``.
  ///
  /// - Parameter paused: channels in which the bot may not post.
  package static func ready(_ items: [Item], at now: Moment, paused: Set<ChatID> = []) -> [ItemID] {
    var blocked = paused
    var ready: [ItemID] = []
    let waiting = items.filter { $0.phase == .scheduled || $0.phase == .publishing }
    for item in waiting.sorted(by: precedes) {
      let open =
        item.phase == .scheduled ? Set(item.channels) : Set(item.deliveries.filter(isOpen).map(\.channel))
      let isReady =
        item.phase == .scheduled
        ? item.due.map { $0 <= now } ?? false
        : item.deliveries.contains { delivery in
          if case .waiting(let until) = delivery.status { until.map { $0 <= now } ?? true } else { false }
        }
      let isBegun = item.phase == .publishing
      // What is not due does not hold back what is; what has begun does.
      guard isReady || isBegun else { continue }
      if isReady, open.isDisjoint(with: blocked) { ready.append(item.id) }
      blocked.formUnion(open)
    }
    return ready
  }

  private static func isOpen(_ delivery: Delivery) -> Bool {
    switch delivery.status {
    case .waiting, .held, .sending: true
    case .sent, .unknown, .failed: false
    }
  }

  /// What has begun comes first, then the earlier time, then the older item.
  private static func precedes(_ one: Item, _ other: Item) -> Bool {
    let begun = (one.phase == .publishing ? 0 : 1, other.phase == .publishing ? 0 : 1)
    let due = (one.due ?? Moment(rawValue: .min), other.due ?? Moment(rawValue: .min))
    return (begun.0, due.0, one.id) < (begun.1, due.1, other.id)
  }
}
