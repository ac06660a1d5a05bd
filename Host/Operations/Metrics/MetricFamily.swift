/// All series of one metric name.
struct MetricFamily {
  enum Kind: String { case counter, gauge, histogram }

  enum Handle {
    case counter(CounterHandle)
    case floatingPointCounter(FloatingPointCounterHandle)
    case gauge(GaugeHandle)
    case histogram(HistogramHandle)
  }

  var kind: Kind
  var help: String
  var series: [MetricLabels: Handle] = [:]
}

/// A series' labels, made valid and ordered by name, so that their order at the call does not matter.
struct MetricLabels: Hashable, Comparable {
  private static let maximumCount = 16
  private static let maximumValueBytes = 256

  let pairs: [Pair]

  struct Pair: Hashable {
    var name: String
    var value: String
  }

  init(_ labels: [(String, String)]) {
    var pairs: [Pair] = []
    for (name, value) in labels.prefix(Self.maximumCount) {
      let name = MetricName.label(name)
      if pairs.contains(where: { $0.name == name }) { continue }
      pairs.append(Pair(name: name, value: Self.bounded(value)))
    }
    self.pairs = pairs.sorted { $0.name < $1.name }
  }

  private static func bounded(_ value: String) -> String {
    if value.utf8.count <= maximumValueBytes { return value }
    return String(decoding: value.utf8.prefix(maximumValueBytes), as: UTF8.self)
  }

  static func < (left: Self, right: Self) -> Bool {
    left.pairs.lexicographicallyPrecedes(right.pairs) { ($0.name, $0.value) < ($1.name, $1.value) }
  }
}

/// Names as Prometheus allows them: `[a-zA-Z_:][a-zA-Z0-9_:]*`, labels without the colon
/// (https://prometheus.io/docs/concepts/data_model/). Every other byte becomes an underscore.
enum MetricName {
  static func metric(_ name: String) -> String { valid(name, allowsColon: true) }

  static func label(_ name: String) -> String { valid(name, allowsColon: false) }

  private static func valid(_ name: String, allowsColon: Bool) -> String {
    var bytes = name.utf8.prefix(200).map { byte -> UInt8 in
      let isLetter = (byte | 0x20) &- 0x61 < 26
      let isDigit = byte &- 0x30 < 10
      return isLetter || isDigit || (byte == UInt8(ascii: ":") && allowsColon) ? byte : UInt8(ascii: "_")
    }
    if bytes.first.map({ $0 &- 0x30 < 10 }) ?? true { bytes.insert(UInt8(ascii: "_"), at: 0) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
