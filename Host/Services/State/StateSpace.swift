/// Whose keys, and within what bounds.
package struct StateSpace: Sendable, Equatable {
  /// The plugin's id, or a name of the host's own, which has a slash in it.
  package var plugin: String
  /// The version of the plugin's state that its code writes. Once a newer one has written, an older one may
  /// read but not write.
  package var form: UInt32
  /// The form that a commit leaves behind where it is an older one: what was written newer has been turned back.
  package var leaves: UInt32?
  /// Most bytes of keys and values, with ``StateBounds/entryBytes`` for each entry; nil is no bound.
  package var quota: Int?
  /// Most entries; nil is no bound.
  package var maximum: Int?

  /// Makes a space.
  package init(plugin: String, form: UInt32, quota: Int?, maximum: Int? = nil) {
    self.plugin = plugin
    self.form = form
    self.quota = quota
    self.maximum = maximum
  }

  /// A space of the host's own.
  package init(host name: String, quota: Int? = nil, maximum: Int? = nil) {
    self.init(plugin: name, form: 0, quota: quota, maximum: maximum)
  }
}
