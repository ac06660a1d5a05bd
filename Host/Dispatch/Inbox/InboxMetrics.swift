package import HostOperations

/// What the inbox counts.
package struct InboxMetrics: Sendable {
  let taken: CounterHandle
  let known: CounterHandle
  let refused: CounterHandle
  let retries: CounterHandle
  let expired: CounterHandle
  let unhandled: CounterHandle
  let dead: CounterHandle
  private let registry: MetricsRegistry

  /// Exposes numbers through a registry.
  package init(_ registry: MetricsRegistry) {
    self.registry = registry
    func counter(_ name: String, _ help: String) -> CounterHandle {
      registry.counter("roost_inbox_\(name)_total", help: help, labels: [])
    }
    taken = counter("taken", "Events kept until they are dealt with.")
    known = counter("known", "Events that were kept before and came again.")
    refused = counter("refused", "Events refused for lack of room, or because the store cannot keep them.")
    retries = counter("retries", "Failed attempts after which an event is tried again.")
    expired = counter("expired", "Events that came too late to be handled.")
    unhandled = counter("unhandled", "Kept events that no plugin has a handler for.")
    dead = counter("dead", "Events given up, which are dead letters now.")
  }

  /// How many events of a source wait.
  func waiting(_ source: String) -> GaugeHandle {
    registry.gauge(
      "roost_inbox_waiting", help: "Events kept and not dealt with.", labels: [("source", source)])
  }

  /// How many events of a source there are in a store that hosts share, as this one last saw.
  func stored(_ source: String) -> GaugeHandle {
    registry.gauge(
      "roost_inbox_stored", help: "Events in the store that hosts share, of all of them.",
      labels: [("source", source)])
  }
}
