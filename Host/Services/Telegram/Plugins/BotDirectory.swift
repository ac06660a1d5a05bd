internal import Synchronization

/// The bots that calls can be made as, by their names here: what a call asks for each time, without waiting.
package final class BotDirectory: Sendable {
  /// What is known of one.
  package struct Entry: Sendable, Equatable {
    /// Its id with Telegram.
    package var id: Int64
    /// Its name here.
    package var name: String
    /// Its name with Telegram, without the at sign.
    package var username: String
    /// The plugins that serve it.
    package var plugins: [String]
    /// The mode that they serve it in; empty is none.
    package var mode: String
    /// Whether calls are made as it: it is not switched off, and its token is not revoked.
    package var isActive: Bool

    /// Describes it.
    package init(
      id: Int64, name: String, username: String, plugins: [String], mode: String, isActive: Bool
    ) {
      (self.id, self.name, self.username) = (id, name, username)
      (self.plugins, self.mode, self.isActive) = (plugins, mode, isActive)
    }

    /// As it is kept.
    package init(_ record: BotRecord) {
      self.init(
        id: record.id, name: record.name, username: record.username, plugins: record.plugins,
        mode: record.mode, isActive: record.status == .active)
    }
  }

  private let entries = Mutex<[String: Entry]>([:])

  /// A directory of some bots.
  package init(_ entries: [Entry] = []) { set(entries) }

  /// Knows these and no others.
  package func set(_ entries: [Entry]) {
    let named = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    self.entries.withLock { $0 = named }
  }

  /// The one of a name.
  package subscript(name: String) -> Entry? { entries.withLock { $0[name] } }

  /// All, in the order of their names.
  package var all: [Entry] { entries.withLock { Array($0.values) }.sorted { $0.name < $1.name } }
}
