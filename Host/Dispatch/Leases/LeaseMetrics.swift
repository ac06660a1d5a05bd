package import HostOperations

/// What is counted of partitions.
package struct LeaseMetrics: Sendable {
  let held: GaugeHandle
  let taken: CounterHandle
  let given: CounterHandle
  let lost: CounterHandle

  /// Exposes numbers through a registry.
  package init(_ registry: MetricsRegistry) {
    func counter(_ name: String, _ help: String) -> CounterHandle {
      registry.counter("roost_partitions_\(name)_total", help: help, labels: [])
    }
    held = registry.gauge("roost_partitions_held", help: "Partitions of the inbox that this host handles.")
    taken = counter("taken", "Partitions taken, new ones and those of hosts that ended or died.")
    given = counter("given", "Partitions given to other hosts.")
    lost = counter("lost", "Partitions that another host took from this one.")
  }
}
