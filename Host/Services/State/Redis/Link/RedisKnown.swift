/// What a host knows of the data on a server, to see when it is not that any more.
struct RedisKnown {
  /// Of the data; nil before it was first seen.
  var epoch: [UInt8]?
  /// The last version that was seen.
  var version: UInt64 = 0
  /// When receipts' age was last counted by us, on the steady clock.
  var counted: Int64

  /// Nothing but what an earlier process remembered.
  init(_ remembered: (epoch: [UInt8], version: UInt64)?, at time: Int64) {
    (epoch, version, counted) = (remembered?.epoch, remembered?.version ?? 0, time)
  }

  /// A look at fields, before which it is seen whose they are; see ``answer(_:)``.
  func look(in keys: [String]) -> RedisArguments {
    var head = RedisArguments("HMGET")
    for word in [keys[0], "e", "v"] { head.append(word) }
    return head
  }

  /// What the server says to a look, as a script would say it.
  func answer(_ reply: RedisReply) -> RedisReply {
    guard let values = reply.elements, values.count >= 2 else { return reply }
    guard values[0].bytes == epoch else { return .array([.status("epoch")]) }
    guard let there = values[1].bytes?.number(at: 0), there >= version else {
      return .array([.status("back")])
    }
    return .array([.status("found")] + values.dropFirst(2))
  }

  /// A call of a script with what all take first: keys, epoch, version, and the time when it is not the server's.
  func call(_ script: [UInt8], _ keys: [String], _ time: Int64?) -> RedisArguments {
    var head = RedisArguments()
    head.reserve(keys.count + 8, bytes: 256)
    head.append("EVALSHA")
    head.append(script)
    head.append("\(keys.count)")
    for key in keys { head.append(key) }
    head.append(epoch ?? [])
    head.append(bits: version)
    head.append(time.map { "\($0)" } ?? "")
    return head
  }
}
