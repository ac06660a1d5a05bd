package import HostServices

/// Recorded events as they leave the host for a replay.
extension Inbox {
  /// Which recorded events are meant.
  package struct Recording: Sendable {
    /// The plugin whose handlers had them, or could have had them where none did.
    package var plugin: String
    /// Their ids; empty is all.
    package var ids: Set<String> = []
    /// Only those of a bot, `bot:NAME`, or for the plugin; nil is both.
    package var source: String?
    /// Only those that ended then or later, in milliseconds since 1970.
    package var since: Int64 = 0

    /// Those of a plugin.
    package init(of plugin: String) { self.plugin = plugin }
  }

  /// What the trail has of events, the last first.
  ///
  /// - Parameters:
  ///   - key: only those that ended before the entry of this key; empty is all.
  ///   - limit: most of them.
  /// - Returns: entries of the trail, at most about a MiB, and the key before which the rest is; nil when there is none.
  package func recorded(
    _ wanted: Recording, before key: [UInt8], limit: Int
  ) async throws(StateFailure) -> (entries: [StateEntry], next: [UInt8]?) {
    var (found, bytes) = ([StateEntry](), 0)
    var range = StateRange(
      from: TrailRecord.first(at: wanted.since), to: key, limit: 500, isDescending: true)
    while true {
      let page = try await withCheckedContinuation { waiting in
        store.scan(range, of: Trail.space) { waiting.resume(returning: $0) }
      }.get()
      for entry in page.entries {
        guard let record = try? TrailRecord(record: entry.value), wanted.means(record) else { continue }
        found.append(entry)
        bytes += entry.value.count
        if found.count == limit || bytes > 1 << 20 { return (found, entry.key) }
      }
      guard page.hasMore, let last = page.entries.last else { return (found, nil) }
      range.to = last.key
    }
  }
}

extension Inbox.Recording {
  fileprivate func means(_ record: TrailRecord) -> Bool {
    guard record.event.kind != .effect, ids.isEmpty || ids.contains(record.event.id),
      source == nil || record.source == source
    else { return false }
    guard record.plugin.isEmpty else { return record.plugin == plugin }
    // An outcome is for whoever caused the effect, whatever its lane.
    if record.event.kind == .outcome { return record.event.sender == plugin }
    return record.source == "plugin:\(plugin)" || record.source.hasPrefix("bot:")
  }
}
