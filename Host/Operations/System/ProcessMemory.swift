/// How much memory a process has.
package enum ProcessMemory {
  /// Bytes of memory that the process has to itself: resident, and not shared with a file; nil when it has
  /// ended (proc(5), /proc/PID/status, RssAnon).
  package static func own(of pid: Int32) -> UInt64? {
    guard let bytes = try? SmallFile.read("/proc/\(pid)/status", atMost: 64 << 10) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }) else {
      return nil
    }
    return line.split(separator: " ").dropFirst().first.flatMap { UInt64($0) }.map { $0 << 10 }
  }
}
