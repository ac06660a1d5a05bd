import HostDispatch
import RoostJSON

/// What came of a replay, for people and for programs.
enum ReplayText {
  static func lines(_ event: EventReport, _ comparison: Comparison, fetches: [String]) -> [String] {
    let what = [event.kind, event.name].filter { !$0.isEmpty }.joined(separator: " ")
    var lines = ["\(comparison.isEqual ? "same     " : "different") \(event.id)  \(what) of \(event.source)"]
    if !comparison.isEqual {
      lines += comparison.lines.map { line in
        switch line {
        case .same(let text): "    \(text)"
        case .before(let text): "  - \(text)"
        case .now(let text): "  + \(text)"
        }
      }
      if !comparison.changed.isEmpty {
        lines.append("  it read what was written since: \(comparison.changed.joined(separator: ", "))")
      }
    }
    if !fetches.isEmpty { lines.append("  it was not answered: \(fetches.joined(separator: ", "))") }
    return lines
  }

  static func json(_ event: EventReport, _ comparison: Comparison, fetches: [String]) -> JSONValue {
    func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    let before = comparison.lines.filter { if case .now = $0 { false } else { true } }.map(text)
    let now = comparison.lines.filter { if case .before = $0 { false } else { true } }.map(text)
    return .object([
      JSONMember("id", .string(event.id)), JSONMember("kind", .string(event.kind)),
      JSONMember("source", .string(event.source)), JSONMember("same", .bool(comparison.isEqual)),
      JSONMember("before", texts(before)), JSONMember("now", texts(now)),
      JSONMember("changed", texts(comparison.changed)), JSONMember("fetches", texts(fetches)),
    ])
  }

  private static func text(_ line: Comparison.Line) -> String {
    switch line {
    case .same(let text), .before(let text), .now(let text): text
    }
  }
}
