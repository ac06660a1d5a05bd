import Synchronization

/// Compressed files in memory, the least recently used leaving first when their bytes exceed a bound.
final class GzipCache: Sendable {
  private let lists: Mutex<RecencyList>

  init(bytes: Int) {
    lists = Mutex(RecencyList(bound: bytes))
  }

  /// The compressed bytes for a file's state; from now on the most recently used.
  subscript(identity: FileIdentity) -> [UInt8]? {
    lists.withLock { $0.use(identity) }
  }

  /// Keeps compressed bytes, unless they alone exceed the bound.
  func keep(_ bytes: [UInt8], for identity: FileIdentity) {
    lists.withLock { $0.insert(bytes, for: identity) }
  }
}

/// A dictionary whose entries are also linked from the most to the least recently used.
private struct RecencyList {
  private struct Entry {
    var bytes: [UInt8]
    var newer: FileIdentity?
    var older: FileIdentity?
  }

  /// Counted for each entry beside its bytes: key, links, array header and the dictionary's slack.
  private static let overhead = 256

  private let bound: Int
  private var used = 0
  private var entries: [FileIdentity: Entry] = [:]
  private var newest: FileIdentity?
  private var oldest: FileIdentity?

  init(bound: Int) {
    self.bound = bound
  }

  mutating func use(_ key: FileIdentity) -> [UInt8]? {
    guard let bytes = entries[key]?.bytes else { return nil }
    if newest != key {
      remove(key)
      add(bytes, for: key)
    }
    return bytes
  }

  mutating func insert(_ bytes: [UInt8], for key: FileIdentity) {
    guard bytes.count + Self.overhead <= bound else { return }
    remove(key)
    add(bytes, for: key)
    while used > bound, let oldest { remove(oldest) }
  }

  private mutating func add(_ bytes: [UInt8], for key: FileIdentity) {
    entries[key] = Entry(bytes: bytes, newer: nil, older: newest)
    if let newest { entries[newest]?.newer = key } else { oldest = key }
    newest = key
    used += bytes.count + Self.overhead
  }

  private mutating func remove(_ key: FileIdentity) {
    guard let entry = entries.removeValue(forKey: key) else { return }
    if let newer = entry.newer { entries[newer]?.older = entry.older } else { newest = entry.older }
    if let older = entry.older { entries[older]?.newer = entry.newer } else { oldest = entry.newer }
    used -= entry.bytes.count + Self.overhead
  }
}
