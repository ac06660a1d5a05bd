internal import HostOperations
package import NIOCore
internal import Synchronization

/// The state of plugins on a Redis server, which several hosts may share. It must be closed, not on its
/// loop.
///
/// Expiry goes by the server's clock. Calls without a connection are answered at once, with a failure.
package final class RedisStore: StateStore, AppendFeed {
  /// Calls that wait for the loop.
  private struct Inbox {
    var calls: [RedisCall] = []
    var commits: [RedisCommit] = []
    var isScheduled = false
    var isClosed = false
    /// Calls that were added and not answered.
    var open = 0
    /// Those who hear of appends.
    var appends: [RedisAppends] = []
  }

  /// Most calls that are not answered. Callers are bounded; this is for one that is not.
  private static let maximumOpen = 1 << 16
  static let closed = StateFailure(.unavailable, "the state is closed: the host is ending")

  private let link: RedisLink
  private let commits: RedisCommits
  private let keeper: RedisKeeper
  private let inbox = Mutex(Inbox())
  private let prefix: String
  private let memory: RedisMemory?

  /// Connects to a server and looks whether state can be kept there. Blocks; not on the loop.
  ///
  /// - Parameters:
  ///   - loop: what everything happens on.
  ///   - wall: stands in for the server's clock in tests; milliseconds since 1970.
  ///   - steady: see ``StateClock/steady``.
  ///   - durability: told what the server makes of commits, and again when that changes.
  ///   - trouble: told why the store cannot work, and nil when it works again. It must not call the store.
  /// - Throws: why it cannot be used.
  package init(
    _ settings: RedisSettings, on loop: any EventLoop, wall: (@Sendable () -> Int64)? = nil,
    steady: @escaping @Sendable () -> Int64 = StateClock.system.steady,
    durability: @escaping @Sendable (RedisDurability) -> Void = { _ in },
    trouble: @escaping @Sendable (StateFailure?) -> Void = { _ in }
  ) throws(StateFailure) {
    let trouble = StoreTrouble(trouble)
    prefix = settings.prefix
    memory = settings.memory.map { RedisMemory(path: $0) }
    link = RedisLink(
      settings, on: loop, RedisClocks(wall: wall, steady: steady), knowing: try memory?.recall(), trouble,
      durability: durability)
    commits = RedisCommits(link)
    keeper = RedisKeeper(link, commits, trouble)
    do throws(RedisRefusal) {
      try link.open()
    } catch {
      let addresses = settings.addresses.map(\.description).joined(separator: ", ")
      guard let strangeness = error.strangeness, let path = settings.memory else {
        throw StateFailure(.unavailable, "Redis at \(addresses): \(error)")
      }
      throw StateFailure(
        .unavailable,
        """
        Redis at \(addresses): \(strangeness) — hint: find out what became of what this host answered; to go on \
        with what is there, remove \(path)
        """)
    }
    if let failure = remember() {
      throw StateFailure(.unavailable, "\(failure) — hint: let the host's user write there")
    }
    let keeper = keeper
    loop.execute { keeper.start() }
  }

  // MARK: Reading

  /// See ``StateStore``; answered on the loop.
  package func get(
    _ keys: [[UInt8]], of space: StateSpace, _ answer: @escaping StateAnswer<[StateEntry?]>
  ) {
    guard let prefix = RedisFields.prefix(space.plugin) else { return answer(.failure(.badName)) }
    guard keys.count != 1 else { return look(keys, prefix, answer) }
    ask(keys, prefix, answer)
  }

  /// Reads one key. Whether one that ends has ended only the server's clock says.
  private func look(_ keys: [[UInt8]], _ prefix: [UInt8], _ answer: @escaping StateAnswer<[StateEntry?]>) {
    var arguments = RedisArguments()
    arguments.append(prefix + keys[0])
    read(
      nil, arguments,
      { [self] result in
        guard case .success(let found) = result, found[0].map({ $0.expires != 0 }) == true else {
          return answer(result)
        }
        ask(keys, prefix, answer)
      }
    ) { RedisFields.entries($0, of: keys) }
  }

  private func ask(_ keys: [[UInt8]], _ prefix: [UInt8], _ answer: @escaping StateAnswer<[StateEntry?]>) {
    guard !keys.isEmpty else { return answer(.success([])) }
    var arguments = RedisArguments()
    arguments.reserve(2 + keys.count, bytes: 64 + 64 * keys.count)
    arguments.append(prefix)
    arguments.append("\(StateBounds.pageBytes)")
    for key in keys { arguments.append(key) }
    read(.get, arguments, answer) { RedisFields.entries($0, of: keys) }
  }

  /// See ``StateStore``; answered on the loop.
  package func scan(_ range: StateRange, of space: StateSpace, _ answer: @escaping StateAnswer<StatePage>) {
    guard let prefix = RedisFields.prefix(space.plugin) else { return answer(.failure(.badName)) }
    var arguments = RedisArguments()
    arguments.append(prefix)
    arguments.append(range.from)
    arguments.append(range.to)
    for number in [range.limit, range.isDescending ? 1 : 0, StateBounds.pageBytes, Self.scanPatience] {
      arguments.append("\(number)")
    }
    read(
      .scan, arguments,
      { [self] result in
        guard case .success(let (page, next)) = result else { return answer(result.map(\.page)) }
        // So many that have ended lay in the way that the server was let do something else.
        guard page.entries.isEmpty, page.hasMore, let next else { return answer(.success(page)) }
        var rest = range
        if range.isDescending { rest.to = next } else { rest.from = next + [0] }
        scan(rest, of: space, answer)
      }
    ) { RedisFields.page($0, prefix: prefix.count) }
  }

  /// How many entries that have ended one script passes by.
  private static let scanPatience = 20_000

  /// See ``StateStore``; answered on the loop.
  package func usage(_ answer: @escaping StateAnswer<[StateUsage]>) {
    read(.usage, RedisArguments(), answer) { RedisFields.usage($0) }
  }

  /// Refuses: whoever wants a copy takes it from the server, see ``RedisCopy``.
  package func backUp(to path: String, _ answer: @escaping StateAnswer<Void>) {
    answer(
      .failure(
        StateFailure(
          .denied, "\(path): the state is in Redis — hint: call roost backup with the host's configuration")))
  }

  private func read<Value: Sendable>(
    _ script: RedisScript?, _ arguments: RedisArguments, _ answer: @escaping StateAnswer<Value>,
    _ decode: @escaping @Sendable (ArraySlice<RedisReply>) -> Value?
  ) {
    add(
      RedisCall(script: script, kind: .read, arguments: arguments) { result in
        answer(result.flatMap { decode($0.values).map(Result.success) ?? .failure(.badAnswer(.unavailable)) })
      })
  }

  // MARK: Writing

  /// See ``StateStore``; answered when the server has answered, see ``RedisDurability``.
  package func commit(
    _ commit: StateCommit, to space: StateSpace, _ answer: @escaping StateAnswer<StateReceipt>
  ) {
    let parts = [StateCommit.Part(space, commit.steps)] + commit.others
    guard parts.allSatisfy({ RedisFields.prefix($0.space.plugin) != nil }) else {
      return answer(.failure(.badName))
    }
    let receipt = commit.id.map { RedisFields.receipt($0, of: space.plugin) }
    if let refusal = add({ $0.commits.append(RedisCommit(receipt: receipt, parts: parts, answer: answer)) }) {
      answer(.failure(refusal))
    }
  }

  /// See ``StateStore``.
  package func purge(_ plugin: String, _ answer: @escaping StateAnswer<Int>) { purge(plugin, 0, answer) }

  private func purge(_ plugin: String, _ removed: Int, _ answer: @escaping StateAnswer<Int>) {
    guard RedisFields.prefix(plugin) != nil else { return answer(.success(removed)) }
    var arguments = RedisArguments()
    arguments.append(plugin)
    arguments.append("\(RedisKeeper.sweepSize)")
    add(
      RedisCall(script: .purge, kind: .write, arguments: arguments) { [self] result in
        switch result.map({ $0.values.first }) {
        case .success(.integer(0)): answer(.success(removed))
        case .success(.integer(let count)): purge(plugin, removed + Int(count), answer)
        case .success: answer(.failure(.badAnswer(.unknown)))
        case .failure(let failure): answer(.failure(failure))
        }
      })
  }

  /// Removes what has ended now rather than within a minute, then says so.
  package func sweep(_ done: @escaping @Sendable () -> Void) {
    let keeper = keeper
    link.loop.execute { keeper.sweep(done) }
  }

  /// See ``AppendFeed``; told on the loop.
  package func onAppend(_ tell: @escaping @Sendable (AppendNews) -> Void) {
    let appends = RedisAppends(link.dial, tell)
    link.loop.execute {
      self.inbox.withLock { inbox in
        guard !inbox.isClosed else { return false }
        inbox.appends.append(appends)
        return true
      } ? appends.start() : ()
    }
  }

  // MARK: Calls

  /// Calls reach the loop together: it writes once for all that came meanwhile.
  private func add(_ call: RedisCall) {
    if let refusal = add({ $0.calls.append(call) }) { call.answer(.failure(refusal)) }
  }

  /// - Returns: why nothing can be called.
  private func add(_ call: (inout Inbox) -> Void) -> StateFailure? {
    inbox.withLock { inbox in
      if inbox.isClosed { return Self.closed }
      guard inbox.open < Self.maximumOpen else {
        return StateFailure(
          .unavailable, "\(Self.maximumOpen) calls of the state wait already — hint: try later")
      }
      inbox.open += 1
      call(&inbox)
      if !inbox.isScheduled {
        inbox.isScheduled = true
        link.loop.execute { self.drain() }
      }
      return nil
    }
  }

  private func drain(all: Bool = false) {
    let (calls, commits) = inbox.withLock { inbox in
      defer { (inbox.calls, inbox.commits, inbox.isScheduled) = ([], [], false) }
      return (inbox.calls, inbox.commits)
    }
    for call in calls {
      link.call(
        RedisCall(script: call.script, kind: call.kind, arguments: call.arguments) { result in
          self.inbox.withLock { $0.open -= 1 }
          call.answer(result)
        })
    }
    for commit in commits {
      self.commits.add(
        RedisCommit(receipt: commit.receipt, parts: commit.parts) { result in
          self.inbox.withLock { $0.open -= 1 }
          commit.answer(result)
        })
    }
    self.commits.send(all: all)
  }

  /// Answers what was called and closes the connection.
  package func close() {
    let appends = inbox.withLock { inbox in
      defer { (inbox.isClosed, inbox.appends) = (true, []) }
      return inbox.appends
    }
    let isDone = Monitor(false)
    let (link, keeper) = (link, keeper)
    link.loop.execute {
      self.drain(all: true)
      keeper.stop()
      for one in appends { one.stop() }
      link.end { isDone.withLock(wake: true) { $0 = true } }
    }
    _ = isDone.wait { $0 ? () : nil }
    // What was remembered at the start holds as well, if not as much.
    _ = remember()
  }

  /// Keeps what is known for the next process; why that failed. Blocks; not on the loop.
  private func remember() -> SystemFailure? {
    guard let memory else { return nil }
    let known = Monitor<RedisKnown?>(nil)
    let link = link
    link.loop.execute { known.withLock(wake: true) { $0 = link.known } }
    guard let known = known.wait({ $0 }), let epoch = known.epoch else { return nil }
    do throws(SystemFailure) {
      try memory.keep(epoch, known.version)
      return nil
    } catch { return error }
  }
}

extension StateFailure {
  static let badName = StateFailure(.invalid, "a space has no name, or one with a NUL — hint: name it")

  static func badAnswer(_ kind: Kind) -> StateFailure {
    StateFailure(
      kind, "Redis answered what a script of Roost does not — hint: does something else write there?")
  }
}
