/// What a server makes of a commit that it has answered.
package enum RedisDurability: Sendable, Equatable {
  /// It is on disk: `appendonly yes` with `appendfsync always`.
  case durable
  /// It may be lost when the server or its machine fails: why, and how much.
  case weaker(String)
  /// The server does not let us look.
  case unknown(String)

  /// Judges a server by `INFO` and by what `CONFIG GET appendfsync` says; nil is refused.
  static func judge(_ info: RedisInfo, appendfsync: String?) -> RedisDurability {
    guard info["aof_enabled"] == "1" else {
      return .weaker(
        """
        appendonly is no: what was written since the last snapshot is lost when the server ends — \
        hint: set appendonly yes and appendfsync always
        """)
    }
    switch appendfsync {
    case "always": return .durable
    case "everysec":
      return .weaker(
        """
        appendfsync is everysec: up to two seconds are lost when the machine fails — \
        hint: set appendfsync always
        """)
    case "no":
      return .weaker(
        """
        appendfsync is no: what the kernel had not written, usually up to 30 seconds, is lost when the \
        machine fails — hint: set appendfsync always
        """)
    default:
      return .unknown(
        """
        the user may not read appendfsync: commits may be lost when the machine fails — \
        hint: allow the user +config|get, and set appendfsync always
        """)
    }
  }
}
