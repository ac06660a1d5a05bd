import CoreMetrics
import HostOperations
import Testing

struct MetricsTests {
  @Test func `the text is Prometheus' format to the letter`() {
    let registry = MetricsRegistry(includesProcess: false)
    registry.counter(
      "roost_requests_total", help: "Requests\nby \\ plugin.", labels: [("plugin", "hello"), ("code", "200")]
    )
    .increment(by: 3 as UInt64)
    // The same labels in another order are the same series.
    registry.counter("roost_requests_total", labels: [("code", "200"), ("plugin", "hello")]).increment()
    registry.counter("roost_requests_total", labels: [("plugin", "a\"b\\c\nd"), ("code", "500")]).increment()
    let gauge = registry.gauge("roost_connections", help: "Open connections.")
    gauge.set(2.5)
    gauge.add(-0.5)
    let histogram = registry.histogram(
      "roost_seconds", help: "Time.", buckets: [0.1, 1], labels: [("plugin", "x")])
    histogram.record(0.1)
    histogram.record(.milliseconds(500))
    histogram.record(5.0)
    histogram.record(.nan)
    registry.gauge("bad-name.é", labels: [("9 label", "v")]).set(Double.infinity)
    #expect(
      registry.render() == #"""
        # TYPE bad_name___ gauge
        bad_name___{_9_label="v"} +Inf
        # HELP roost_connections Open connections.
        # TYPE roost_connections gauge
        roost_connections 2
        # HELP roost_requests_total Requests\nby \\ plugin.
        # TYPE roost_requests_total counter
        roost_requests_total{code="200",plugin="hello"} 4
        roost_requests_total{code="500",plugin="a\"b\\c\nd"} 1
        # HELP roost_seconds Time.
        # TYPE roost_seconds histogram
        roost_seconds_bucket{plugin="x",le="0.1"} 1
        roost_seconds_bucket{plugin="x",le="1"} 2
        roost_seconds_bucket{plugin="x",le="+Inf"} 3
        roost_seconds_sum{plugin="x"} 5.6
        roost_seconds_count{plugin="x"} 3

        """#)
  }

  @Test func `series past the bound are counted and not rendered, and their handles work`() {
    let registry = MetricsRegistry(maximumSeries: 2, includesProcess: false)
    for number in 0..<5 { registry.counter("c_total", labels: [("n", "\(number)")]).increment() }
    let text = registry.render()
    #expect(text.contains(#"c_total{n="1"} 1"#) && !text.contains(#"n="2""#))
    #expect(text.contains(#"roost_metrics_series_dropped_total{metric="c_total"} 3"#))
    let hidden = registry.counter("c_total", labels: [("n", "9")])
    hidden.increment()
    #expect(hidden.value == 1)
  }

  @Test func `a name keeps its kind`() {
    let registry = MetricsRegistry(includesProcess: false)
    registry.counter("x").increment()
    registry.gauge("x").set(7.0)
    #expect(registry.render() == "# TYPE x counter\nx 1\n")
  }

  @Test func `an unloaded plugin's series go, and make room`() {
    let registry = MetricsRegistry(maximumSeries: 2, includesProcess: false)
    registry.counter("c", labels: [("plugin", "a")]).increment()
    registry.counter("c", labels: [("plugin", "b")]).increment()
    registry.remove(label: "plugin", value: "a")
    registry.counter("c", labels: [("plugin", "c")]).increment()
    registry.remove("c", labels: [("plugin", "b")])
    #expect(registry.render() == "# TYPE c counter\nc{plugin=\"c\"} 1\n")
  }

  @Test func `counts from many tasks are all there`() async {
    let registry = MetricsRegistry(includesProcess: false)
    let (counter, gauge) = (registry.counter("c"), registry.gauge("g"))
    let histogram = registry.histogram("h", buckets: [1])
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<10_000 {
            counter.increment()
            gauge.add(1)
            histogram.record(0.5)
          }
        }
      }
    }
    #expect(counter.value == 80_000 && gauge.value == 80_000)
    #expect(registry.render().contains("h_sum 40000\nh_count 80000\n"))
  }

  @Test func `swift-metrics' instruments arrive, timers in seconds`() {
    let registry = MetricsRegistry(includesProcess: false)
    Counter(label: "c", dimensions: [("a", "b")], factory: registry).increment(by: 2)
    FloatingPointCounter(label: "f", factory: registry).increment(by: 1.5)
    Meter(label: "m", factory: registry).set(4)
    Recorder(label: "r", dimensions: [], aggregate: false, factory: registry).record(3)
    let timer = Timer(label: "t", dimensions: [], factory: registry)
    timer.recordMilliseconds(250)
    let text = registry.render()
    for line in ["c{a=\"b\"} 2", "f 1.5", "m 4", "r 3", "t_bucket{le=\"0.25\"} 1", "t_sum 0.25", "t_count 1"]
    {
      #expect(text.contains(line + "\n"))
    }
    timer.destroy()
    #expect(!registry.render().contains("t_count"))
  }

  @Test func `the process tells of itself`() throws {
    let text = MetricsRegistry().render()
    func value(_ name: String) throws -> Double {
      let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
      return try #require(line.flatMap { Double($0.dropFirst(name.count + 1)) }, "\(name)")
    }
    #expect(try value("process_resident_memory_bytes") > 1_000_000)
    #expect(try value("process_open_fds") >= 3)
    #expect(try value("process_threads") >= 1)
    #expect(try value("process_cpu_seconds_total") >= 0)
    // After 2020 and not in the future of a clock that is right by a day.
    #expect(try value("process_start_time_seconds") > 1_577_836_800)
  }
}
