import Foundation
import RoostJSON

/// The story of an event as lines for people.
struct EventTree {
  private static let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)

  private(set) var lines: [String] = []

  static func lines(_ story: JSONValue) -> [String] {
    var tree = EventTree()
    for event in story["events"]?.array ?? [] { tree.add(event, indent: "") }
    let causes = story["causes"]?.array ?? []
    for (depth, cause) in causes.enumerated() {
      tree.lines.append((depth == 0 ? "caused by  " : "           caused by ") + head(cause))
    }
    return tree.lines
  }

  private mutating func add(_ event: JSONValue, indent: String) {
    lines.append(indent + Self.head(event))
    func line(_ label: String, _ rest: [String]) {
      let text = rest.filter { !$0.isEmpty }.joined(separator: "  ")
      lines.append(indent + "  " + label.padding(toLength: 9, withPad: " ", startingAt: 0) + " " + text)
    }
    if event["state"]?.string != "planned" {
      line(
        "kept",
        [
          Self.time(event["received"]), Self.commit(event["commit"]), "lane \(event["lane"]?.string ?? "")",
          event["partition"]?.int.map { "partition \($0)" } ?? "",
        ])
    }
    for attempt in event["attempts"]?.array ?? [] {
      line(
        "failed",
        [
          Self.time(attempt["time"]), Self.generation(attempt["generation"]), attempt["reason"]?.string ?? "",
        ])
    }
    let end = Self.end(of: event)
    line(end.label, end.rest)
    for write in event["writes"]?.array ?? [] { line("", [Self.text(write)]) }
    for effect in event["effects"]?.array ?? [] {
      line("", [Self.text(effect)])
      for caused in effect["events"]?.array ?? [] { add(caused, indent: indent + "    ") }
    }
    if let more = event["left_out"]?.int { line("", ["and \(more) more"]) }
  }

  /// What it waits for, or how it ended.
  private static func end(of event: JSONValue) -> (label: String, rest: [String]) {
    let (state, why) = (event["state"]?.string ?? "", event["why"]?.string ?? "")
    let isEffect = event["kind"]?.string == "effect"
    guard let ended = event["ended"] else {
      let due = event["due"].map { (state == "planned" ? "due " : "until ") + time($0) }
      return (state, [due ?? "", why])
    }
    return (
      state,
      [
        time(ended["time"]), commit(ended["commit"]),
        isEffect ? "" : event["plugin"]?.string.map { "by \($0)" } ?? "", generation(event["generation"]),
        isEffect ? outcome(event["code"]?.int, why) : why,
        event["dead_letter"]?.int.map { "roost dead show \($0)" } ?? "",
      ]
    )
  }

  // MARK: Words

  private static func head(_ event: JSONValue) -> String {
    func text(_ name: String) -> String { event[name]?.string ?? "" }
    let what = text("what")
    return [what.isEmpty ? text("kind") : what, text("name"), "of \(text("source"))", text("id")]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func text(_ step: JSONValue) -> String {
    let kind = (step["kind"]?.string ?? "").padding(toLength: 7, withPad: " ", startingAt: 0)
    let bytes = step["bytes"]?.int.map { "\($0) bytes" }
    let rest: String =
      if let key = step["key"]?.string {
        [
          key, bytes, step["version"]?.int.map { $0 == 0 ? "not there" : "of commit \($0)" },
          step["number"]?.int.map { $0 < 0 ? "\($0)" : "+\($0)" },
        ].compactMap { $0 }.joined(separator: "  ")
      } else {
        [
          step["name"]?.string, step["id"]?.string, bytes,
          step["receivers"]?.int == 0 ? "nobody wants it" : nil,
        ].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  ")
      }
    return "\(kind) \(rest)"
  }

  private static func outcome(_ code: Int?, _ why: String) -> String {
    switch code {
    case 0: why.isEmpty ? "" : "answered \(why)"
    case -5: "unknown: \(why)"
    default: "not done: \(why)"
    }
  }

  private static func time(_ value: JSONValue?) -> String {
    Date(timeIntervalSince1970: Double(value?.int ?? 0) / 1000).formatted(format)
  }

  private static func commit(_ value: JSONValue?) -> String {
    value?.int.map { $0 == 0 ? "" : "commit \($0)" } ?? ""
  }

  private static func generation(_ value: JSONValue?) -> String {
    value?.int.map { $0 == 0 ? "" : "generation \($0)" } ?? ""
  }
}
