import RoostManifestFormat
/// The table for people.
extension Report {
  private static let nameWidth = (Catalogue.list.map(\.name.utf8.count).max() ?? 0) + 2

  /// A check's name, as wide as the column of all names.
  package static func padded(_ name: String) -> String {
    name + String(repeating: " ", count: max(1, nameWidth - name.utf8.count))
  }

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
    let padded = Report.padded(name)
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
