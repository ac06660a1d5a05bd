import HostServices

// Reads a question a line, its parts separated by tabs, and answers each with a line, so that the answers can be
// compared with other implementations':
//   next ZONE MS COUNT RULE   the next COUNT times it is due, in milliseconds, separated by spaces
//   offset ZONE SECONDS       the offset in seconds
//   local ZONE SECONDS        when the clocks first show it, in seconds
// What is refused is answered with `refused` and why.
while let line = readLine() {
  let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  guard parts.count >= 3, let number = Int64(parts[2]) else {
    print("malformed")
    continue
  }
  do {
    let zone = try Zones.find(parts[1])
    switch (parts[0], parts.count) {
    case ("next", 5): print(try times(parts[4], zone, after: number, count: Int(parts[3]) ?? 1))
    case ("offset", 3): print(zone.span(at: number).offset)
    case ("local", 3): print(zone.instant(ofLocal: number))
    default: print("malformed")
    }
  } catch {
    print("refused \(error)")
  }
}

/// The zones that were asked about so far.
enum Zones {
  nonisolated(unsafe) private static var known: [String: TimeZoneRules] = [:]

  static func find(_ name: String) throws -> TimeZoneRules {
    if let zone = unsafe known[name] { return zone }
    let zone = try TimeZoneRules(named: name)
    unsafe known[name] = zone
    return zone
  }
}

func times(_ rule: String, _ zone: TimeZoneRules, after time: Int64, count: Int) throws -> String {
  let schedule = CronSchedule(try CronRule(rule), in: zone)
  var (time, found) = (time, [String]())
  for _ in 0..<count {
    guard let next = schedule.next(after: time) else { break }
    found.append("\(next)")
    time = next
  }
  return found.joined(separator: " ")
}
