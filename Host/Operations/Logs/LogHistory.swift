internal import Synchronization

/// The last lines of each plugin, for `roost plugins logs`. Bounded in all directions.
package final class LogHistory: Sendable {
  /// A line as a terminal shows it.
  package struct Line: Sendable, Equatable {
    /// Counts up over all lines of the process.
    package let number: UInt64
    /// The text, without a line end.
    package let text: String
  }

  private struct State: ~Copyable {
    var last: UInt64 = 0
    var lines: [String: [Line]] = [:]
  }
  private let state = Mutex(State())

  /// Most lines kept of a plugin, and most plugins.
  package static let maximumLines = 500
  private static let maximumPlugins = 1024

  /// Nothing is kept yet.
  package init() {}

  /// Keeps a line of a plugin.
  func add(_ text: String, of plugin: String) {
    state.withLock { state in
      state.last += 1
      if state.lines[plugin] == nil, state.lines.count >= Self.maximumPlugins { return }
      state.lines[plugin, default: []].append(Line(number: state.last, text: text))
      // By halves, so that a busy plugin does not move all of its lines with each new one.
      if state.lines[plugin]!.count >= 2 * Self.maximumLines {
        state.lines[plugin]!.removeFirst(Self.maximumLines)
      }
    }
  }

  /// The lines of a plugin after a number, oldest first. It may have several names: its id, and that of its
  /// file.
  package func lines(of plugin: String..., after number: UInt64 = 0) -> [Line] {
    let lines = state.withLock { state in Set(plugin).flatMap { state.lines[$0] ?? [] } }
    return Array(
      lines.filter { $0.number > number }.sorted { $0.number < $1.number }.suffix(Self.maximumLines))
  }
}
