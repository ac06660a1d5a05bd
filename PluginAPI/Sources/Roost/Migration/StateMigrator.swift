import RoostJSON

/// Turns the plugin's state from one version to another, by the migrations that are declared.
struct StateMigrator {
  /// Entries looked at for one commit.
  private static let page = 200
  /// What a commit may hold, with room for the record.
  private static let (mostItems, mostBytes) = (500, 3 << 20)

  private let state = State()
  private let log = Log()
  private let migrations: [StateMigration]
  private var record = MigrationRecord(version: 0)
  /// The record's own version in the store; nil when it has not been written.
  private var stored: UInt64?

  init(_ migrations: [StateMigration]) { self.migrations = migrations }

  /// The newest version that a migration begins with or leads to; nil without any.
  static func newest(_ migrations: [StateMigration]) -> Int? {
    migrations.map { max($0.from, $0.to) }.max()
  }

  /// Turns the state to a version. One that was interrupted is finished first.
  ///
  /// - Throws: ``PluginError``, or what a migration throws. It goes on from there the next time.
  mutating func run(to target: Int) async throws {
    try await load(target)
    if let to = record.to {
      guard let pending = migrations.first(where: { $0.from == record.version && $0.to == to }) else {
        throw PluginError.permanent(
          "the state is half way from version \(record.version) to \(to) — hint: install the version that began it"
        )
      }
      try await move(pending, isLast: to == target)
    }
    while record.version != target {
      guard let next = step(to: target) else {
        // What a newer version has written, and this one reads as it is.
        if record.version > target, Self.newest(migrations) == target { return }
        throw PluginError.permanent(
          "no migration leads from version \(record.version) of the state to \(target) — hint: declare one")
      }
      try await move(next, isLast: next.to == target)
    }
  }

  /// The longest step towards a version.
  private func step(to target: Int) -> StateMigration? {
    let steps = migrations.filter { $0.from == record.version }
    return target > record.version
      ? steps.filter { $0.to > $0.from && $0.to <= target }.max { $0.to < $1.to }
      : steps.filter { $0.to < $0.from && $0.to >= target }.min { $0.to < $1.to }
  }

  /// Reads of which version the state is. Without a record it is of the oldest version there is a migration of; without
  /// anything, of the version that is wanted.
  private mutating func load(_ target: Int) async throws {
    let from = StateRange(bytes: MigrationRecord.key)
    if let entry = try await state.page(from, limit: 1).entries.first, entry.keyBytes == MigrationRecord.key {
      record = try entry.decode()
      stored = entry.version
      if record.to != nil, record.since == nil { record.since = entry.version }
      return
    }
    let isEmpty = try await state.page(StateRange(), limit: 1).entries.isEmpty
    record = MigrationRecord(version: migrations.map { min($0.from, $0.to) }.min() ?? target)
    guard isEmpty, record.version != target else { return }
    record.version = target
    var commit = StateCommit()
    commit.form(target)
    try await save(commit)
  }

  // MARK: One migration

  private mutating func move(_ migration: StateMigration, isLast: Bool) async throws {
    if record.to == nil {
      log.info("turning the state from version \(migration.from) to \(migration.to)")
      record.to = migration.to
      try await save(StateCommit())
      record.since = stored
    }
    var batch = MigrationBatch()
    var range = migration.range
    if let after = record.after { range.from = after + [0] }
    var next: StateRange? = range
    while let range = next {
      let page = try await state.page(range, limit: Self.page)
      for entry in page.entries where isOld(entry) {
        let more = try batch.change(entry, migration)
        if batch.count + more.count > Self.mostItems || batch.bytes + more.bytes > Self.mostBytes,
          batch.count > 0
        {
          try await save(batch.commit)
          batch = MigrationBatch()
        }
        batch.add(more)
        record.after = entry.keyBytes
      }
      if batch.count > 0, page.next != nil {
        try await save(batch.commit)
        batch = MigrationBatch()
      }
      next = page.next
    }
    record = MigrationRecord(version: migration.to)
    var last = batch.commit
    if isLast { last.form(migration.to) }
    try await save(last)
    log.info("the state is of version \(migration.to)")
  }

  /// Whether an entry is not of the migration's own making.
  private func isOld(_ entry: StateEntry) -> Bool {
    !MigrationRecord.hides(entry.keyBytes) && entry.version <= record.since ?? .max
  }

  /// Writes a commit with the record as it is now.
  private mutating func save(_ commit: StateCommit) async throws {
    var commit = commit
    commit.expect(bytes: MigrationRecord.key, version: stored)
    commit.put(key: MigrationRecord.key, bytes: try JSONCoder.encode(record))
    stored = try await state.commit(commit).version
  }
}

/// The changes of several entries, for one commit.
struct MigrationBatch {
  private(set) var commit = StateCommit()
  var count: Int { commit.count }
  private(set) var bytes = 0

  /// What a migration makes of an entry.
  ///
  /// - Throws: what it throws, with the key.
  func change(_ entry: StateEntry, _ migration: StateMigration) throws -> StateCommit {
    var change = StateCommit(id: commit.id)
    do {
      try migration.change(entry, &change)
    } catch {
      throw PluginError.permanent(
        "the migration from \(migration.from) to \(migration.to) fails at the key \"\(entry.key)\" — \(error)"
      )
    }
    guard change.count > 0 else { return change }
    change.expect(bytes: entry.keyBytes, version: entry.version)
    return change
  }

  mutating func add(_ change: StateCommit) {
    commit.append(change)
    bytes += change.bytes
  }
}
