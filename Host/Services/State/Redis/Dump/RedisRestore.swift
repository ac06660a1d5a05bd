internal import HostOperations
package import NIOCore

/// Puts a copy in the place of a store on a server, over a connection: the server needs no restart, and keys of
/// others there stay as they are.
///
/// Everything is written under other names first, then all takes its names at once. What was there keeps existing
/// beside it, under names that end in `before-restore:`. The epoch is a new one, so that a host that knew the old data
/// stops.
package enum RedisRestore {
  /// What the names of the keys have behind the prefix meanwhile, and what those that were there have afterwards.
  private static let (unfinished, before) = ("restored:", "before-restore:")

  /// Gives the keys their names, unless somebody listens: a host does as long as it runs. Every command that the user
  /// may not use ends it before it has changed anything.
  private static let swap = #"""
    #!lua
    local hosts = redis.call('PUBLISH', ARGV[1], '')
    if hosts > 0 then return {'hosts', hosts} end
    for i = 1, 5 do redis.call('UNLINK', KEYS[i + 10]) end
    for i = 1, 5 do
      if redis.call('EXISTS', KEYS[i]) == 1 then redis.call('RENAME', KEYS[i], KEYS[i + 10]) end
    end
    for i = 1, 5 do
      if redis.call('EXISTS', KEYS[i + 5]) == 1 then redis.call('RENAME', KEYS[i + 5], KEYS[i]) end
    end
    return {'done'}
    """#

  /// Puts a copy in the place of what is there. Blocks; not on the loop.
  ///
  /// - Parameters:
  ///   - path: the copy's folder.
  ///   - settings: where to; ``RedisSettings/memory`` is this host's, which learns of the new epoch.
  ///   - prepare: is given what is put in its place, whole, before it has the names.
  /// - Throws: why the copy is none, or the server cannot take it; then what was there is as it was.
  package static func restore(
    _ path: String, to settings: RedisSettings, on loop: any EventLoop,
    _ prepare: (any StateStore) throws(StateFailure) -> Void
  ) throws(StateFailure) -> RedisCopy.Summary {
    let summary = try RedisCopy.verify(path)
    var fresh = settings
    (fresh.prefix, fresh.memory) = (settings.prefix + unfinished, nil)
    let epoch = (0..<16).map { _ in UInt8.random(in: 0 ... .max) }
    do {
      let asker = try RedisAsker(settings, on: loop)
      defer { asker.end() }
      try refuseHosts(asker.ask(RedisArguments("PUBLISH", settings.channel, "")), settings)
      try remove(fresh.keys, asker)
      do {
        try write("\(path)/\(CopyFolder.dump)", summary.manifest, epoch, to: fresh.keys, asker)
        try ready(fresh, on: loop, prepare)
        try take(settings, fresh, asker)
      } catch {
        try? remove(fresh.keys, asker)
        throw error
      }
      try remember(settings, epoch, summary.manifest.commit)
      return summary
    } catch let failure as StateFailure { throw failure } catch {
      throw StateFailure(.unavailable, "\(error)")
    }
  }

  private static func ready(
    _ fresh: RedisSettings, on loop: any EventLoop, _ prepare: (any StateStore) throws(StateFailure) -> Void
  ) throws {
    let store = try RedisStore(fresh, on: loop)
    defer { store.close() }
    try prepare(store)
  }

  private static func take(_ settings: RedisSettings, _ fresh: RedisSettings, _ asker: RedisAsker) throws {
    var arguments = RedisArguments("EVALSHA")
    arguments.append(try asker.load(swap))
    let old = RedisSettings.keys(settings.prefix + before)
    let keys = settings.keys + fresh.keys + old
    arguments.append("\(keys.count)")
    for key in keys { arguments.append(key) }
    arguments.append(settings.channel)
    let answer = try asker.ask(arguments)
    switch answer.elements?.first?.text {
    case "done": return
    case "hosts": try refuseHosts(answer.elements?.last ?? .null, settings)
    default: break
    }
    throw asker.failure("its answer is none: \(answer)")
  }

  private static func refuseHosts(_ answer: RedisReply, _ settings: RedisSettings) throws {
    guard case .integer(let count) = answer, count > 0 else { return }
    throw StateFailure(
      .denied,
      "\(count) hosts use \(settings.prefix) on this server, and would write on — hint: stop them all first")
  }

  private static func remove(_ keys: [String], _ asker: RedisAsker) throws {
    var arguments = RedisArguments("UNLINK")
    for key in keys { arguments.append(key) }
    _ = try asker.ask(arguments)
  }

  /// What this host saw last is not what is there now.
  private static func remember(_ settings: RedisSettings, _ epoch: [UInt8], _ version: UInt64) throws {
    guard let path = settings.memory else { return }
    do throws(SystemFailure) {
      try RedisMemory(path: path).keep(epoch, version)
    } catch {
      throw StateFailure(
        .unavailable, "it is restored, but \(error) — hint: remove \(path) before the host starts")
    }
  }

  // MARK: Writing

  private static func write(
    _ path: String, _ manifest: RedisManifest, _ epoch: [UInt8], to keys: [String], _ asker: RedisAsker
  ) throws {
    let source = try RDBSource(path)
    var reader = RDBReader(source, keys: RedisSettings.keys(manifest.prefix), database: manifest.database)
    var writing = RedisBatch(asker, keys)
    try reader.run { key, item throws(RDBFailure) in
      if case .field(let field, _) = item, field == Array("e".utf8) {
        try writing.add(.field(field, epoch), to: key)
      } else {
        try writing.add(item, to: key)
      }
    }
    try writing.send()
    // Between the first reading and this one it may have become another.
    guard try source.finish().digest.description == manifest.digest else {
      throw RDBFailure("the copy was changed while it was read")
    }
  }
}

/// Items on the way to a server: many of one key in a command.
private struct RedisBatch {
  private static let (mostItems, mostBytes) = (512, 1 << 20)

  private let asker: RedisAsker
  private let keys: [String]
  private var command = RedisArguments()
  private var (key, items) = (-1, 0)

  init(_ asker: RedisAsker, _ keys: [String]) { (self.asker, self.keys) = (asker, keys) }

  mutating func add(_ item: RDBItem, to key: Int) throws(RDBFailure) {
    if key != self.key || items >= Self.mostItems || command.bytes.count >= Self.mostBytes {
      try send()
      let name =
        switch item {
        case .field: "HSET"
        case .ranked: "ZADD"
        case .element: "RPUSH"
        case .member: "SADD"
        }
      (command, self.key) = (RedisArguments(name, keys[key]), key)
    }
    items += 1
    switch item {
    case .field(let field, let value):
      command.append(field)
      command.append(value)
    case .ranked(let member, let score):
      command.append(Int64(exactly: score).map { "\($0)" } ?? "\(score)")
      command.append(member)
    case .element(let bytes), .member(let bytes): command.append(bytes)
    }
  }

  /// Sends what there is, and waits until it is written.
  mutating func send() throws(RDBFailure) {
    guard items > 0 else { return }
    items = 0
    do { _ = try asker.ask(command) } catch { throw RDBFailure("\(error)") }
  }
}
