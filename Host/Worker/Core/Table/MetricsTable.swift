import CRoost
import FrameLayout
import HostFrames
import HostLoader
import Synchronization

/// `roost.metrics/1` in a worker: names are checked here, numbers are added up by the host.
enum MetricsTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_metrics> = {
    let table = UnsafeMutablePointer<roost_metrics>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_metrics(
        size: UInt32(MemoryLayout<roost_metrics>.size), revision: 1, count: count, gauge: gauge,
        duration: duration))
    return unsafe UnsafePointer(table)
  }()

  /// What each name has been used for.
  private static let names = Mutex<[String: Int32]>([:])

  private static let count: @convention(c) (UInt64, roost_bytes, Int64) -> Int32 = { plugin, name, amount in
    guard amount >= 0 else { return ROOST_INVALID }
    return unsafe send(METRIC_COUNT, plugin, name, UInt64(amount))
  }

  private static let gauge: @convention(c) (UInt64, roost_bytes, Double) -> Int32 = { plugin, name, value in
    unsafe send(METRIC_GAUGE, plugin, name, value.bitPattern)
  }

  private static let duration: @convention(c) (UInt64, roost_bytes, Int64) -> Int32 = {
    plugin, name, nanoseconds in
    guard nanoseconds >= 0 else { return ROOST_INVALID }
    return unsafe send(METRIC_DURATION, plugin, name, UInt64(nanoseconds))
  }

  private static func send(_ kind: Int32, _ plugin: UInt64, _ name: roost_bytes, _ value: UInt64) -> Int32 {
    guard plugin == Worker.shared.start.plugin else { return ROOST_STALE }
    let bytes = unsafe name.prefix(65)
    let code = unsafe check(String(decoding: bytes, as: UTF8.self), kind)
    guard code == ROOST_DONE else { return code }
    Worker.shared.control.send {
      unsafe $0.frame(
        FRAME_METRIC, 0, frame_metric(kind: UInt32(kind), reserved: 0, value: value), bytes)
    }
    return ROOST_DONE
  }

  private static func check(_ name: String, _ kind: Int32) -> Int32 {
    names.withLock { names in
      if let known = names[name] { return known == kind ? ROOST_DONE : ROOST_INVALID }
      guard MetricName.isValid(name) else { return ROOST_INVALID }
      guard names.count < MetricName.maximumCount else { return ROOST_BUSY }
      names[name] = kind
      return ROOST_DONE
    }
  }
}
