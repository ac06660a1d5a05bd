/// What is known of a feed. Reading the same entries again changes nothing.
package struct Feed: Codable, Sendable, Equatable {
  private struct Known: Codable, Sendable, Equatable {
    /// nil for one that was not taken.
    let item: ItemID?
    var digest: UInt64
    var updated: Moment?
    /// The reading at which it was last there.
    var seen: Int
  }

  /// How many entries are taken of a feed that is read for the first time.
  package static let firstEntries = 5
  /// How many entries one reading takes.
  package static let entriesLimit = 100
  /// How many entries are remembered that are not in the feed any more.
  static let memory = 1000

  /// For whom its items are handed in.
  package let owner: UserID
  /// Where its items are published.
  package let channels: [ChatID]
  private var known: [String: Known] = [:]
  private var readings = 0

  /// A feed that was never read.
  package init(owner: UserID, channels: [ChatID]) {
    self.owner = owner
    self.channels = channels
  }

  /// What a reading leads to.
  package enum Change: Sendable, Equatable {
    /// A new item, still a draft.
    case create(Item)
    /// An item says something else now.
    case edit(ItemID, Content)
  }

  /// Takes in what was read.
  ///
  /// - Parameters:
  ///   - entries: in the feed's order, which is usually the newest first.
  ///   - first: the number for the first new item; others follow.
  ///   - limit: how long a text may be, in UTF-16 code units.
  /// - Returns: what changes, older entries first.
  package mutating func take(_ entries: [FeedEntry], firstID first: ItemID, limit: Int = 3000) -> [Change] {
    readings += 1
    var changes: [Change] = []
    var number = first.rawValue
    let unread = readings == 1 ? entries.prefix(Self.firstEntries) : entries.prefix(Self.entriesLimit)
    for entry in newest(of: unread).reversed() {
      guard let key = entry.key, let content = entry.content(limit: limit) else { continue }
      let digest = Self.digest(content)
      guard let before = known[key] else {
        let item = Item(
          id: ItemID(rawValue: number), author: owner, content: content, attribution: .anonymous,
          channels: channels)
        number += 1
        known[key] = Known(item: item.id, digest: digest, updated: entry.updated, seen: readings)
        changes.append(.create(item))
        continue
      }
      known[key]?.seen = readings
      guard let item = before.item else { continue }
      // A feed from a cache can be older than what was read before.
      if let was = before.updated, let now = entry.updated, now < was { continue }
      known[key]?.updated = entry.updated ?? before.updated
      guard digest != before.digest else { continue }
      known[key]?.digest = digest
      changes.append(.edit(item, content))
    }
    // Those of the first reading that were not taken are old, and stay so.
    if readings == 1 { remember(entries.dropFirst(Self.firstEntries)) }
    forget()
    return changes
  }

  /// Of entries with the same key the one that was changed last.
  private func newest(of entries: ArraySlice<FeedEntry>) -> [FeedEntry] {
    var places: [String: Int] = [:]
    var made: [FeedEntry] = []
    for entry in entries {
      guard let key = entry.key else { continue }
      guard let place = places[key] else {
        places[key] = made.count
        made.append(entry)
        continue
      }
      let (old, new) = (
        made[place].updated ?? Moment(rawValue: .min), entry.updated ?? Moment(rawValue: .min)
      )
      if new > old { made[place] = entry }
    }
    return made
  }

  private mutating func remember(_ entries: ArraySlice<FeedEntry>) {
    for entry in entries.prefix(Self.memory) {
      guard let key = entry.key, known[key] == nil else { continue }
      known[key] = Known(item: nil, digest: 0, updated: nil, seen: readings)
    }
  }

  private mutating func forget() {
    let gone = known.filter { $0.value.seen < readings }
    guard gone.count > Self.memory else { return }
    let oldest = gone.sorted { ($0.value.seen, $0.key) < ($1.value.seen, $1.key) }
    for (key, _) in oldest.prefix(gone.count - Self.memory) { known[key] = nil }
  }

  private static func digest(_ content: Content) -> UInt64 {
    let url = content.text.entities.first?.url ?? ""
    return Hash.of((content.text.text + "\0" + url).unicodeScalars.lazy.map(\.value))
  }
}
