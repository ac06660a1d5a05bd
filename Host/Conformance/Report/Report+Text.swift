import RoostManifestFormat
/// The table for people.
extension Report {
  /// The line above the table.
  package static func title(_ file: String, _ settings: RigSettings) -> String {
    "checking \(file), \(settings.mode == .inline ? "inline" : "in a worker"), seed \(settings.seed)"
  }

  /// The lines below it.
  package var summary: [String] {
    let (passed, failed, skipped) = counts
    let name = manifest.map { "\($0.id) \($0.version)" } ?? file
    return ["", "\(name): \(passed) passed, \(failed) failed, \(skipped) skipped"]
      + (refusal.map { ["it cannot be checked this way: \($0)"] } ?? [])
  }
}

extension CheckResult {
  /// The check's lines in the table.
  package var text: [String] {
    let padded = name + String(repeating: " ", count: max(1, 32 - name.utf8.count))
    switch outcome {
    case .passed: return ["  ok    \(padded)\(time.seconds) s"]
    case .skipped(let reason): return ["  skip  \(padded)skipped, because \(reason)"]
    case .failed(let finding):
      return [
        "  FAIL  \(padded)\(time.seconds) s", "        what  \(finding.what)", "        why   \(finding.why)",
        "        hint  \(finding.hint)",
      ] + finding.lines.map { "          | \($0)" }
    }
  }
}
