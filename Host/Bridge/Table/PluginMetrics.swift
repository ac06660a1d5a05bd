import CRoost
import HostLoader
package import HostOperations
import Logging
import Synchronization

/// The numbers plugins tell, and those the bridge counts about them.
package final class PluginMetrics: Sendable {
  private enum Handle: Sendable {
    case counter(CounterHandle)
    case gauge(GaugeHandle)
    case histogram(HistogramHandle)
  }
  private struct Names {
    var handles: [String: Handle] = [:]
    var toldFull = false
  }

  private let registry: MetricsRegistry
  private let plugins = Mutex<[String: Names]>([:])

  /// Exposes numbers through a registry.
  package init(_ registry: MetricsRegistry) { self.registry = registry }

  func count(_ generation: Generation, _ name: String, _ amount: UInt64) -> Int32 {
    with(generation, name, make: { .counter(registry.counter($0, labels: $1)) }) {
      guard case .counter(let counter) = $0 else { return false }
      counter.increment(by: amount)
      return true
    }
  }

  func gauge(_ generation: Generation, _ name: String, _ value: Double) -> Int32 {
    with(generation, name, make: { .gauge(registry.gauge($0, labels: $1)) }) {
      guard case .gauge(let gauge) = $0 else { return false }
      gauge.set(value)
      return true
    }
  }

  func duration(_ generation: Generation, _ name: String, _ seconds: Double) -> Int32 {
    with(generation, name, make: { .histogram(registry.histogram($0, labels: $1)) }) {
      guard case .histogram(let histogram) = $0 else { return false }
      histogram.record(seconds)
      return true
    }
  }

  /// Counts a completion that broke the contract: `late`, `twice` or `never`.
  package func misconduct(_ plugin: String, _ how: String, by count: Int = 1) {
    registry.counter(
      "roost_plugin_misconduct_total", help: "Completions late, twice or never.",
      labels: [("plugin", plugin), ("how", how)]
    ).increment(by: UInt64(count))
  }

  /// Counts the workers of a plugin that were lost.
  package func crashes(of plugin: String) -> CounterHandle {
    registry.counter(
      "roost_plugin_crashes_total", help: "Workers lost.", labels: [("plugin", plugin)])
  }

  /// A worker serves, so long after its start was begun.
  package func workerStarted(_ plugin: String, after time: Duration) {
    registry.histogram(
      "roost_worker_start_seconds", help: "Time from the start of a worker to its serving.",
      labels: [("plugin", plugin)]
    ).record(Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18)
  }

  private func with(
    _ generation: Generation, _ name: String,
    make: (_ name: String, _ labels: [(String, String)]) -> Handle, use: (Handle) -> Bool
  ) -> Int32 {
    guard MetricName.isValid(name) else { return ROOST_INVALID }
    let plugin = generation.plugin
    let (handle, tell): (Handle?, Bool) = plugins.withLock { plugins in
      var names = plugins[plugin] ?? Names()
      defer { plugins[plugin] = names }
      if let known = names.handles[name] { return (known, false) }
      guard names.handles.count < MetricName.maximumCount else {
        defer { names.toldFull = true }
        return (nil, !names.toldFull)
      }
      let made = make("roost_plugin_" + name, [("plugin", plugin)])
      names.handles[name] = made
      return (made, false)
    }
    guard let handle else {
      if tell {
        generation.logger.warning("more than \(MetricName.maximumCount) metric names; the rest are dropped")
      }
      return ROOST_BUSY
    }
    return use(handle) ? ROOST_DONE : ROOST_INVALID
  }
}
