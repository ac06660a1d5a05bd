internal import HostOperations

/// A rule for offsets for ever, as a `TZ` variable has it: `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX, XBD 8.3, with the
/// hours to ±167 of RFC 9636 §3.3.2).
struct TimeZoneRule: Sendable, Equatable {
  private struct Daylight: Sendable, Equatable {
    var offset: Int64
    var start: Change
    var end: Change
  }

  /// A day of each year and the time of it.
  private struct Change: Sendable, Equatable {
    enum Day: Sendable, Equatable {
      /// `Jn`: 1 to 365, a 29 February is not counted.
      case julian(Int64)
      /// `n`: 0 to 365.
      case ofYear(Int64)
      /// `Mm.w.d`: the wth day d of a month, 5 for the last.
      case ofMonth(Int64, week: Int64, weekday: Int64)
    }
    var day: Day
    /// Seconds after midnight.
    var time: Int64

    /// Seconds since 1970-01-01 00:00 of the calendar, in a year.
    func local(in year: Int64) -> Int64 { date(in: year) * 86_400 + time }

    private func date(in year: Int64) -> Int64 {
      let first = CivilDate(year: year, month: 1, day: 1).daysSinceEpoch
      switch day {
      case .julian(let number): return first + number - (CivilDate.isLeap(year) && number >= 60 ? 0 : 1)
      case .ofYear(let number): return first + number
      case .ofMonth(let month, let week, let weekday):
        let start = CivilDate(year: year, month: month, day: 1)
        let length = CivilDate.days(inMonth: month, of: year)
        var day = 1 + (weekday - start.weekday + 7) % 7 + (week - 1) * 7
        if day > length { day -= 7 }
        return start.daysSinceEpoch + day - 1
      }
    }
  }

  private let standard: Int64
  private let daylight: Daylight?

  /// Reads a rule; nil when it is none.
  init?(_ text: String) {
    var reader = Reader(rest: Array(text.utf8)[...])
    guard reader.name(), let standard = reader.offset() else { return nil }
    self.standard = standard
    guard !reader.rest.isEmpty else {
      daylight = nil
      return
    }
    guard reader.name() else { return nil }
    let offset = reader.rest.first == UInt8(ascii: ",") ? standard + 3600 : reader.offset()
    guard let offset, let start = reader.change(), let end = reader.change(), reader.rest.isEmpty else {
      return nil
    }
    daylight = Daylight(offset: offset, start: start, end: end)
  }

  /// The span that a time is in. Spans of the same offset may follow each other.
  func span(at time: Int64) -> TimeZoneRules.Span {
    guard let daylight else {
      return TimeZoneRules.Span(start: TimeZoneRules.longAgo, end: TimeZoneRules.farAhead, offset: standard)
    }
    let year = CivilDate(daysSinceEpoch: floorDivide(time + standard, 86_400)).year
    var changes: [(time: Int64, offset: Int64)] = []
    // Two years each way: a change may lie a week outside its year.
    for year in (year - 2)...(year + 2) {
      changes.append((daylight.start.local(in: year) - standard, daylight.offset))
      changes.append((daylight.end.local(in: year) - daylight.offset, standard))
    }
    // Where one year's end is the next one's start, it is daylight time all year.
    changes.sort { ($0.time, $0.offset == standard ? 0 : 1) < ($1.time, $1.offset == standard ? 0 : 1) }
    let index = changes.lastIndex { $0.time <= time } ?? 0
    let end = changes[index...].first { $0.time > time }?.time ?? TimeZoneRules.farAhead
    return TimeZoneRules.Span(start: changes[index].time, end: end, offset: changes[index].offset)
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    /// The short name of a kind of time, which nothing here needs.
    mutating func name() -> Bool {
      if take("<") {
        guard let end = rest.firstIndex(of: UInt8(ascii: ">")), end - rest.startIndex >= 3 else {
          return false
        }
        rest = rest[(end + 1)...]
        return true
      }
      let length = rest.prefix { (0x61...0x7A).contains($0 | 0x20) }.count
      rest = rest.dropFirst(length)
      return length >= 3
    }

    /// Seconds east; POSIX counts them west.
    mutating func offset() -> Int64? { time(hours: 24).map { -$0 } }

    mutating func change() -> Change? {
      guard take(","), let day = day() else { return nil }
      guard take("/") else { return Change(day: day, time: 7200) }
      return time(hours: 167).map { Change(day: day, time: $0) }
    }

    private mutating func day() -> Change.Day? {
      if take("J") { return number(1...365).map { .julian($0) } }
      guard take("M") else { return number(0...365).map { .ofYear($0) } }
      guard let month = number(1...12), take("."), let week = number(1...5), take("."),
        let day = number(0...6)
      else { return nil }
      return .ofMonth(month, week: week, weekday: day)
    }

    private mutating func time(hours limit: Int64) -> Int64? {
      let sign: Int64 = take("-") ? -1 : 1
      if sign > 0 { _ = take("+") }
      guard let hours = number(0...limit) else { return nil }
      var (minutes, seconds) = (Int64(0), Int64(0))
      if take(":") {
        guard let given = number(0...59) else { return nil }
        minutes = given
        if take(":") {
          guard let given = number(0...59) else { return nil }
          seconds = given
        }
      }
      return sign * (hours * 3600 + minutes * 60 + seconds)
    }

    private mutating func number(_ range: ClosedRange<Int64>) -> Int64? {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard (1...3).contains(digits.count), let number = Int64(String(decoding: digits, as: UTF8.self)),
        range.contains(number)
      else { return nil }
      rest = rest.dropFirst(digits.count)
      return number
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard rest.first == UInt8(ascii: character) else { return false }
      rest = rest.dropFirst()
      return true
    }
  }
}
