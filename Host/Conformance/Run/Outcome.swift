package import RoostJSON

/// What is wrong with a plugin, said to its author.
package struct Finding: Error, Sendable, Equatable {
  /// What went wrong, in a line.
  package var what: String
  /// What was seen.
  package var why: String
  /// What to do about it.
  package var hint: String
  /// The last lines the plugin logged or printed.
  package var lines: [String] = []

  /// Makes a finding. `what` says what went wrong, in a line; `why` what was seen; `hint` what to do about it.
  package init(_ what: String, why: String, hint: String, lines: [String] = []) {
    self.what = what
    self.why = why
    self.hint = hint
    self.lines = lines
  }
}

/// A check that cannot be asked of a plugin.
struct Skipped: Error {
  /// Completes "skipped, because …".
  let reason: String
}

/// How a check came out.
package enum Outcome: Sendable, Equatable {
  case passed
  case failed(Finding)
  /// The reason completes "skipped, because …".
  case skipped(String)

  /// What an error thrown by a check means.
  package init(_ error: any Error) {
    self =
      switch error {
      case let finding as Finding: .failed(finding)
      case let skipped as Skipped: .skipped(skipped.reason)
      default:
        .failed(
          Finding(
            "the check could not be made", why: "\(error)",
            hint: "look at free memory, descriptors and space"))
      }
  }
}

/// A check and how it came out.
package struct CheckResult: Sendable {
  /// The check, such as `lifecycle/full`.
  package let name: String
  /// What it asks.
  package let purpose: String
  /// How it came out.
  package let outcome: Outcome
  /// How long it took.
  package let time: Duration
}

extension Outcome {
  /// The outcome as members of a JSON object; ``init(json:)`` reads them.
  package var json: JSONValue {
    switch self {
    case .passed: .object([JSONMember("outcome", .string("passed"))])
    case .skipped(let reason):
      .object([JSONMember("outcome", .string("skipped")), JSONMember("because", .string(reason))])
    case .failed(let finding):
      .object([
        JSONMember("outcome", .string("failed")), JSONMember("what", .string(finding.what)),
        JSONMember("why", .string(finding.why)), JSONMember("hint", .string(finding.hint)),
        JSONMember("lines", .array(finding.lines.map { .string($0) })),
      ])
    }
  }

  /// Reads what ``json`` wrote; nil for anything else.
  package init?(json: JSONValue) {
    switch json["outcome"]?.string {
    case "passed": self = .passed
    case "skipped": self = .skipped(json["because"]?.string ?? "")
    case "failed":
      self = .failed(
        Finding(
          json["what"]?.string ?? "", why: json["why"]?.string ?? "", hint: json["hint"]?.string ?? "",
          lines: json["lines"]?.array?.compactMap(\.string) ?? []))
    default: return nil
    }
  }
}
