/// The rule for names of numbers (`metrics.h`), the same inline and in a worker.
package enum MetricName {
  /// Most names of one plugin.
  package static let maximumCount = 256

  /// Whether a plugin may use the name: `[a-z_][a-z0-9_]*`, at most 64 bytes.
  package static func isValid(_ name: String) -> Bool {
    guard (1...64).contains(name.utf8.count), let first = name.utf8.first, !(0x30...0x39).contains(first)
    else { return false }
    return name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
  }
}
