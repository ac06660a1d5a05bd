import CRoost
import HostRouter

/// Which handlers messages and jobs lead to, by plugin.
struct MessageRoutes: Sendable {
  private struct Route: Sendable {
    let kind: UInt32
    let pattern: TopicPattern
    let target: HandlerTarget
  }

  private var routes: [String: [Route]] = [:]

  /// Adds a plugin's handler, behind those it has.
  mutating func add(_ kind: UInt32, _ pattern: TopicPattern, _ target: HandlerTarget) {
    routes[target.plugin, default: []].append(Route(kind: kind, pattern: pattern, target: target))
  }

  /// Who handles a name: the handler that has it exactly, else the first whose pattern means it.
  func target(_ kind: UInt32, _ name: String, _ plugin: String) -> HandlerTarget? {
    let fitting = (routes[plugin] ?? []).filter { $0.kind == kind && $0.pattern.matches(name) }
    return (fitting.first { $0.pattern.isExact } ?? fitting.first)?.target
  }

  /// The topics that each plugin wants.
  var topics: [String: [TopicPattern]] {
    routes.mapValues { $0.filter { $0.kind == UInt32(ROOST_EVENT_TOPIC) }.map(\.pattern) }
  }
}
