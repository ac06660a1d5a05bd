/// What a space holds.
package struct StateUsage: Sendable, Equatable {
  /// The plugin's id, or a name of the host's own.
  package var plugin: String
  /// The newest form that was written; 0 when nothing is left.
  package var form: UInt32
  /// What its entries count against a quota, with those that have ended and were not swept yet.
  package var bytes: Int
  /// How many entries it has, likewise.
  package var entries: Int

  /// Collects the numbers.
  package init(plugin: String, form: UInt32, bytes: Int, entries: Int) {
    self.plugin = plugin
    self.form = form
    self.bytes = bytes
    self.entries = entries
  }
}
