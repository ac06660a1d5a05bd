/// A time zone, as how far its clocks are ahead of UTC at any moment. Where it comes from is not known here.
package struct Zone: Sendable {
  /// How far the zone's clocks are ahead of UTC at a moment.
  package let offset: @Sendable (Moment) -> Span

  /// A zone by its rule.
  package init(offset: @escaping @Sendable (Moment) -> Span) { self.offset = offset }

  /// A zone by its changes, in the order of time: from each moment on its offset holds.
  ///
  /// - Parameter first: what holds before the first change.
  package init(first: Span, changes: [(from: Moment, offset: Span)]) {
    self.init { moment in changes.last { $0.from <= moment }?.offset ?? first }
  }

  /// UTC.
  package static let utc = Zone { _ in .seconds(0) }

  /// What the zone's clocks show at a moment.
  package func local(_ moment: Moment) -> LocalTime {
    LocalTime(milliseconds: (moment + offset(moment)).rawValue)
  }

  /// When the zone's clocks show a time: the first moment if they show it twice, and if they never do, as much
  /// later as they are put forward.
  package func moment(_ local: LocalTime) -> Moment {
    let near = Moment(rawValue: local.milliseconds)
    let before = offset(near + .hours(-24))
    let after = offset(near + .hours(24))
    for candidate in [before, after] {
      let moment = near + Span(rawValue: -candidate.rawValue)
      if offset(moment) == candidate { return moment }
    }
    return near + Span(rawValue: -before.rawValue)
  }
}

/// What a clock on the wall shows.
package struct LocalTime: Hashable, Sendable {
  /// As if it were UTC: milliseconds since 1970.
  let milliseconds: Int64

  private static let day: Int64 = 86_400_000

  init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The time at so many minutes after midnight of a day.
  package init(day: Int64, minute: Int) { milliseconds = day * Self.day + Int64(minute) * 60_000 }

  /// Days since 1970.
  package var day: Int64 { (milliseconds - (milliseconds % Self.day + Self.day) % Self.day) / Self.day }

  /// Minutes since midnight.
  package var minute: Int { Int((milliseconds - day * Self.day) / 60_000) }

  /// 1 for Monday to 7 for Sunday; 1970 began on a Thursday.
  package var weekday: Int { Int(((day + 3) % 7 + 7) % 7) + 1 }
}
