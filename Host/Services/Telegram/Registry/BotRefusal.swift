/// Why something about a bot was not done.
package struct BotRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// What, why and a hint, never with a token.
  package let description: String

  /// Makes a refusal.
  package init(_ description: String) { self.description = description }

  static let noKeys = BotRefusal(
    """
    no key to keep tokens with — hint: openssl rand -hex 32 > telegram.key; chmod 600 telegram.key; \
    set telegram.key_file to it, and start the host again
    """)

  static func unknown(_ name: String) -> BotRefusal {
    BotRefusal("\(name) — no such bot was added — hint: roost bots list shows those there are")
  }
}
