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

  /// The times at which items are published whose time has come. Never two at once, and their order stays.
  ///
  /// - Parameters:
  ///   - due: items and their times, those that are not due yet included; they keep theirs.
  ///   - published: when other items were published.
  /// - Returns: new times by item, for those that get one; an item that gets none stays where it is.
  package func times(
    of due: [(item: ItemID, time: Moment)], now: Moment, published: [Moment], in schedule: Schedule
  )
    -> [(item: ItemID, time: Moment)]
  {
    let late = due.filter { $0.time <= now }.sorted { ($0.time, $0.item) < ($1.time, $1.item) }
    // One that has just become due is on time; two are a burst.
    guard late.count > 1 || late.contains(where: { now - $0.time > Self.grace }) else { return [] }
    var taken = published + due.filter { $0.time > now }.map(\.time)
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
