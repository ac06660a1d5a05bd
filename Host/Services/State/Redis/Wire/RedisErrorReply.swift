/// An error that a server answered a call with.
struct RedisErrorReply {
  /// The word it begins with.
  let kind: String
  /// All of it.
  let text: String

  init(_ text: String) {
    self.text = text
    kind = String(text.prefix { $0 != " " })
  }

  /// What to do.
  private var advice: String? {
    switch kind {
    case "LOADING": "wait until it has loaded its data"
    case "BUSY": "a script of somebody else's runs: wait, or SCRIPT KILL"
    case "READONLY", "MASTERDOWN": "it is a replica now: the primary is looked for"
    case "OOM": "raise maxmemory, or let something be deleted"
    case "MISCONF": "make room on its disk, and look at its log"
    case "NOREPLICAS": "it has fewer replicas than min-replicas-to-write asks for"
    case "NOAUTH", "WRONGPASS": "set user and password of state.redis"
    case "NOPERM": Self.rights
    case "NOSCRIPT": "something flushes its scripts all the time"
    default: nil
    }
  }

  private static let rights = "give the user the rights that docs/operations.md lists"

  /// Whether the server refused the call before it began.
  var wasRefused: Bool { advice != nil }

  /// Whether another connection may lead to a server that does not.
  var needsAnother: Bool { ["READONLY", "MASTERDOWN", "NOAUTH"].contains(kind) }

  /// For an operator.
  var explained: String {
    // A script met a command, a key or a channel that its user may not use.
    let isDenied = text.contains("The user executing the script")
    let hint = advice ?? (isDenied ? Self.rights : "this is a mistake in Roost: report it")
    return "it says \(text) — hint: \(hint)"
  }
}
