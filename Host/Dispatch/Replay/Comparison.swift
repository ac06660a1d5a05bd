import HostBridge
import HostServices

/// What was decided about an event, and what another generation decides about it now.
package struct Comparison: Sendable, Equatable {
  /// A line of both decisions.
  package enum Line: Sendable, Equatable {
    /// In both.
    case same(String)
    /// Only in what was decided.
    case before(String)
    /// Only in what is decided now.
    case now(String)
  }

  /// What is written and caused, in order, and how it ends.
  package var lines: [Line]
  /// Keys that the handler read and that were written since: the reason for a difference may lie there.
  package var changed: [String]

  /// Whether both decide the same.
  package var isEqual: Bool {
    lines.allSatisfy { if case .same = $0 { true } else { false } }
  }

  /// Compares two ends of an event.
  ///
  /// - Parameters:
  ///   - now: nil is none within the time.
  ///   - contents: whether what is written and sent must be the same, too; else only where and of what sort it is.
  ///   - changed: keys that were read and have been written since.
  package init(_ before: RecordedEvent, _ now: RecordedEvent?, contents: Bool, changed: [[UInt8]]) {
    self.changed = changed.map { "\(StateKeyText($0))" }
    let old = Self.steps(before.record)
    let new = now.map { Self.steps($0.record) } ?? [Step("not handled in time")]
    let difference = new.difference(from: old) { contents ? $0 == $1 : $0.text == $1.text }
    var removed: [Int: Step] = [:]
    var inserted: [Int: Step] = [:]
    for change in difference {
      switch change {
      case .remove(let offset, let step, _): removed[offset] = step
      case .insert(let offset, let step, _): inserted[offset] = step
      }
    }
    var (lines, oldPlace, newPlace) = ([Line](), 0, 0)
    while oldPlace < old.count || newPlace < new.count {
      if let step = removed[oldPlace] {
        lines.append(.before(step.shown))
        oldPlace += 1
      } else if let step = inserted[newPlace] {
        lines.append(.now(step.shown))
        newPlace += 1
      } else {
        lines.append(.same(old[oldPlace].text))
        (oldPlace, newPlace) = (oldPlace + 1, newPlace + 1)
      }
    }
    self.lines = lines
  }

  /// A step, without its content and with what tells contents apart.
  private struct Step: Equatable {
    let text: String
    var size: Int?
    var digest: UInt64 = 0

    init(_ text: String, size: Int? = nil, digest: UInt64 = 0) {
      (self.text, self.size, self.digest) = (text, size, digest)
    }

    var shown: String { size.map { "\(text)  \($0) bytes" } ?? text }
  }

  private static func steps(_ record: TrailRecord) -> [Step] {
    let decision = record.decision
    var steps = decision.writes.map { write in
      let key = StateKeyText(write.key)
      return switch write.kind {
      case .put: Step("put \(key)", size: write.size, digest: write.digest)
      case .delete: Step("delete \(key)")
      case .add: Step("add \(key) \(write.number < 0 ? "" : "+")\(write.number)")
      case .expect: Step("expect \(key)\(write.number == 0 ? " not there" : "")")
      }
    }
    steps += decision.effects.map { Step("\($0.kind) \($0.name)", size: $0.size, digest: $0.digest) }
    if decision.leftOut > 0 { steps.append(Step("and \(decision.leftOut) more")) }
    return steps + [Step(ending(record))]
  }

  private static func ending(_ record: TrailRecord) -> String {
    switch record.end {
    case .committed, .done: return "handled"
    case .unhandled: return "unhandled"
    case .expired: return "expired"
    case .sent: return "sent"
    case .dead:
      let last = record.event.failures.last
      return last.map { "failed: \(PluginFailure(code: $0.code, message: $0.message))" } ?? "failed"
    }
  }
}
