internal import NIOCore

/// What a server is asked before it is trusted with state.
struct RedisGreeting: Sendable {
  /// What it answered.
  struct Result: Sendable {
    /// The names of scripts, by their numbers.
    var scripts: [[UInt8]]
    let durability: RedisDurability
  }

  let dial: RedisDial
  let wire: RedisWire

  /// Presents the user, chooses the database, looks at the server and gives it the scripts, in one write.
  func run() -> EventLoopFuture<Result> {
    var opening: [EventLoopFuture<RedisReply>] = []
    if let authentication = dial.authentication { opening.append(ask(authentication)) }
    if dial.settings.database != 0 {
      opening.append(ask(RedisArguments("SELECT", "\(dial.settings.database)")))
    }
    let info = ask(RedisArguments("INFO"))
    let configuration = ask(RedisArguments("CONFIG", "GET", "appendfsync"))
    let scripts = RedisScript.all.map { ask(RedisArguments("SCRIPT", "LOAD", $0.text)) }
    let count = opening.count
    return EventLoopFuture.whenAllSucceed(opening + [info, configuration] + scripts, on: dial.loop)
      .flatMapThrowing { try Self.judge($0, opening: count) }
  }

  private func ask(_ arguments: RedisArguments) -> EventLoopFuture<RedisReply> {
    wire.ask(arguments) ?? dial.loop.makeFailedFuture(RedisRefusal("no connection", isPassing: true))
  }

  private static func judge(_ replies: [RedisReply], opening: Int) throws -> Result {
    for reply in replies[..<opening] {
      if let error = reply.error { throw refused(error) }
    }
    guard let text = replies[opening].text else {
      throw refused(replies[opening].error ?? "no answer to INFO")
    }
    let info = RedisInfo(text)
    if let objection = info.objection { throw objection }
    let scripts = try replies[(opening + 2)...].map { reply in
      guard let name = reply.bytes else { throw refused(reply.error ?? "no answer to SCRIPT LOAD") }
      return name
    }
    let setting = replies[opening + 1].elements?.last?.text
    return Result(scripts: scripts, durability: .judge(info, appendfsync: setting))
  }

  private static func refused(_ error: String) -> RedisRefusal {
    let error = RedisErrorReply(error)
    return RedisRefusal(error.explained, isPassing: error.kind == "LOADING")
  }
}
