package import RoostManifestFormat

/// How a plugin came through the suite.
package struct Report: Sendable {
  /// The file as it was named.
  package let file: String
  /// Where its code ran.
  package let mode: Mode
  /// What its random input was made from.
  package let seed: UInt64
  /// What it says about itself; nil when the file was refused.
  package internal(set) var manifest: Manifest?
  /// The checks, in the order in which they were made.
  package internal(set) var results: [CheckResult] = []
  /// Why it cannot be examined this way.
  var refusal: String?

  init(file: String, mode: Mode, seed: UInt64) {
    self.file = file
    self.mode = mode
    self.seed = seed
  }

  /// Whether no check failed, and any was made.
  package var isPassed: Bool { counts.failed == 0 && counts.passed > 0 && refusal == nil }

  /// How many came out how.
  package var counts: (passed: Int, failed: Int, skipped: Int) {
    results.reduce(into: (passed: 0, failed: 0, skipped: 0)) { counts, result in
      switch result.outcome {
      case .passed: counts.passed += 1
      case .failed: counts.failed += 1
      case .skipped: counts.skipped += 1
      }
    }
  }
}

extension Duration {
  /// In seconds, to the millisecond.
  var seconds: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    let rest = "\(milliseconds % 1000)"
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}
