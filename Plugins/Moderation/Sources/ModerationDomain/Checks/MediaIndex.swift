/// Finds pictures and files that were there before: the same file of Telegram's, the same bytes, or a picture that
/// looks the same. Made anew from the items after a restart.
package struct MediaIndex: Sendable {
  private struct Entry {
    let item: ItemID
    let media: [Media]
  }

  private let capacity: Int
  private var entries: [Entry] = []
  private var byUniqueID: [String: [ItemID]] = [:]
  private var byDigest: [String: [ItemID]] = [:]

  /// An empty index.
  ///
  /// - Parameter capacity: of how many items it knows the media; the oldest go.
  package init(capacity: Int = 10_000) { self.capacity = max(1, capacity) }

  /// Takes in an item's media in the place of what it had.
  package mutating func insert(_ media: [Media], of item: ItemID) {
    remove(item)
    guard !media.isEmpty else { return }
    entries.append(Entry(item: item, media: media))
    for one in media {
      byUniqueID[one.uniqueID, default: []].append(item)
      if let digest = one.digest { byDigest[digest, default: []].append(item) }
    }
    if entries.count > capacity { remove(entries[0].item) }
  }

  /// Forgets an item.
  package mutating func remove(_ item: ItemID) {
    guard let index = entries.firstIndex(where: { $0.item == item }) else { return }
    for one in entries.remove(at: index).media {
      Self.remove(item, one.uniqueID, from: &byUniqueID)
      if let digest = one.digest { Self.remove(item, digest, from: &byDigest) }
    }
  }

  private static func remove(_ item: ItemID, _ key: String, from index: inout [String: [ItemID]]) {
    index[key]?.removeAll { $0 == item }
    if index[key]?.isEmpty == true { index[key] = nil }
  }

  /// Where a file was before, and how that is known. An item is no copy of itself.
  func original(of media: Media, except item: ItemID, distance: Int) -> (item: ItemID, how: String)? {
    if let found = byUniqueID[media.uniqueID]?.first(where: { $0 != item }) {
      return (found, "the same file")
    }
    if let digest = media.digest, let found = byDigest[digest]?.first(where: { $0 != item }) {
      return (found, "the same bytes")
    }
    guard let hash = media.pictureHash, Self.isTelling(hash) else { return nil }
    let nearest = entries.lazy.filter { $0.item != item }.flatMap { entry in
      entry.media.compactMap { one in
        one.pictureHash.map { (entry.item, ($0 ^ hash).nonzeroBitCount, Self.isTelling($0)) }
      }
    }.filter { $0.2 && $0.1 <= distance }.min { $0.1 < $1.1 }
    return nearest.map { ($0.0, "a picture that differs in \($0.1) of 64 bits") }
  }

  /// Pictures of one colour or one slope are all alike.
  private static func isTelling(_ hash: UInt64) -> Bool { (6...58).contains(hash.nonzeroBitCount) }
}
