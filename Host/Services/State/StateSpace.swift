/// Whose keys, and within what bounds.
package struct StateSpace: Sendable, Equatable {
  /// The plugin's id.
  package var plugin: String
  /// The version of the plugin's state that its code writes. Once a newer one has written, an older one may
  /// read but not write.
  package var form: UInt32
  /// Most bytes of keys and values, with ``StateBounds/entryBytes`` for each entry; nil is no bound.
  package var quota: Int?

  /// Makes a space.
  package init(plugin: String, form: UInt32, quota: Int?) {
    self.plugin = plugin
    self.form = form
    self.quota = quota
  }
}
