package import HostOperations
internal import RoostJSON

/// The bots that were added to this host, kept in its store with their tokens sealed.
package actor BotRegistry {
  /// A bot with what is needed to serve it.
  package struct Served: Sendable {
    /// As it is kept.
    package var record: BotRecord
    /// Its token.
    package var token: BotToken
    /// What Telegram proves itself with, the newest first.
    package var secrets: [Secret]
  }

  /// What is to be added.
  package struct Wish: Sendable {
    /// Its name here.
    package var name: String
    /// Its token.
    package var token: BotToken
    /// The plugins that serve it.
    package var plugins: [String]
    /// The mode that they serve it in.
    package var mode: String
    /// Whether its updates are kept.
    package var isKept: Bool

    /// Describes it.
    package init(name: String, token: BotToken, plugins: [String], mode: String, isKept: Bool) {
      (self.name, self.token, self.plugins, self.mode, self.isKept) = (name, token, plugins, mode, isKept)
    }
  }

  private let store: any StateStore
  private let vault: TokenVault?
  private let caller: TelegramCaller
  private let clock: StateClock
  /// Names that are taken: of the bots in the configuration.
  private let taken: Set<String>
  private var firstSeen = FirstSeen()
  /// How many changes were made by commands.
  private var changes = 0
  private var entries: [Int64: (served: Served, version: UInt64)] = [:]
  /// Those whose token cannot be opened, and why.
  private var closed: [Int64: (record: BotRecord, why: String)] = [:]

  /// For how long the old proof of a webhook is taken beside the new one, in milliseconds.
  static let overlap: Int64 = 600_000

  /// A registry without bots until ``load()``.
  ///
  /// - Parameters:
  ///   - vault: opens tokens; nil where no key is configured.
  ///   - taken: names that no bot may be added under.
  package init(
    _ store: any StateStore, _ vault: TokenVault?, _ caller: TelegramCaller, taken: Set<String>,
    clock: StateClock = .system
  ) {
    (self.store, self.vault, self.caller) = (store, vault, caller)
    (self.taken, self.clock) = (taken, clock)
  }

  /// Reads what is kept. A token under an older key gets the newest one.
  ///
  /// - Returns: what is wrong with some of them, for people.
  /// - Throws: that the store cannot tell.
  package func load() async throws -> [String] {
    let changesBefore = changes
    var problems: [String] = []
    var all: [StateEntry] = []
    var range = StateRange(from: Array("bot/".utf8), to: Array("bot0".utf8), limit: 500)
    repeat {
      let page = try await page(range)
      all += page.entries
      guard page.hasMore, let last = page.entries.last else { break }
      range.from = last.key + [0]
    } while true
    var entries: [Int64: (served: Served, version: UInt64)] = [:]
    var closed: [Int64: (record: BotRecord, why: String)] = [:]
    for entry in all {
      guard let record = try? BotRecord(record: entry.value) else {
        problems.append("a bot's record is of a form that this host does not know, and is left alone")
        continue
      }
      do {
        guard let vault else { throw BotRefusal.noKeys }
        var served = try Self.open(record, vault)
        var version = entry.version
        if vault.isOld(record.token) || vault.isOld(record.secret) {
          served = try Self.sealedAnew(served, vault)
          version = try await put(served.record, expecting: version)
        }
        entries[record.id] = (served, version)
      } catch {
        closed[record.id] = (record, "\(error)")
        problems.append("the bot \(record.name) is not served: \(error)")
      }
    }
    // What a command has changed meanwhile is newer than what was read.
    guard changes == changesBefore else { return problems }
    (self.entries, self.closed) = (entries, closed)
    let opened = entries.values.map(\.served.token)
    for token in opened { token.makeKnown() }
    KnownSecrets.shared.learn(entries.values.flatMap(\.served.secrets))
    return problems
  }

  private func page(_ range: StateRange) async throws -> StatePage {
    try await withCheckedContinuation { waiting in
      store.scan(range, of: BotRecord.space) { waiting.resume(returning: $0) }
    }.get()
  }

  private static func open(_ record: BotRecord, _ vault: TokenVault) throws -> Served {
    var secrets = [try vault.open(record.secret, "webhook", of: record.id)]
    if let previous = record.previous { secrets.append(try vault.open(previous, "webhook", of: record.id)) }
    return Served(record: record, token: try vault.open(record.token, of: record.id), secrets: secrets)
  }

  private static func sealedAnew(_ served: Served, _ vault: TokenVault) throws -> Served {
    var next = served
    next.record.token = vault.seal(served.token)
    next.record.secret = vault.seal(served.secrets[0], "webhook", of: served.record.id)
    next.record.previous = served.secrets.dropFirst().first.map {
      vault.seal($0, "webhook", of: served.record.id)
    }
    return next
  }

  // MARK: Reading

  /// Those whose tokens could be opened, in the order they were added.
  package var served: [Served] {
    entries.values.map(\.served).sorted { ($0.record.added, $0.record.id) < ($1.record.added, $1.record.id) }
  }

  /// All, in the order of their names.
  package var records: [BotRecord] {
    let closed = closed.values.map { entry in
      var record = entry.record
      record.reason = entry.why
      return record
    }
    return (entries.values.map(\.served.record) + closed).sorted { $0.name < $1.name }
  }

  /// The token of a bot that may act.
  package func token(of id: Int64) -> BotToken? {
    guard let served = entries[id]?.served, served.record.status == .active else { return nil }
    return served.token
  }

  // MARK: Changing

  /// Adds a bot, once Telegram has said that the token is right.
  ///
  /// - Throws: ``BotRefusal``, or that the store cannot keep it.
  package func add(_ wish: Wish) async throws -> BotRecord {
    guard let vault else { throw BotRefusal.noKeys }
    guard !taken.contains(wish.name) else {
      throw BotRefusal(
        "\(wish.name) — the configuration has a bot of this name — hint: choose another, or take bots.\(wish.name) out"
      )
    }
    if let same = entries[wish.token.bot]?.served.record ?? closed[wish.token.bot]?.record {
      let isSame = vault.holds(same.token, wish.token)
      throw BotRefusal(
        """
        \(wish.name) — this bot is here already, as \(same.name)\(isSame ? "" : " with another token") — \
        hint: roost bots remove \(same.name) first
        """)
    }
    guard !records.contains(where: { $0.name == wish.name }) else {
      throw BotRefusal("\(wish.name) — a bot of this name is here already — hint: choose another name")
    }
    wish.token.makeKnown()
    let username = try await introduce(wish.token)
    let secret = Secret(SecureRandom.token(bytes: 32))
    KnownSecrets.shared.learn([secret])
    let record = BotRecord(
      id: wish.token.bot, name: wish.name, username: username, token: vault.seal(wish.token),
      path: Self.freshPath(), secret: vault.seal(secret, "webhook", of: wish.token.bot),
      plugins: wish.plugins, mode: wish.mode, isKept: wish.isKept, status: .active, reason: "",
      added: clock.wall())
    let version = try await commit([
      .expect(BotRecord.key(record.id), version: 0), .expect(BotRecord.key(named: record.name), version: 0),
      .put(BotRecord.key(record.id), record.record, expires: 0),
      .put(BotRecord.key(named: record.name), Array("\(record.id)".utf8), expires: 0),
    ])
    changes += 1
    entries[record.id] = (Served(record: record, token: wish.token, secrets: [secret]), version)
    return record
  }

  static func freshPath() -> String { "/telegram/" + SecureRandom.token(bytes: 24) }

  /// Asks Telegram who a token is.
  private func introduce(_ token: BotToken) async throws -> String {
    if let opens = firstSeen.tryOne(at: clock.steady() * 1000) {
      let seconds = max(1, (opens / 1000 - clock.steady() + 999) / 1000)
      throw BotRefusal(
        "Telegram takes 20 new tokens a minute from one address — hint: try again in \(seconds) s")
    }
    let call = try TelegramCall("getMe", timeout: 15_000)
    let outcome = await withCheckedContinuation { waiting in
      caller.call(call, as: token) { waiting.resume(returning: $0) }
    }
    guard case .done(let json) = outcome, let me = try? JSONValue(parsing: json) else {
      let hint =
        switch outcome {
        case .revoked, .refused(404, _): "the token is not the bot's, or was revoked: ask @BotFather"
        case .retry(let seconds, _): "try again in \(seconds) s"
        default: "see whether this machine reaches the server, and telegram.api_url"
        }
      throw BotRefusal("Telegram does not know the bot \(token.bot) — \(outcome) — hint: \(hint)")
    }
    guard me["id"]?.int == Int(token.bot), me["is_bot"]?.bool == true else {
      throw BotRefusal("bot \(token.bot) — the server says that it is another — hint: see telegram.api_url")
    }
    return me["username"]?.string ?? ""
  }

  /// Changes how a bot stands.
  package func set(_ name: String, _ status: BotRecord.Status, reason: String = "") async throws -> BotRecord
  {
    try await change(name) { served in
      served.record.status = status
      served.record.reason = reason
    }
  }

  /// Gives a bot another proof for its webhook; the old one is taken for ten minutes more.
  package func rotateSecret(_ name: String) async throws -> BotRecord {
    guard let vault else { throw BotRefusal.noKeys }
    let fresh = Secret(SecureRandom.token(bytes: 32))
    KnownSecrets.shared.learn([fresh])
    let until = clock.wall() + Self.overlap
    return try await change(name) { served in
      served.secrets = [fresh, served.secrets[0]]
      served.record.previous = served.record.secret
      served.record.previousUntil = until
      served.record.secret = vault.seal(fresh, "webhook", of: served.record.id)
    }
  }

  /// Forgets proofs whose time is over.
  ///
  /// - Returns: whether any was.
  package func expireSecrets() async throws -> Bool {
    let now = clock.wall()
    let due = entries.values.map(\.served).filter {
      $0.record.previous != nil && $0.record.previousUntil <= now
    }
    for served in due {
      _ = try await change(served.record.name) { served in
        served.secrets = [served.secrets[0]]
        (served.record.previous, served.record.previousUntil) = (nil, 0)
      }
    }
    return !due.isEmpty
  }

  /// Forgets a bot, its token and what was fetched of it.
  package func remove(_ name: String) async throws -> BotRecord {
    guard let record = records.first(where: { $0.name == name }) else { throw BotRefusal.unknown(name) }
    _ = try await commit([
      .delete(BotRecord.key(record.id)), .delete(BotRecord.key(named: name)),
    ])
    changes += 1
    entries[record.id] = nil
    closed[record.id] = nil
    return record
  }

  private func change(_ name: String, _ change: (inout Served) -> Void) async throws -> BotRecord {
    guard let known = entries.values.first(where: { $0.served.record.name == name }) else {
      if let why = closed.values.first(where: { $0.record.name == name })?.why { throw BotRefusal(why) }
      throw BotRefusal.unknown(name)
    }
    var next = known.served
    change(&next)
    let version = try await put(next.record, expecting: known.version)
    changes += 1
    entries[next.record.id] = (next, version)
    return next.record
  }

  private func put(_ record: BotRecord, expecting version: UInt64) async throws -> UInt64 {
    try await commit([
      .expect(BotRecord.key(record.id), version: version),
      .put(BotRecord.key(record.id), record.record, expires: 0),
    ])
  }

  private func commit(_ steps: [StateCommit.Step]) async throws -> UInt64 {
    let result = await withCheckedContinuation { waiting in
      store.commit(StateCommit(id: .fresh(at: clock.wall()), steps: steps), to: BotRecord.space) {
        waiting.resume(returning: $0)
      }
    }
    switch result {
    case .success(let receipt): return receipt.version
    case .failure(let failure) where failure.kind == .conflict:
      throw BotRefusal(
        "another command or host has changed it — hint: look at roost bots list, and try again")
    case .failure(let failure): throw failure
    }
  }
}
