/// Writes what the host keeps as the value of an entry: numbers with the lowest byte first, text and bytes behind
/// their length.
package struct RecordWriter: Sendable {
  /// What was written.
  package private(set) var bytes: [UInt8] = []

  /// Begins a record.
  ///
  /// - Parameters:
  ///   - form: what sort of record it is, and of which version: the first byte.
  ///   - capacity: about how many bytes it gets.
  package init(form: UInt8, capacity: Int = 64) {
    bytes.reserveCapacity(capacity)
    bytes.append(form)
  }

  /// Adds a number.
  package mutating func add(_ number: some FixedWidthInteger) {
    let number = UInt64(truncatingIfNeeded: number)
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  /// Adds bytes.
  package mutating func add(_ run: some Collection<UInt8>) {
    let count = UInt32(run.count)
    for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
    bytes.append(contentsOf: run)
  }

  /// Adds text.
  package mutating func add(_ text: String) { add(text.utf8) }
}
