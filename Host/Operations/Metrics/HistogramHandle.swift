internal import CoreMetrics
internal import Synchronization

/// How often values fell into fixed ranges. Recording is two atomic additions.
package final class HistogramHandle: RecorderHandler, TimerHandler, Sendable {
  /// Upper bounds for times in seconds, from half a millisecond to half a minute.
  package static let seconds: [Double] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
  ]

  /// Upper bounds, ascending; the last range, without a bound, is not among them.
  let bounds: [Double]
  private let sum = AtomicDouble()
  private let cells: [Cell]

  private final class Cell: Sendable {
    let count = Atomic<UInt64>(0)
  }

  init(bounds: [Double]) {
    self.bounds = bounds.sorted()
    cells = (0...bounds.count).map { _ in Cell() }
  }

  /// Records a value in the metric's unit; not-a-number is left out.
  package func record(_ value: Double) {
    guard !value.isNaN else { return }
    var index = 0
    while index < bounds.count, value > bounds[index] { index += 1 }
    cells[index].count.wrappingAdd(1, ordering: .relaxed)
    sum.add(value)
  }

  /// Records a value in the metric's unit.
  package func record(_ value: Int64) { record(Double(value)) }

  /// Records a time in seconds.
  package func record(_ duration: Duration) { record(duration / .seconds(1)) }

  /// Records a time.
  package func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

  /// How many values fell into each range (not cumulated), and their sum.
  var snapshot: (counts: [UInt64], sum: Double) {
    (cells.map { $0.count.load(ordering: .relaxed) }, sum.value)
  }
}
