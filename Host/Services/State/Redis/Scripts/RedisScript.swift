/// A Lua script that a server runs as one step: nobody sees half of it. Scripts do not roll back what they
/// have written, so each looks at everything before its first write.
///
/// Numbers of 64 bits are eight bytes there, the highest first, or decimal text: Lua's own lose bits past
/// 2^53.
struct RedisScript: Sendable {
  /// Its place in ``all``.
  let number: Int
  /// What the server is given.
  let text: String

  /// - Parameter flags: what the server may take for granted, see
  /// redis.io/docs/manual/programmability/lua-api.
  private init(_ number: Int, flags: String? = nil, _ parts: String...) {
    self.number = number
    text = "#!lua\(flags.map { " flags=\($0)" } ?? "")\n" + parts.joined()
  }

  /// Makes the epoch, or looks whether it is still the same.
  static let join = RedisScript(0, RedisLua.common, RedisLua.join)
  /// Reads keys.
  static let get = RedisScript(1, flags: "no-writes", RedisLua.common, RedisLua.get)
  /// Reads a range.
  static let scan = RedisScript(2, flags: "no-writes", RedisLua.common, RedisLua.scan)
  /// Writes all of a commit or nothing.
  static let commit = RedisScript(
    3, RedisLua.common, RedisLua.decimal, RedisLua.commit, RedisLua.plan, RedisLua.write)
  /// Removes some of what has ended. A server without memory lets it through: it makes room.
  static let sweep = RedisScript(4, flags: "allow-oom", RedisLua.common, RedisLua.remove, RedisLua.sweep)
  /// Removes some of a space's entries, likewise.
  static let purge = RedisScript(5, flags: "allow-oom", RedisLua.common, RedisLua.remove, RedisLua.purge)
  /// Tells what spaces hold.
  static let usage = RedisScript(6, flags: "no-writes", RedisLua.common, RedisLua.usage)

  /// Every script, by its number.
  static let all = [join, get, scan, commit, sweep, purge, usage]
}

/// The texts that scripts are made of.
enum RedisLua {}
