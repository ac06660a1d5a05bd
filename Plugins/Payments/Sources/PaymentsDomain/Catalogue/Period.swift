/// How long a plan is bought for.
package enum Period: Sendable, Hashable {
  /// Days of 24 hours.
  case days(Int)
  /// Months of the calendar, in UTC.
  case months(Int)
  /// Without an end.
  case forever

  private static let day: Int64 = 86_400_000

  /// When a period that begins at a moment ends; nil is never.
  ///
  /// - Parameter anchor: the day of the month on which the first one began. With it a plan that began on the 31st ends
  ///   on the last of February and then on the 31st of March again.
  package func end(from start: Moment, anchor: Int) -> Moment? {
    switch self {
    case .forever: return nil
    case .days(let count): return Moment(start.milliseconds + Int64(count) * Self.day)
    case .months(let count):
      let (days, rest) = Self.split(start)
      let end = CivilDate(daysSince1970: days).adding(months: Int64(count), anchor: Int64(anchor))
      return Moment(end.daysSince1970 * Self.day + rest)
    }
  }

  /// The day of the month that a moment is in.
  package static func anchor(of moment: Moment) -> Int {
    Int(CivilDate(daysSince1970: split(moment).days).day)
  }

  private static func split(_ moment: Moment) -> (days: Int64, rest: Int64) {
    let (days, rest) = moment.milliseconds.quotientAndRemainder(dividingBy: day)
    return rest < 0 ? (days - 1, rest + day) : (days, rest)
  }
}

extension Period: Codable {
  /// From a text: `30d`, `1m` or `forever`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let period = Period(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is no period — hint: 30d, 1m or forever")
    }
    self = period
  }

  /// Reads `30d`, `1m` or `forever`; at most 36,500 days or 1,200 months.
  package init?(_ text: String) {
    if text == "forever" {
      self = .forever
    } else if let count = Int(text.dropLast()), text.last == "d", (1...36_500).contains(count) {
      self = .days(count)
    } else if let count = Int(text.dropLast()), text.last == "m", (1...1200).contains(count) {
      self = .months(count)
    } else {
      return nil
    }
  }

  /// As a text that can be read back.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .days(let count): try container.encode("\(count)d")
    case .months(let count): try container.encode("\(count)m")
    case .forever: try container.encode("forever")
    }
  }
}
