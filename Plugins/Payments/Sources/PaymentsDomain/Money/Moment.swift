/// A point in time, in milliseconds since 1970 UTC. The domain has no clock: whoever asks it says when it is.
package struct Moment: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970.
  package let milliseconds: Int64

  /// Makes a moment.
  package init(_ milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Whether one is earlier.
  package static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }

  /// Some time later; parts of a millisecond are dropped.
  package static func + (moment: Moment, time: Duration) -> Moment {
    let (seconds, attoseconds) = time.components
    return Moment(moment.milliseconds + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
  }

  /// Some time earlier.
  package static func - (moment: Moment, time: Duration) -> Moment { moment + (.zero - time) }
}

extension Moment: Codable {
  /// From a number.
  package init(from decoder: any Decoder) throws {
    milliseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  /// As a number.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
