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
  ///   - key: only those before the place of this name; empty is all.
  ///   - limit: most of them.
  /// - Returns: records, at most about a MiB, and the name of the place before which the rest is; nil when there is none.
  package func recorded(
    _ wanted: Recording, before key: [UInt8], limit: Int
  ) async throws(StateFailure) -> (entries: [StateEntry], next: [UInt8]?) {
    await trail.flush()
    var (found, bytes) = ([StateEntry](), 0)
    var place = Place(name: key)
    var range = StateRange(
      from: TrailRecord.first(at: wanted.since), to: place?.end ?? [], limit: 500, isDescending: true)
    while true {
      let page = try await withCheckedContinuation { waiting in
        store.scan(range, of: Trail.space) { waiting.resume(returning: $0) }
      }.get()
      for chunk in page.entries {
        let entries = (try? TrailChunk(record: chunk.value))?.entries ?? []
        let count =
          place.flatMap { $0.chunk == chunk.key ? min($0.number, entries.count) : nil } ?? entries.count
        place = nil
        for number in (0..<count).reversed() {
          let entry = entries[number]
          guard let record = try? TrailRecord(record: entry.value), wanted.means(record),
            TrailRecord.parts(ofKey: entry.key).time >= wanted.since
          else { continue }
          found.append(entry)
          bytes += entry.value.count
          if found.count == limit || bytes > 1 << 20 {
            return (found, Place(chunk: chunk.key, number: number).name)
          }
        }
      }
      guard page.hasMore, let last = page.entries.last else { return (found, nil) }
      range.to = last.key
    }
  }

  /// A record of an entry of the trail.
  private struct Place {
    var chunk: [UInt8]
    var number: Int

    init(chunk: [UInt8], number: Int) { (self.chunk, self.number) = (chunk, number) }

    /// What somebody was told; nil when it is nothing.
    init?(name: [UInt8]) {
      guard name.count > 4 else { return nil }
      chunk = Array(name.dropLast(4))
      number = name.suffix(4).reduce(0) { $0 << 8 | Int($1) }
    }

    var name: [UInt8] {
      chunk + stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// The first key behind the entry.
    var end: [UInt8] { chunk + [0] }
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
