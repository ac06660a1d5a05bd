/// When a community publishes.
package struct Schedule: Sendable {
  /// A time of the week at which one item is published.
  package struct Slot: Codable, Sendable, Hashable {
    /// On which days, 1 for Monday to 7 for Sunday.
    package let weekdays: Set<Int>
    /// At how many minutes after midnight.
    package let minute: Int

    /// Makes a slot, by default on every day.
    package init(minute: Int, weekdays: Set<Int> = Set(1...7)) {
      self.minute = minute
      self.weekdays = weekdays
    }
  }

  /// Hours in which nothing is published; from after to before midnight too.
  package struct QuietHours: Codable, Sendable, Hashable {
    /// The first quiet minute after midnight.
    package let from: Int
    /// The first minute after midnight that is not quiet any more.
    package let to: Int

    /// Makes quiet hours.
    package init(from: Int, to: Int) {
      self.from = from
      self.to = to
    }

    func contains(_ minute: Int) -> Bool {
      from <= to ? (from..<to).contains(minute) : minute >= from || minute < to
    }
  }

  /// Its times; none means as soon as the rest allows.
  package var slots: [Slot] = []
  /// Hours in which nothing is published.
  package var quiet: [QuietHours] = []
  /// How many items are published on one day; nil for any number.
  package var dailyCap: Int?
  /// How long it is at least from one item to the next.
  package var gap = Span.seconds(0)
  /// Whose clocks and days those are.
  package var zone: Zone

  /// An empty schedule.
  package init(zone: Zone) { self.zone = zone }

  /// How many days ahead a time is looked for.
  static let horizon: Int64 = 400

  /// The time for the next item: the first slot after now that is free, not quiet and on a day below its cap.
  ///
  /// - Parameter taken: when other items are or were published.
  /// - Returns: nil if there is no such time within 400 days.
  package func next(after now: Moment, taken: [Moment]) -> Moment? {
    guard !slots.isEmpty else { return earliest(from: now, taken: taken) }
    let today = zone.local(now).day
    // The day before too: clocks may be put back over midnight.
    for day in today - 1...today + Self.horizon {
      let times = Set(
        slots.filter { $0.weekdays.contains(LocalTime(day: day, minute: 0).weekday) }.map { slot in
          zone.moment(LocalTime(day: day, minute: slot.minute))
        })
      if let time = times.sorted().first(where: { $0 > now && obstacle(at: $0, taken: taken) == nil }) {
        return time
      }
    }
    return nil
  }

  /// Why nothing can be published at a time.
  package enum Obstacle: Sendable, Equatable {
    /// It is quiet then.
    case quiet
    /// The day has all the items it may have.
    case full
    /// Another item is too near, or at the same time.
    case near(Moment)
  }

  /// What stands against a time; nil for nothing.
  package func obstacle(at time: Moment, taken: [Moment]) -> Obstacle? {
    let local = zone.local(time)
    if quiet.contains(where: { $0.contains(local.minute) }) { return .quiet }
    if let dailyCap, taken.count(where: { zone.local($0).day == local.day }) >= dailyCap { return .full }
    let near = taken.filter { other in other == time || max(other - time, time - other) < gap }
    return near.max().map { .near($0) }
  }

  /// The first time from a moment on at which something can be published, whatever the slots.
  func earliest(from start: Moment, taken: [Moment]) -> Moment? {
    var time = start
    let end = start + .hours(Int32(24 * Self.horizon))
    while time < end {
      guard let obstacle = obstacle(at: time, taken: taken) else { return time }
      let local = zone.local(time)
      let later: Moment =
        switch obstacle {
        case .near(let other): max(other + gap, time + Span(rawValue: 1))
        case .full: zone.moment(LocalTime(day: local.day + 1, minute: 0))
        case .quiet: zone.moment(LocalTime(day: local.day, minute: local.minute + 1))
        }
      // Clocks that are put back show a time twice; this always goes on.
      time = later > time ? later : time + .minutes(1)
    }
    return nil
  }
}
