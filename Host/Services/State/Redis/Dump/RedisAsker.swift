internal import HostOperations
internal import NIOCore

/// A connection to a server that was looked at, for one question after the other. Blocks; not on the loop.
struct RedisAsker {
  private let wire: RedisWire
  private let address: RedisAddress
  private let loop: any EventLoop

  /// Connects to the primary, and looks whether state can be kept there.
  init(_ settings: RedisSettings, on loop: any EventLoop) throws {
    let dial = RedisDial(loop: loop, settings: settings)
    self.loop = loop
    do {
      (address, wire) = try dial.reachPrimary().wait()
    } catch { throw StateFailure(.unavailable, "Redis: \(error)") }
    let wire = wire
    do {
      _ = try loop.flatSubmit { RedisGreeting(dial: dial, wire: wire).run() }.wait()
    } catch {
      end()
      throw failure("\(error)")
    }
  }

  /// What it answers.
  ///
  /// - Throws: what it refuses, or why no answer came.
  func ask(_ arguments: RedisArguments) throws -> RedisReply {
    let (wire, loop) = (wire, loop)
    let answered = loop.flatSubmit {
      wire.ask(arguments) ?? loop.makeFailedFuture(RedisRefusal("no connection", isPassing: true))
    }
    let reply: RedisReply
    do { reply = try answered.wait() } catch { throw failure("\(error)") }
    if let error = reply.error { throw failure(RedisErrorReply(error).explained) }
    return reply
  }

  /// Gives it a script; its name.
  func load(_ script: String) throws -> [UInt8] {
    guard let name = try ask(RedisArguments("SCRIPT", "LOAD", script)).bytes else {
      throw failure("its answer is none")
    }
    return name
  }

  /// Why it cannot go on.
  func failure(_ why: String) -> StateFailure { StateFailure(.unavailable, "Redis at \(address): \(why)") }

  /// Closes the connection.
  func end() {
    let wire = wire
    loop.execute { wire.end("it is closed") }
  }
}
