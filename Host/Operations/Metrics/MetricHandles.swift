internal import CoreMetrics
internal import Synchronization

/// A number that only grows. Using it is one atomic addition.
package final class CounterHandle: CounterHandler, Sendable {
  private let total = Atomic<UInt64>(0)

  /// Adds to the counter.
  package func increment(by amount: UInt64 = 1) { total.wrappingAdd(amount, ordering: .relaxed) }

  /// What was counted so far.
  package var value: UInt64 { total.load(ordering: .relaxed) }

  /// Adds to the counter; a negative amount, which a counter cannot take, is left out.
  package func increment(by amount: Int64) { if amount > 0 { increment(by: UInt64(amount)) } }

  /// Starts again at zero.
  package func reset() { total.store(0, ordering: .relaxed) }
}

/// A floating-point number in one atomic word.
struct AtomicDouble: ~Copyable, Sendable {
  private let bits: Atomic<UInt64>

  init(_ value: Double = 0) { bits = Atomic(value.bitPattern) }

  var value: Double { Double(bitPattern: bits.load(ordering: .relaxed)) }

  func set(_ value: Double) { bits.store(value.bitPattern, ordering: .relaxed) }

  func add(_ amount: Double) {
    var old = bits.load(ordering: .relaxed)
    while true {
      let sum = Double(bitPattern: old) + amount
      let (done, found) = bits.weakCompareExchange(
        expected: old, desired: sum.bitPattern, ordering: .relaxed)
      if done { return }
      old = found
    }
  }
}

/// A number that goes up and down.
package final class GaugeHandle: MeterHandler, RecorderHandler, Sendable {
  private let current = AtomicDouble()

  /// The value set last.
  package var value: Double { current.value }

  /// Sets the value.
  package func set(_ value: Double) { current.set(value) }

  /// Adds to the value; a negative amount lowers it.
  package func add(_ amount: Double) { current.add(amount) }

  /// Sets the value.
  package func set(_ value: Int64) { current.set(Double(value)) }

  /// Adds to the value.
  package func increment(by amount: Double) { current.add(amount) }

  /// Takes from the value.
  package func decrement(by amount: Double) { current.add(-amount) }

  /// Sets the value: a recorder that does not aggregate keeps the last.
  package func record(_ value: Int64) { current.set(Double(value)) }

  /// Sets the value: a recorder that does not aggregate keeps the last.
  package func record(_ value: Double) { current.set(value) }
}

/// A floating-point number that only grows.
final class FloatingPointCounterHandle: FloatingPointCounterHandler, Sendable {
  private let total = AtomicDouble()

  var value: Double { total.value }

  func increment(by amount: Double) { if amount > 0, amount.isFinite { total.add(amount) } }

  func reset() { total.set(0) }
}
