internal import HostOperations
internal import NIOCore

/// Finds a server to take a dump from, and takes it.
struct RedisDump: Sendable {
  /// What was seen of the data before the dump was asked for.
  struct Sight: Sendable {
    /// Where the dump is taken from.
    var address: RedisAddress
    /// The last version then: a dump with less is older than what was asked for.
    var version: UInt64
    /// How many keys the server has that are not the store's.
    var others: Int
  }

  let dial: RedisDial
  private let settings: RedisSettings

  init(_ settings: RedisSettings, on loop: any EventLoop) {
    self.settings = settings
    dial = RedisDial(loop: loop, settings: settings)
  }

  /// Looks at the primary.
  ///
  /// - Parameter fromReplica: whether a replica of it is named in its place.
  func look(fromReplica: Bool) async throws -> Sight {
    let (primary, wire) = try await dial.reachPrimary().get()
    let future = dial.loop.flatSubmit { see(primary, wire, fromReplica) }
    future.whenComplete { _ in wire.end("seen") }
    do { return try await future.get() } catch { throw RedisRefusal("Redis at \(primary): \(error)") }
  }

  private func see(_ primary: RedisAddress, _ wire: RedisWire, _ fromReplica: Bool) -> EventLoopFuture<Sight>
  {
    var opening: [RedisArguments] = dial.authentication.map { [$0] } ?? []
    if settings.database != 0 { opening.append(RedisArguments("SELECT", "\(settings.database)")) }
    var count = RedisArguments("EXISTS")
    for key in settings.keys { count.append(key) }
    let questions =
      opening + [RedisArguments("INFO"), RedisArguments("HMGET", settings.keys[0], "e", "v"), count]
    return EventLoopFuture.whenAllSucceed(
      questions.map {
        wire.ask($0) ?? dial.loop.makeFailedFuture(RedisRefusal("no connection", isPassing: true))
      },
      on: dial.loop
    ).flatMapThrowing { replies in
      if let error = replies.compactMap(\.error).first {
        throw RedisRefusal(RedisErrorReply(error).explained)
      }
      let told = replies.suffix(3).map { $0 }
      guard let text = told[0].text, case .integer(let ours) = told[2], let fields = told[1].elements else {
        throw RedisRefusal("its answers are none")
      }
      let info = RedisInfo(text)
      if let objection = info.objection { throw objection }
      guard fields.count == 2, let version = fields[1].bytes?.number(at: 0) else {
        throw RedisRefusal(
          """
          there is no state with the prefix \(settings.prefix) in database \(settings.database) — hint: look at \
          state.redis.prefix and state.redis.database
          """)
      }
      return Sight(
        address: fromReplica ? try Self.replica(info) : primary, version: version,
        others: info.keys - Int(ours))
    }
  }

  /// The replica that is the least behind.
  private static func replica(_ info: RedisInfo) throws -> RedisAddress {
    let replicas = (0..<64).compactMap { info.parts("slave\($0)") }.filter { $0["state"] == "online" }
    let nearest = replicas.max { Int($0["offset"] ?? "") ?? 0 < Int($1["offset"] ?? "") ?? 0 }
    guard let nearest, let host = nearest["ip"], let port = Int(nearest["port"] ?? ""),
      (1...65535).contains(port)
    else {
      throw RedisRefusal("it has no replica that is connected — hint: take the copy without --from-replica")
    }
    return .host(host, port: port)
  }

  /// Takes a dump into a file; its digest.
  func take(
    from address: RedisAddress, into writer: sending DumpWriter, patience: TimeAmount,
    progress: @escaping @Sendable (UInt64, UInt64?) -> Void
  ) async throws -> String {
    let promise = dial.loop.makePromise(of: String.self)
    let receiver = RedisDumpReceiver(
      dial.authentication, to: writer, patience: patience, progress: progress, promise)
    dial.open(address, receiver).whenFailure { promise.fail($0) }
    do { return try await promise.futureResult.get() } catch {
      throw RedisRefusal("Redis at \(address): \(error)")
    }
  }
}

extension RedisInfo {
  /// The number of keys in all databases.
  var keys: Int {
    (0..<65_536).reduce(0) { $0 + (parts("db\($1)").flatMap { Int($0["keys"] ?? "") } ?? 0) }
  }

  /// A line of several parts, as `ip=10.0.0.2,port=6379`.
  func parts(_ name: String) -> [String: String]? {
    guard let line = self[name] else { return nil }
    let parts = line.split(separator: ",").map { $0.split(separator: "=", maxSplits: 1) }
    return Dictionary(parts.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) }) { first, _ in
      first
    }
  }
}
