internal import HostOperations
package import NIOCore

/// A copy that a server of one's own has opened, so that it is known that one can.
package enum RedisOpened {
  /// Looks whether a server has what a copy is said to have. Blocks; not on the loop.
  ///
  /// - Parameter socket: where the server listens, on which nobody else works.
  /// - Returns: false when it is still loading.
  /// - Throws: what is not as it was said.
  package static func compare(
    _ socket: String, _ summary: RedisCopy.Summary, on loop: any EventLoop
  ) throws(StateFailure) -> Bool {
    let manifest = summary.manifest
    let settings = RedisSettings([.unix(socket)], database: manifest.database, prefix: manifest.prefix)
    do {
      return try compare(settings, summary, RedisDial(loop: loop, settings: settings))
    } catch let failure as StateFailure { throw failure } catch {
      throw StateFailure(.unavailable, "a server that opened the copy: \(error)")
    }
  }

  private static func compare(
    _ settings: RedisSettings, _ summary: RedisCopy.Summary, _ dial: RedisDial
  ) throws -> Bool {
    let wire: RedisWire
    do { wire = try dial.connect(to: settings.addresses[0]).wait() } catch { return false }
    defer { dial.loop.execute { wire.end("it is closed") } }
    func ask(_ arguments: RedisArguments) throws -> RedisReply? {
      let asked = dial.loop.flatSubmit {
        wire.ask(arguments) ?? dial.loop.makeFailedFuture(RedisRefusal("no connection"))
      }
      let reply = try asked.wait()
      guard let error = reply.error else { return reply }
      if RedisErrorReply(error).kind == "LOADING" { return nil }
      throw RedisRefusal(error)
    }
    guard try ask(RedisArguments("SELECT", "\(settings.database)")) != nil else { return false }
    let (entries, order) = (settings.keys[0], settings.keys[1])
    guard let counted = try ask(RedisArguments("ZCARD", order)),
      let told = try ask(RedisArguments("HMGET", entries, "e", "v"))?.elements
    else { return false }
    let manifest = summary.manifest
    guard told.count == 2, let epoch = told[0].bytes, let version = told[1].bytes?.number(at: 0),
      RedisMemory.digits(epoch) == manifest.epoch, version == manifest.commit,
      counted == .integer(Int64(manifest.entries))
    else {
      throw StateFailure(
        .unavailable, "a server that opened the copy has something else than the manifest tells")
    }
    for space in summary.spaces {
      let row = try ask(RedisArguments("HGET", entries, "s" + space.plugin)) ?? .null
      guard RedisFields.usage([.bytes(Array(space.plugin.utf8)), row]) == [space] else {
        throw StateFailure(.unavailable, "a server that opened the copy has another count of \(space.plugin)")
      }
    }
    return true
  }
}
