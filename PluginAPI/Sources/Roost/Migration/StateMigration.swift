/// How entries of one version of the plugin's state become those of another.
///
/// A plugin declares them in ``Plugin/migrations``, and its manifest names the versions: `state.writes` the newest,
/// `state.reads` those that it can begin from, `state.returns` the older ones that it can turn its state back to.
///
///     static var migrations: [StateMigration] {
///       StateMigration(from: 1, to: 2, .prefix("visits/")) { entry, writes in
///         let count: Int = try entry.decode()
///         try writes.put(entry.key, Visits(count: count, last: nil), expires: entry.expires)
///       }
///       StateMigration(from: 2, to: 1, .prefix("visits/")) { entry, writes in
///         let visits: Visits = try entry.decode()
///         try writes.put(entry.key, visits.count, expires: entry.expires)
///       }
///     }
///
/// They run before ``Plugin/start()``, while no other generation serves, in commits of many entries each. How far it
/// got is written in the same commits: after a crash it goes on behind the last one, and no entry is changed twice.
public struct StateMigration: Sendable {
  /// Changes an entry: it adds to a commit what takes the entry's place. With nothing added the entry stays as it is.
  public typealias Change = @Sendable (StateEntry, inout StateCommit) throws -> Void

  /// The version that it begins with.
  public let from: Int
  /// The version that it leads to; a lower one where it turns state back.
  public let to: Int
  let range: StateRange
  let change: Change

  /// A migration of the entries of a range; of all by default.
  ///
  /// - Parameters:
  ///   - from: the version that the state is of.
  ///   - to: the version that it is of afterwards.
  ///   - range: whose entries are given to `change`, those that it writes itself excepted.
  ///   - change: must give the same for the same entry, and do nothing else.
  public init(from: Int, to: Int, _ range: StateRange = StateRange(), _ change: @escaping Change) {
    self.from = from
    self.to = to
    self.range = StateRange(bytes: range.from, to: range.to)
    self.change = change
  }
}

/// Collects migrations.
@resultBuilder
public enum MigrationBuilder {
  /// One after the other.
  public static func buildBlock(_ migrations: StateMigration...) -> [StateMigration] { migrations }
}
