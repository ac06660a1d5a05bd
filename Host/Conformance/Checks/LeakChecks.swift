import Glibc
import HostBridge
import HostLoader

/// What is left behind: after 1,000 events, and after stop.
enum LeakChecks {
  private static let events = 1000
  /// Growth that is no leak: allocators keep what they were given.
  private static let tolerance = 256 << 10

  static let all: [Check] = [
    Check("leaks/tickets", "no ticket is open after 1,000 events") { rig in
      let specimen = try await rig.start()
      try await load(specimen)
      try await specimen.quiet()
      try await specimen.retire()
    },
    Check("leaks/timers", "1,000 events leave no timers behind") { rig in try await timers(rig) },
    Check("leaks/memory", "memory does not grow with the number of events") { rig in try await memory(rig) },
    Check("leaks/descriptors", "neither 1,000 events nor a whole life leave descriptors open") { rig in
      try await descriptors(rig)
    },
    Check("leaks/threads", "no thread of its own is left after stop") { rig in try await threads(rig) },
  ]

  private static func load(_ specimen: Specimen) async throws {
    let kinds = try specimen.someEvents()
    for round in 0..<events / 50 {
      try await LoadChecks.flood(specimen, (0..<50).map { kinds[(round * 50 + $0) % kinds.count] })
    }
    try await specimen.quiet()
  }

  private static func timers(_ rig: Rig) async throws {
    let specimen = try await rig.start()
    let before = specimen.generation.runningTimers
    try await load(specimen)
    try await specimen.drain()
    let after = specimen.generation.runningTimers
    guard after - before < events / 10 else {
      throw specimen.finding(
        "timers are left behind", why: "\(before) ran before \(events) events, \(after) after them",
        hint: "timer_cancel what is not needed any more when the event is completed")
    }
    try await specimen.retireDrained()
  }

  private static func memory(_ rig: Rig) async throws {
    let specimen = try await rig.start()
    try await load(specimen)
    var growths: [Int] = []
    for _ in 0..<5 {
      guard let before = specimen.process.ownMemory else { throw Skipped(reason: "/proc cannot be read") }
      try await load(specimen)
      growths.append((specimen.process.ownMemory ?? before) - before)
      // A leak grows each time; caches and allocators do so only now and then.
      if growths.last! <= tolerance { return try await specimen.retire() }
    }
    throw specimen.finding(
      "memory grows with the number of events",
      why: "each \(events) events took " + growths.map { "\($0 >> 10)" }.joined(separator: ", ")
        + " KiB more",
      hint: "free what belongs to an event when it is completed; try the plugin under heaptrack or valgrind")
  }

  private static func descriptors(_ rig: Rig) async throws {
    let specimen = try await rig.open()
    guard let before = specimen.process.descriptors else {
      throw Skipped(reason: "its descriptors may not be looked at by this user")
    }
    try await specimen.begin()
    try await load(specimen)
    try await specimen.drain()
    try await specimen.step(.stop)
    let left = leftDescriptors(specimen, before)
    guard left.count < 3 else {
      throw specimen.finding(
        "descriptors are left open",
        why: "\(left.count) are open after stop: \(left.prefix(4).joined(separator: ", "))",
        hint: "close what an event opened when it is completed, and the rest in stop")
    }
    try await specimen.end()
  }

  private static func leftDescriptors(_ specimen: Specimen, _ before: [String: String]) -> [String] {
    (specimen.process.descriptors ?? [:]).filter { before[$0.key] == nil }.values.sorted()
  }

  private static func threads(_ rig: Rig) async throws {
    let specimen = try await rig.open()
    guard let before = specimen.process.threads else { throw Skipped(reason: "/proc cannot be read") }
    try await specimen.begin()
    if case let events = try specimen.plainEvents(), !events.isEmpty { try await load(specimen) }
    try await specimen.drain()
    try await specimen.step(.stop)
    func left() -> [String: String] {
      (specimen.process.threads ?? [:]).filter { before[$0.key] == nil && !isRuntimes($0.value) }
    }
    // A thread that has been joined may be seen for a moment longer.
    guard await eventually(within: .seconds(1), { left().isEmpty }) else {
      throw specimen.finding(
        "threads are left after stop", why: "\(left().count) of its threads still run",
        hint: "end and join the plugin's own threads before stop completes")
    }
    try await specimen.end()
  }

  /// Threads of Swift's shared pool, which libdispatch names after their queues and ends when they are idle.
  private static func isRuntimes(_ name: String) -> Bool {
    name.hasSuffix("-qos") || name.hasSuffix("-qos.overcommit") || name.hasSuffix("qos.overcommit")
  }
}
