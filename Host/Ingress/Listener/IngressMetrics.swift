package import HostOperations

/// What ingress counts.
package final class IngressMetrics: Sendable {
  private let connectionsTotal: CounterHandle
  private let connections: GaugeHandle
  private let refusedConnections: CounterHandle
  private let hostAnswers: [CounterHandle]
  private let secrets: CounterHandle
  private let updates: CounterHandle
  private let unhandled: CounterHandle
  private let absences: CounterHandle

  /// Exposes numbers through a registry.
  package init(_ registry: MetricsRegistry) {
    connectionsTotal = registry.counter("roost_connections_total", help: "Connections accepted.")
    connections = registry.gauge("roost_connections", help: "Connections open.")
    refusedConnections = registry.counter(
      "roost_connections_refused_total", help: "Connections closed at once: too many.")
    hostAnswers = (2...5).map {
      registry.counter(
        "roost_http_host_answers_total", help: "Answers of the host's own.",
        labels: [("class", "\($0)xx")])
    }
    secrets = registry.counter(
      "roost_webhook_wrong_secret_total", help: "Webhook calls without the right secret.")
    updates = registry.counter("roost_updates_total", help: "Updates received.")
    unhandled = registry.counter("roost_updates_unhandled_total", help: "Updates no plugin wanted.")
    absences = registry.counter(
      "roost_updates_refused_total", help: "Updates answered 503: a plugin of their bot does not serve.")
  }

  func opened() {
    connectionsTotal.increment()
    connections.add(1)
  }
  func closed() { connections.add(-1) }
  func connectionRefused() { refusedConnections.increment() }
  func answeredByHost(_ status: UInt32) { hostAnswers[min(max(Int(status / 100), 2), 5) - 2].increment() }
  func wrongSecret() { secrets.increment() }
  func update() { updates.increment() }
  func unhandledUpdate() { unhandled.increment() }
  func absentPlugin() { absences.increment() }
}
