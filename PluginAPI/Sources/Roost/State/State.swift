import CRoostSDK
import RoostJSON

/// The plugin's own state: ordered keys that outlive the plugin, its worker, the host and the machine's power.
///
/// No other plugin can see it. What a commit writes is all there or not at all, and is on disk before the call
/// returns. A key has 1 to 512 bytes, a value at most 1 MiB.
///
///     try await context.state.update("visits", as: Int.self) { $0 = ($0 ?? 0) + 1 }
public struct State: Sendable {
  private static let keysAtOnce = 256
  private static let (attempts, conflicts) = (4, 32)

  // MARK: Reading

  /// What a key has; nil for none.
  public func entry(_ key: String) async throws -> StateEntry? { try await entries([key])[0] }

  /// What keys have, in their order, nil for none. More than 256, or more than 4 MiB, are not of one moment.
  public func entries(_ keys: [String]) async throws -> [StateEntry?] {
    var found: [StateEntry?] = []
    while found.count < keys.count {
      var question = BlockWriter()
      for key in keys[found.count...].prefix(Self.keysAtOnce) { question.item(ROOST_STATE_KEY, key) }
      var reply = BlockReader(try await ask(1, question.bytes, "the keys \(keys[found.count])…"))
      _ = reply.take(UInt32.self)
      let count = reply.take(UInt32.self)
      _ = reply.take(UInt64.self)
      for _ in 0..<count { found.append(reply.entry()) }
    }
    return found
  }

  /// A key's value, read as JSON; nil for none.
  ///
  /// - Throws: ``PluginError``, or `DecodingError`.
  public func value<T: Decodable>(_ key: String, as type: T.Type = T.self) async throws -> T? {
    try await entry(key)?.decode(as: type)
  }

  /// A page of a range, as of one moment.
  ///
  /// - Parameters:
  ///   - range: the keys; of all by default.
  ///   - limit: most entries of the page, 1 to 1,000; it ends before it has more than 4 MiB.
  public func scan(_ range: StateRange = StateRange(), limit: Int = 100) async throws -> StatePage {
    let page = try await page(range, limit: limit)
    return StatePage(entries: page.entries.filter { !MigrationRecord.hides($0.keyBytes) }, next: page.next)
  }

  /// The same with what is the SDK's own.
  func page(_ range: StateRange, limit: Int) async throws -> StatePage {
    var question = BlockWriter()
    question.append(UInt32(24))
    question.append(range.isDescending ? UInt32(1) : 0)
    question.append(UInt32(clamping: limit))
    question.append(UInt32(range.from.count))
    question.append(UInt32(range.to.count))
    question.append(UInt32(0))
    question.append(range.from + range.to)
    let from = String(decoding: range.from, as: UTF8.self)
    var reply = BlockReader(try await ask(2, question.bytes, "the keys from \"\(from)\""))
    _ = reply.take(UInt32.self)
    let count = reply.take(UInt32.self)
    let hasMore = reply.take(UInt32.self) == 1
    _ = reply.take(UInt32.self)
    var entries: [StateEntry] = []
    for _ in 0..<count { if let entry = reply.entry() { entries.append(entry) } }
    guard hasMore, let last = entries.last?.keyBytes else { return StatePage(entries: entries, next: nil) }
    var next = range
    if range.isDescending { next.to = last } else { next.from = last + [0] }
    return StatePage(entries: entries, next: next)
  }

  // MARK: Writing

  /// Writes all of a commit or nothing, and waits until it is on disk. Where the answer is lost, or the store cannot
  /// be reached, it asks again with the same id.
  ///
  /// - Throws: ``PluginError`` of the class `conflict` when an expectation does not hold, `denied` when the quota is
  ///   full, `unknown` when it cannot be found out whether it was written.
  @discardableResult
  public func commit(_ commit: StateCommit) async throws -> StateReceipt {
    let block = commit.block
    var attempt = 1
    // Once an answer was lost only a receipt or a conflict says what became of it.
    var doubt: PluginError?
    while true {
      do {
        var reply = BlockReader(try await ask(3, block, "a commit of \(commit.count) writes"))
        _ = reply.take(UInt32.self)
        let count = reply.take(UInt32.self)
        let version = reply.take(UInt64.self)
        var sums: [Int64] = []
        for _ in 0..<count { sums.append(reply.sum()) }
        return StateReceipt(version: version, sums: sums)
      } catch let error as PluginError where [.retryable, .unknown, .busy].contains(error.class) {
        if error.class == .unknown { doubt = error }
        guard attempt < Self.attempts,
          (try? await HostTimer.sleep(for: .milliseconds(25 << (2 * attempt)))) != nil
        else { throw doubt ?? error }
        attempt += 1
      }
    }
  }

  /// Gives a key a value, as JSON.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - value: its value.
  ///   - expires: milliseconds since 1970 after which there is no value; nil is never.
  public func put(_ key: String, _ value: some Encodable, expires: Int64? = nil) async throws {
    var change = StateCommit()
    try change.put(key, value, expires: expires)
    try await commit(change)
  }

  /// Takes a key its value.
  public func delete(_ key: String) async throws {
    var change = StateCommit()
    change.delete(key)
    try await commit(change)
  }

  /// Adds to a key's number, and gives the sum. Never conflicts with another addition.
  @discardableResult
  public func add(_ key: String, _ amount: Int64 = 1) async throws -> Int64 {
    var change = StateCommit()
    change.add(key, amount)
    return try await commit(change).sums[0]
  }

  /// Reads a value, changes it, and writes it unless somebody else has in between: then again, with theirs. Handlers
  /// of this generation that change the same key take turns.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - type: the value's.
  ///   - event: is acknowledged in the same commit, see ``StateCommit/acknowledge(_:)``; nil is none.
  ///   - change: may run more than once, so it must do nothing else; nil is no value.
  /// - Returns: what the change that was written returned.
  public func update<T: Codable & Sendable, R: Sendable>(
    _ key: String, as type: T.Type = T.self, acknowledging event: (any KeptEvent)? = nil,
    _ change: (inout T?) throws -> R
  ) async throws -> R {
    await KeyTurns.begin(key)
    defer { KeyTurns.end(key) }
    var attempt = 1
    while true {
      let entry = try await entry(key)
      var value = try entry?.decode(as: type)
      let result = try change(&value)
      let bytes = try value.map { try JSONCoder.encode($0) }
      guard bytes != entry?.value || event != nil else { return result }
      var writes = StateCommit()
      if let event { writes.acknowledge(event) }
      writes.expect(key, version: entry?.version)
      if bytes == entry?.value {
        // Nothing to write but the acknowledgement.
      } else if let bytes {
        writes.put(key, bytes: bytes, expires: entry?.expires)
      } else {
        writes.delete(key)
      }
      do {
        try await commit(writes)
        return result
      } catch let error as PluginError where error.class == .conflict && attempt < Self.conflicts {
        attempt += 1
        try await HostTimer.sleep(for: .microseconds(Int.random(in: 0..<500 * attempt)))
      }
    }
  }

  private func ask(_ method: Int32, _ block: [UInt8], _ what: String) async throws -> [UInt8] {
    let answer = await Questions.ask { id in
      unsafe block.withUnsafeBufferPointer {
        unsafe roost_sdk_state(method, $0.baseAddress, UInt64($0.count), id)
      }
    }
    return try answer.result(
      what, absent: "this host offers no state (roost.state/1)", bounds: "it is malformed or out of bounds")
  }
}
