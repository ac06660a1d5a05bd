internal import HostOperations
internal import NIOCore

/// Asks Sentinels which server is the primary (redis.io/docs/management/sentinel).
struct RedisSentinels: Sendable {
  private let dial: RedisDial

  init(_ dial: RedisDial) { self.dial = dial }

  /// The primary, by the first Sentinel that knows it.
  func primary(of name: String) -> EventLoopFuture<RedisAddress> {
    primary(of: name, among: dial.settings.addresses[...], [])
  }

  private func primary(
    of name: String, among rest: ArraySlice<RedisAddress>, _ problems: [String]
  ) -> EventLoopFuture<RedisAddress> {
    guard let next = rest.first else {
      return dial.loop.makeFailedFuture(
        RedisRefusal(
          "no Sentinel tells where \"\(name)\" is: \(problems.joined(separator: "; "))", isPassing: true))
    }
    return ask(next, name).flatMapError { error in
      primary(of: name, among: rest.dropFirst(), problems + ["\(next): \(error)"])
    }
  }

  private func ask(_ sentinel: RedisAddress, _ name: String) -> EventLoopFuture<RedisAddress> {
    dial.connect(to: sentinel).flatMap { wire in
      let asked =
        wire.ask("SENTINEL", "get-master-addr-by-name", name)
        ?? dial.loop.makeFailedFuture(RedisRefusal("no connection", isPassing: true))
      return asked.flatMapThrowing { reply in
        wire.end("asked")
        let parts = reply.elements?.compactMap(\.text) ?? []
        guard parts.count == 2, let port = Int(parts[1]), (1...65535).contains(port) else {
          throw RedisRefusal(reply.error ?? "it does not know the name", isPassing: true)
        }
        return .host(parts[0], port: port)
      }
    }
  }
}
