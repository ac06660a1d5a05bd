/// Prometheus' text format 0.0.4 (https://prometheus.io/docs/instrumenting/exposition_formats/).
struct PrometheusText {
  private(set) var text = ""

  mutating func append(_ name: String, _ family: MetricFamily) {
    if family.series.isEmpty { return }
    if !family.help.isEmpty { text += "# HELP \(name) \(Self.escaped(family.help, quote: false))\n" }
    text += "# TYPE \(name) \(family.kind.rawValue)\n"
    for (labels, handle) in family.series.sorted(by: { $0.key < $1.key }) {
      switch handle {
      case .counter(let counter): append(name, labels, String(counter.value))
      case .floatingPointCounter(let counter): append(name, labels, Self.number(counter.value))
      case .gauge(let gauge): append(name, labels, Self.number(gauge.value))
      case .histogram(let histogram): append(name, labels, histogram)
      }
    }
  }

  /// One metric with one series and no labels.
  mutating func append(_ name: String, _ kind: MetricFamily.Kind, help: String, _ value: Double) {
    text += "# HELP \(name) \(Self.escaped(help, quote: false))\n# TYPE \(name) \(kind.rawValue)\n"
    append(name, MetricLabels([]), Self.number(value))
  }

  private mutating func append(_ name: String, _ labels: MetricLabels, _ value: String, bound: String? = nil)
  {
    text += name
    var pairs = labels.pairs.map { "\($0.name)=\"\(Self.escaped($0.value, quote: true))\"" }
    if let bound { pairs.append("le=\"\(bound)\"") }
    if !pairs.isEmpty { text += "{\(pairs.joined(separator: ","))}" }
    text += " \(value)\n"
  }

  private mutating func append(_ name: String, _ labels: MetricLabels, _ histogram: HistogramHandle) {
    let (counts, sum) = histogram.snapshot
    var total: UInt64 = 0
    for (index, count) in counts.enumerated() {
      total += count
      let bound = index < histogram.bounds.count ? Self.number(histogram.bounds[index]) : "+Inf"
      append(name + "_bucket", labels, String(total), bound: bound)
    }
    append(name + "_sum", labels, Self.number(sum))
    append(name + "_count", labels, String(total))
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    // Whole numbers without the fraction that Swift writes.
    if value.rounded() == value, abs(value) < 1e15 { return String(Int64(value)) }
    return String(value)
  }

  private static func escaped(_ text: String, quote: Bool) -> String {
    guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x0A || $0 == 0x22 }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += #"\\"#
      case "\n": result += #"\n"#
      case "\"" where quote: result += #"\""#
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
