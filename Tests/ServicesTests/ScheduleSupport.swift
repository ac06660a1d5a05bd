import Testing

@testable import HostServices

/// A zone of the machine's database.
func zone(_ name: String) throws -> TimeZoneRules { try TimeZoneRules(named: name) }

/// Milliseconds since 1970 of a UTC time such as `2026-03-29T01:00:00Z`.
func utc(_ text: String) throws -> Int64 {
  let parts = try text.dropLast().split { "-T:".contains($0) }.map { try #require(Int64($0)) }
  try #require(parts.count == 6 && text.hasSuffix("Z"))
  // Counted in days, month by month, unlike what is tested.
  var days: Int64 = 0
  for year in 1970..<parts[0] { days += isLeap(year) ? 366 : 365 }
  let lengths: [Int64] = [31, isLeap(parts[0]) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  days += lengths[..<Int(parts[1] - 1)].reduce(0, +) + parts[2] - 1
  return (((days * 24 + parts[3]) * 60 + parts[4]) * 60 + parts[5]) * 1000
}

private func isLeap(_ year: Int64) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

/// The next times a rule is due after a UTC time, which each expected one follows.
func times(_ rule: String, _ zone: TimeZoneRules, after start: String, _ count: Int) throws -> [Int64] {
  let schedule = CronSchedule(try CronRule(rule), in: zone)
  var (time, found) = (try utc(start), [Int64]())
  while found.count < count {
    time = try #require(schedule.next(after: time))
    found.append(time)
  }
  return found
}
