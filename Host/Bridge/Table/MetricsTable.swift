import CRoost
import HostOperations
import Logging
import Synchronization

/// `roost.metrics/1`.
enum MetricsTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_metrics> = {
    let table = UnsafeMutablePointer<roost_metrics>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_metrics(
        size: UInt32(MemoryLayout<roost_metrics>.size), revision: 1, count: count, gauge: gauge,
        duration: duration))
    return unsafe UnsafePointer(table)
  }()

  private static let count: @convention(c) (UInt64, roost_bytes, Int64) -> Int32 = { plugin, name, amount in
    guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
    guard amount >= 0 else { return ROOST_INVALID }
    return generation.environment.metrics.count(
      generation, unsafe String(bounded: name, to: 65), UInt64(amount))
  }

  private static let gauge: @convention(c) (UInt64, roost_bytes, Double) -> Int32 = { plugin, name, value in
    guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
    return generation.environment.metrics.gauge(generation, unsafe String(bounded: name, to: 65), value)
  }

  private static let duration: @convention(c) (UInt64, roost_bytes, Int64) -> Int32 = {
    plugin, name, nanoseconds in
    guard let generation = Generations.shared.find(plugin) else { return ROOST_STALE }
    guard nanoseconds >= 0 else { return ROOST_INVALID }
    return generation.environment.metrics.duration(
      generation, unsafe String(bounded: name, to: 65), Double(nanoseconds) / 1e9)
  }
}
