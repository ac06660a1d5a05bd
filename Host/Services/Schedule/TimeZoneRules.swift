internal import HostOperations

/// What the clocks of a time zone show, at any time.
///
/// Read from the system's database (TZif, RFC 9636); what is later than the file's last change follows the rule at its
/// end. Times are seconds since 1970 without leap seconds, offsets are seconds east of UTC.
package struct TimeZoneRules: Sendable, Equatable {
  /// A stretch of time during which the offset does not change.
  package struct Span: Sendable, Equatable {
    /// The first second of it; that of the one before has no other meaning than `long ago`.
    package var start: Int64
    /// The first second after it, or far ahead.
    package var end: Int64
    /// The offset.
    package var offset: Int64
  }

  /// Where spans without a beginning or an end are cut off: further than a file may reach.
  static let (longAgo, farAhead) = (-Int64(1) << 60, Int64(1) << 60)
  /// Bounds of an offset (RFC 9636 §3.2).
  static let offsets: ClosedRange<Int64> = -89_999...93_599

  /// Universal time, which needs no file.
  package static let utc = TimeZoneRules(name: "UTC", starts: [], offsets: [0], rule: nil)

  /// The name of the zone, such as `Europe/Berlin`.
  package let name: String
  /// When the offset changes, ascending.
  private let starts: [Int64]
  /// The offset from a start on; the first is that before all.
  private let offsets: [Int64]
  /// What holds from the last start on.
  private let rule: TimeZoneRule?

  /// Puts together what was read; there is one offset more than there are starts.
  init(name: String, starts: [Int64], offsets: [Int64], rule: TimeZoneRule?) {
    self.name = name
    self.starts = starts
    self.offsets = offsets
    self.rule = rule
  }

  /// Takes a zone from the system's database. Blocks.
  ///
  /// - Parameters:
  ///   - name: as in `Europe/Berlin`; `UTC` needs no file.
  ///   - folder: the database.
  /// - Throws: why there is no such zone, or its file cannot be used.
  package init(named name: String, in folder: String = "/usr/share/zoneinfo") throws(TimeZoneError) {
    if name == "UTC" {
      self = .utc
      return
    }
    let what = "the time zone \(Problem.quote(name))"
    guard Self.isName(name) else {
      throw TimeZoneError(what, "that is no name of a zone", hint: "write one as Europe/Berlin, or UTC")
    }
    let path = folder + "/" + name
    let bytes: [UInt8]
    do throws(SystemFailure) { bytes = try SmallFile.read(path, atMost: TZif.maximumBytes) } catch {
      throw TimeZoneError(
        what, "\(path) cannot be read: \(error.reason)",
        hint: "`timedatectl list-timezones` lists names; the package tzdata has the files")
    }
    try self.init(name: name, file: bytes, what)
  }

  /// Whether a text may be a zone's name: 1 to 64 bytes, parts of letters, digits, `_`, `+` and `-` between single
  /// slashes, each beginning with a letter. Nothing of it can leave the database's folder.
  static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { part in
        part.first.map(isLetter) == true
          && part.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "_+-".utf8.contains($0) }
      }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// The span that a time is in.
  package func span(at time: Int64) -> Span {
    let index = starts.partition(after: time)
    let start = index == 0 ? Self.longAgo : starts[index - 1]
    if index == starts.count, let rule {
      var span = rule.span(at: time)
      span.start = max(span.start, start)
      return span
    }
    return Span(
      start: start, end: index == starts.count ? Self.farAhead : starts[index], offset: offsets[index])
  }

  /// When the clocks first show a local time, given as seconds since 1970-01-01 00:00 of the calendar; where they skip
  /// it, the first moment after the gap.
  package func instant(ofLocal local: Int64) -> Int64 {
    // Nothing earlier can show it, whatever the offset.
    var span = span(at: local - Self.offsets.upperBound - 1)
    while local >= span.end + span.offset { span = self.span(at: span.end) }
    return max(local - span.offset, span.start)
  }
}

extension [Int64] {
  /// How many elements of an ascending list are at most a value.
  fileprivate func partition(after value: Int64) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
