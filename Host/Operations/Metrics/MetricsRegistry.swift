package import CoreMetrics
internal import Synchronization

/// The process's metrics, rendered for Prometheus; also a backend of swift-metrics.
///
/// Looking a handle up takes a lock: keep it. Using it does not.
package final class MetricsRegistry: MetricsFactory, Sendable {
  private struct State {
    var families: [String: MetricFamily] = [:]
    /// By metric, how often a series past the bound was asked for.
    var dropped: [String: UInt64] = [:]
  }

  private let state = Mutex(State())
  private let maximumSeries: Int
  private let maximumFamilies = 1000
  private let process: ProcessMetrics?

  /// Makes an empty registry.
  ///
  /// - Parameters:
  ///   - maximumSeries: most series a metric name may have; past it handles work but are not rendered.
  ///   - includesProcess: whether memory, time and files of the process are rendered as well.
  package init(maximumSeries: Int = 1000, includesProcess: Bool = true) {
    self.maximumSeries = maximumSeries
    process = includesProcess ? ProcessMetrics() : nil
  }

  /// Makes this the backend of swift-metrics. Once a process.
  package func bootstrap() { MetricsSystem.bootstrap(self) }

  /// The counter of that name and those labels, made at first mention. Its name ends in `_total` by custom.
  package func counter(_ name: String, help: String = "", labels: [(String, String)] = []) -> CounterHandle {
    let handle = find(name, .counter, help, labels) { .counter(CounterHandle()) }
    if case .counter(let counter)? = handle { return counter }
    return CounterHandle()
  }

  /// The gauge of that name and those labels, made at first mention.
  package func gauge(_ name: String, help: String = "", labels: [(String, String)] = []) -> GaugeHandle {
    let handle = find(name, .gauge, help, labels) { .gauge(GaugeHandle()) }
    if case .gauge(let gauge)? = handle { return gauge }
    return GaugeHandle()
  }

  /// The histogram of that name and those labels, made at first mention.
  ///
  /// - Parameter buckets: upper bounds in the metric's unit; all series of a name should have the same.
  package func histogram(
    _ name: String, help: String = "", buckets: [Double] = HistogramHandle.seconds,
    labels: [(String, String)] = []
  ) -> HistogramHandle {
    let handle = find(name, .histogram, help, labels) { .histogram(HistogramHandle(bounds: buckets)) }
    if case .histogram(let histogram)? = handle { return histogram }
    return HistogramHandle(bounds: buckets)
  }

  /// Forgets a series.
  package func remove(_ name: String, labels: [(String, String)]) {
    state.withLock {
      _ = $0.families[MetricName.metric(name)]?.series.removeValue(forKey: MetricLabels(labels))
    }
  }

  /// Forgets every series that has that label, such as those of a plugin that was unloaded.
  package func remove(label: String, value: String) {
    let pair = MetricLabels([(label, value)]).pairs[0]
    state.withLock { state in
      for (name, family) in state.families {
        state.families[name]?.series = family.series.filter { !$0.key.pairs.contains(pair) }
      }
    }
  }

  /// The media type of ``render()``: Prometheus' text format 0.0.4.
  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  /// Everything in Prometheus' text format 0.0.4, by name.
  package func render() -> String {
    let (families, dropped) = state.withLock { ($0.families, $0.dropped) }
    var text = PrometheusText()
    for (name, family) in families.sorted(by: { $0.key < $1.key }) { text.append(name, family) }
    if !dropped.isEmpty {
      var family = MetricFamily(kind: .counter, help: "Requests for a series past the bound of its metric.")
      for (metric, count) in dropped {
        let handle = CounterHandle()
        handle.increment(by: count)
        family.series[MetricLabels([("metric", metric)])] = .counter(handle)
      }
      text.append("roost_metrics_series_dropped_total", family)
    }
    process?.append(to: &text)
    return text.text
  }

  /// Nil where the name is another kind's or a bound is reached; the caller then gets a handle that nobody sees.
  fileprivate func find(
    _ name: String, _ kind: MetricFamily.Kind, _ help: String, _ labels: [(String, String)],
    _ make: () -> MetricFamily.Handle
  ) -> MetricFamily.Handle? {
    let name = MetricName.metric(name)
    let labels = MetricLabels(labels)
    return state.withLock { state -> MetricFamily.Handle? in
      if state.families[name] == nil, state.families.count < maximumFamilies {
        state.families[name] = MetricFamily(kind: kind, help: help)
      }
      guard let family = state.families[name], family.kind == kind else { return nil }
      if let handle = family.series[labels] { return handle }
      guard family.series.count < maximumSeries else {
        state.dropped[name, default: 0] += 1
        return nil
      }
      let handle = make()
      state.families[name]?.series[labels] = handle
      return handle
    }
  }
}

extension MetricsRegistry {
  /// A counter of swift-metrics.
  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    counter(label, labels: dimensions)
  }

  /// A floating-point counter of swift-metrics.
  package func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    let made = find(label, .counter, "", dimensions) { .floatingPointCounter(FloatingPointCounterHandle()) }
    if case .floatingPointCounter(let counter)? = made { return counter }
    return FloatingPointCounterHandle()
  }

  /// A meter of swift-metrics: a gauge.
  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    gauge(label, labels: dimensions)
  }

  /// A recorder of swift-metrics: a histogram when it aggregates, else a gauge.
  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    aggregate ? histogram(label, labels: dimensions) : gauge(label, labels: dimensions)
  }

  /// A timer of swift-metrics: a histogram in seconds.
  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    histogram(label, labels: dimensions)
  }

  /// Forgets the series of a handle.
  package func destroyCounter(_ handler: any CounterHandler) { forget(handler) }
  /// Forgets the series of a handle.
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { forget(handler) }
  /// Forgets the series of a handle.
  package func destroyMeter(_ handler: any MeterHandler) { forget(handler) }
  /// Forgets the series of a handle.
  package func destroyRecorder(_ handler: any RecorderHandler) { forget(handler) }
  /// Forgets the series of a handle.
  package func destroyTimer(_ handler: any TimerHandler) { forget(handler) }

  private func forget(_ handle: AnyObject) {
    state.withLock { state in
      for (name, family) in state.families {
        guard let entry = family.series.first(where: { $0.value.object === handle }) else { continue }
        state.families[name]?.series.removeValue(forKey: entry.key)
        return
      }
    }
  }
}

extension MetricFamily.Handle {
  fileprivate var object: AnyObject {
    switch self {
    case .counter(let handle): handle
    case .floatingPointCounter(let handle): handle
    case .gauge(let handle): handle
    case .histogram(let handle): handle
    }
  }
}
