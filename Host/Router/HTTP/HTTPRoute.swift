/// A route that a plugin registered.
package struct HTTPRoute: Sendable {
  /// A token in capitals.
  package let method: String

  /// Which paths it serves.
  package let pattern: RoutePattern

  /// The id of the plugin, to name it in conflicts.
  package let plugin: String

  /// What a match answers; the caller's number, never negative.
  package let target: Int32

  /// Refuses a method that is no token in capitals (RFC 9110, 5.6.2; at most 32 bytes), and those the
  /// host answers itself: OPTIONS and CONNECT.
  package init(method: String, pattern: RoutePattern, plugin: String, target: Int32) throws(RouteError) {
    precondition(target >= 0, "negative targets mean that there is none")
    let subject = "\(method.prefix(32)) \(pattern)"
    guard (1...32).contains(method.utf8.count), method.utf8.allSatisfy(Self.isMethodByte) else {
      throw RouteError(subject: subject, reason: "a method is a token in capitals, as in \"GET\"")
    }
    guard method != "OPTIONS", method != "CONNECT" else {
      throw RouteError(subject: subject, reason: "the host answers \(method) itself")
    }
    self.method = method
    self.pattern = pattern
    self.plugin = plugin
    self.target = target
  }

  private static func isMethodByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}
