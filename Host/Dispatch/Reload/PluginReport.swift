/// How a plugin stands, for `roost plugins list`.
package struct PluginReport: Sendable {
  /// The files' name in the folder.
  package let name: String
  /// The plugin's id; empty when no version of it could be read.
  package let id: String
  /// The version that serves; empty when none does.
  package let version: String
  /// The generation that serves; 0 when none does.
  package let generation: UInt64
  /// `loading`, `serving`, `refused`, `draining`, `disabled` or `unloaded`.
  package let state: String
  /// Events in its hands.
  package let inHand: Int
  /// Events waiting for it.
  package let waiting: Int
  /// Completions late, twice and never, over this generation.
  package let misconduct: (late: UInt64, twice: UInt64, never: UInt64)
  /// Why the newest file does not serve; empty when it does.
  package let reason: String
}
