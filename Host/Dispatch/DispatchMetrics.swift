package import HostOperations
import Synchronization

/// What dispatch counts, handles by plugin so that an event costs atomic adds only.
package final class DispatchMetrics: Sendable {
  final class Handles: Sendable {
    let events: CounterHandle
    let failures: CounterHandle
    let deadlines: CounterHandle
    let refusals: CounterHandle
    let seconds: HistogramHandle

    init(_ registry: MetricsRegistry, _ labels: [(String, String)]) {
      events = registry.counter("roost_events_total", help: "Events completed.", labels: labels)
      failures = registry.counter("roost_event_failures_total", help: "Events that failed.", labels: labels)
      deadlines = registry.counter(
        "roost_event_deadlines_total", help: "Events answered at their deadline.", labels: labels)
      refusals = registry.counter(
        "roost_event_refusals_total", help: "Events refused for lack of room.", labels: labels)
      seconds = registry.histogram(
        "roost_event_seconds", help: "Time from arrival to completion.", labels: labels)
    }
  }

  private let registry: MetricsRegistry
  private let plugins = Mutex<[String: Handles]>([:])

  /// Exposes numbers through a registry.
  package init(_ registry: MetricsRegistry) { self.registry = registry }

  func handles(_ plugin: String) -> Handles {
    plugins.withLock { plugins in
      if let known = plugins[plugin] { return known }
      let made = Handles(registry, [("plugin", plugin)])
      plugins[plugin] = made
      return made
    }
  }
}
