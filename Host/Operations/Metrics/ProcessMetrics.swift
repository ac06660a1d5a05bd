internal import Glibc

/// Prometheus' usual metrics of a process, read from /proc (proc_pid_stat(5)) at each scrape.
struct ProcessMetrics: Sendable {
  /// In seconds since 1970-01-01; nil where /proc is not there.
  private let startTime: Double?

  init() {
    startTime = Self.statistics().flatMap { fields in
      guard let ticks = fields[at: 21], let boot = Self.bootTime() else { return nil }
      return boot + ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
  }

  func append(to text: inout PrometheusText) {
    guard let fields = Self.statistics() else { return }
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    if let user = fields[at: 13], let system = fields[at: 14] {
      text.append(
        "process_cpu_seconds_total", .counter, help: "User and system CPU time.", (user + system) / ticks)
    }
    if let descriptors = Self.openDescriptors() {
      text.append("process_open_fds", .gauge, help: "Open file descriptors.", Double(descriptors))
    }
    if let pages = fields[at: 23] {
      text.append(
        "process_resident_memory_bytes", .gauge, help: "Resident memory.",
        pages * Double(sysconf(Int32(_SC_PAGESIZE))))
    }
    if let startTime {
      text.append(
        "process_start_time_seconds", .gauge, help: "Start of the process since the epoch.", startTime)
    }
    if let threads = fields[at: 19] {
      text.append("process_threads", .gauge, help: "Threads of the process.", threads)
    }
    if let bytes = fields[at: 22] {
      text.append("process_virtual_memory_bytes", .gauge, help: "Virtual memory.", bytes)
    }
  }

  /// The fields of /proc/self/stat; those before the state, which may hold spaces, are empty.
  private static func statistics() -> [Substring]? {
    guard let bytes = try? SmallFile.read("/proc/self/stat", atMost: 4096) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.lastIndex(of: ")") else { return nil }
    return ["", ""] + text[text.index(after: end)...].split(separator: " ")
  }

  private static func bootTime() -> Double? {
    guard let bytes = try? SmallFile.read("/proc/stat", atMost: 1 << 20) else { return nil }
    let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("btime ") }
    return line.flatMap { Double($0.dropFirst(6)) }
  }

  private static func openDescriptors() -> Int? {
    guard let folder = unsafe opendir("/proc/self/fd") else { return nil }
    defer { unsafe closedir(folder) }
    var count = 0
    while unsafe readdir(folder) != nil { count += 1 }
    // Without ".", ".." and the folder's own descriptor.
    return count - 3
  }
}

extension [Substring] {
  /// The number in a field, by its place counted from 0.
  fileprivate subscript(at index: Int) -> Double? { index < count ? Double(self[index]) : nil }
}
