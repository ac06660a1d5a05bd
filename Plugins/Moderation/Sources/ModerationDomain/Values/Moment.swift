/// A point in time: milliseconds since 1970 in UTC, leap seconds left out.
package struct Moment: RawRepresentable, Hashable, Comparable, Codable, Sendable {
  /// Milliseconds since 1970.
  package let rawValue: Int64

  /// The point so many milliseconds after the beginning of 1970.
  package init(rawValue: Int64) { self.rawValue = rawValue }

  /// The point so many seconds after the beginning of 1970.
  package init(seconds: Int64) { rawValue = Span(seconds: seconds).rawValue }

  /// Which of the two comes first.
  package static func < (one: Moment, other: Moment) -> Bool { one.rawValue < other.rawValue }

  /// Later by a span; the end of time where there is no later.
  package static func + (moment: Moment, span: Span) -> Moment {
    let (sum, overflow) = moment.rawValue.addingReportingOverflow(span.rawValue)
    return Moment(rawValue: overflow ? (span.rawValue < 0 ? .min : .max) : sum)
  }

  /// What lies between the second and the first.
  package static func - (one: Moment, other: Moment) -> Span {
    let (rest, overflow) = one.rawValue.subtractingReportingOverflow(other.rawValue)
    return Span(rawValue: overflow ? (one < other ? .min : .max) : rest)
  }
}

/// A length of time in milliseconds.
package struct Span: RawRepresentable, Hashable, Comparable, Codable, Sendable {
  /// Milliseconds.
  package let rawValue: Int64

  /// So many milliseconds.
  package init(rawValue: Int64) { self.rawValue = rawValue }

  /// So many seconds; as long as can be where that is too many.
  package init(seconds: Int64) {
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    rawValue = overflow ? (seconds < 0 ? .min : .max) : product
  }

  /// So many seconds.
  package static func seconds(_ count: Int64) -> Span { Span(seconds: count) }
  /// So many minutes.
  package static func minutes(_ count: Int32) -> Span { Span(seconds: Int64(count) * 60) }
  /// So many hours.
  package static func hours(_ count: Int32) -> Span { Span(seconds: Int64(count) * 3600) }

  /// Which of the two is shorter.
  package static func < (one: Span, other: Span) -> Bool { one.rawValue < other.rawValue }
}
