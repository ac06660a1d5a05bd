/// What `INFO` says (redis.io/commands/info): lines of `name:value`.
struct RedisInfo: Sendable {
  private var fields: [String: String] = [:]

  init(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) where line.first != "#" {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[String(line[..<colon])] = String(line[line.index(after: colon)...])
    }
  }

  subscript(_ name: String) -> String? { fields[name] }

  /// The first two numbers of the server's version.
  var version: (major: Int, minor: Int)? {
    let numbers = (self["redis_version"] ?? "").split(separator: ".").map { Int($0) }
    guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
    return (major, minor)
  }

  /// Why state cannot be kept on the server; nil when it can.
  var objection: RedisRefusal? {
    guard let version else {
      return RedisRefusal("it does not say its version — hint: is it Redis?")
    }
    // A script of 7.0 cannot be cut off between its writes, by a disk that is full or memory that is.
    guard version.major >= 7 else {
      return RedisRefusal(
        """
        it is Redis \(version.major).\(version.minor), and 7.0 or newer is needed — \
        hint: install a newer one
        """
      )
    }
    if self["loading"] == "1" {
      return RedisRefusal("it is loading its data — hint: wait", isPassing: true)
    }
    guard self["cluster_enabled"] != "1" else {
      return RedisRefusal(
        """
        it is a Redis Cluster, which cannot commit keys of several nodes at once — \
        hint: use one primary, with Sentinel to watch it
        """)
    }
    guard self["role"] == "master" else {
      return RedisRefusal(
        "it is a replica — hint: name the primary, or Sentinels and state.redis.sentinel", isPassing: true)
    }
    guard self["maxmemory_policy"] == "noeviction" else {
      return RedisRefusal(
        """
        maxmemory-policy is \(self["maxmemory_policy"] ?? "not told"), which would throw state away — \
        hint: set maxmemory-policy noeviction
        """)
    }
    return nil
  }
}
