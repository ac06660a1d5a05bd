/// What is done with items whose time went by while nothing could be published.
package enum CatchUp: Codable, Sendable, Equatable {
  /// All get new times, as if they were approved now.
  case later
  /// The first is published now, all others get new times.
  case one
  /// All are published from now on, so long after one another.
  case spaced(Span)

  /// How late an item may be and still keep its time.
  package static let grace = Span.minutes(5)

  /// The times at which items are published that are late. Never two at once, and their order stays.
  ///
  /// - Parameters:
  ///   - due: items and their times, those that are not late included; they keep theirs.
  ///   - published: when other items were published.
  /// - Returns: new times by item, for those that get one; an item that gets none stays where it is.
  package func times(
    of due: [(item: ItemID, time: Moment)], now: Moment, published: [Moment], in schedule: Schedule
  )
    -> [(item: ItemID, time: Moment)]
  {
    func isLate(_ time: Moment) -> Bool { now - time > Self.grace }
    let late = due.filter { isLate($0.time) }.sorted { ($0.time, $0.item) < ($1.time, $1.item) }
    var taken = published + due.map(\.time).filter { !isLate($0) }
    var earliest = now
    var times: [(item: ItemID, time: Moment)] = []
    for (index, entry) in late.enumerated() {
      let time: Moment? =
        switch self {
        case .later: schedule.next(after: earliest, taken: taken)
        case .one where index == 0: schedule.earliest(from: now, taken: taken)
        case .one: schedule.next(after: earliest, taken: taken)
        case .spaced(let span):
          schedule.earliest(from: index == 0 ? now : earliest + max(span, .seconds(1)), taken: taken)
        }
      guard let time else { break }
      times.append((entry.item, time))
      taken.append(time)
      earliest = time
    }
    return times
  }
}
