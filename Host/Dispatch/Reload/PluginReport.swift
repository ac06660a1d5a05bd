/// How a plugin stands, for `roost plugins list`.
package struct PluginReport: Sendable {
  /// The files' name in the folder.
  package let name: String
  /// The plugin's id; empty when no version of it could be read.
  package let id: String
  /// The version that serves, else the newest that could be read; empty when there is neither.
  package let version: String
  /// The generation that serves; 0 when none does.
  package let generation: UInt64
  /// `loading`, `serving`, `refused`, `draining`, `restarting`, `quarantined`, `disabled`, `unloaded` or
  /// `not started (--safe)`.
  package let state: String
  /// `worker` or `inline`; empty when nothing serves.
  package let isolation: String
  /// The worker's process; nil when there is none.
  package let pid: Int32?
  /// Bytes of memory the worker has to itself; nil when there is none.
  package let memory: UInt64?
  /// Bytes of its files; nil when nobody has counted them yet.
  package let files: Int64?
  /// Events completed, over all generations.
  package let calls: UInt64
  /// Workers lost, over all generations.
  package let crashes: UInt64
  /// Events in its hands.
  package let inHand: Int
  /// Events waiting for it.
  package let waiting: Int
  /// Completions late, twice and never, over this generation.
  package let misconduct: (late: UInt64, twice: UInt64, never: UInt64)
  /// Services that it requires and nobody provides.
  package let missing: [String]
  /// Why the newest file does not serve; empty when it does.
  package let reason: String

  /// A file that a host without plugins leaves alone until it is asked for it.
  package static func notStarted(_ name: String) -> PluginReport {
    PluginReport(
      name: name, id: "", version: "", generation: 0, state: "not started (--safe)", isolation: "", pid: nil,
      memory: nil, files: nil, calls: 0, crashes: 0, inHand: 0, waiting: 0, misconduct: (0, 0, 0),
      missing: [],
      reason: "")
  }
}
