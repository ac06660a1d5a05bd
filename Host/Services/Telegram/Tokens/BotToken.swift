package import HostOperations

/// A bot's token, which is all that it takes to act as the bot: never in a text, a log or an error.
package struct BotToken: Sendable, Equatable {
  /// The bot's id: the number before the colon.
  package let bot: Int64
  private let secret: Secret

  /// Longest token, in bytes (tdlib/telegram-bot-api, `ClientManager.cpp`).
  package static let maxBytes = 80

  /// Reads a token.
  ///
  /// - Throws: why it is none, without it.
  package init(_ bytes: [UInt8]) throws(BotTokenError) {
    guard bytes.count <= Self.maxBytes else {
      throw BotTokenError("has \(bytes.count) bytes, more than \(Self.maxBytes)")
    }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { throw BotTokenError("has no colon") }
    let digits = bytes[..<colon]
    guard let first = digits.first, first != UInt8(ascii: "0"),
      let bot = Int64(String(decoding: digits, as: UTF8.self)), bot > 0, digits.first != UInt8(ascii: "+")
    else { throw BotTokenError("does not begin with a bot's id before the colon") }
    // What follows is a part of a path: nothing may end it.
    guard bytes[(colon + 1)...].count >= KnownSecretsBound.shortest,
      bytes[(colon + 1)...].allSatisfy(Self.isTokenByte)
    else { throw BotTokenError("has something else than letters, digits, _ and - behind the colon") }
    self.bot = bot
    secret = Secret(bytes)
  }

  /// Reads a token, with white space around it ignored.
  ///
  /// - Throws: why it is none, without it.
  package init(_ text: String) throws(BotTokenError) {
    let bytes = Array(text.utf8)
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || (0x09...0x0D).contains($0) }
    try self.init(Array(bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed()))
  }

  /// Hands over the token itself, to be put into a URL and nowhere else.
  package func reveal() -> [UInt8] { secret.reveal() }

  /// Has logs mask it, and the part behind the colon alone.
  package func makeKnown(to secrets: KnownSecrets = .shared) {
    let bytes = reveal()
    let part = bytes.drop { $0 != UInt8(ascii: ":") }.dropFirst()
    secrets.learn([secret, Secret(Array(part))])
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
    default: false
    }
  }
}

/// Bounds of what logs can mask.
enum KnownSecretsBound {
  /// A part that is shorter could not be masked, see `KnownSecrets`.
  static let shortest = 8
}

extension BotToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The bot's id, which is public, and no more.
  package var description: String { "\(bot):\(Secret.redacted)" }

  /// As ``description``.
  package var debugDescription: String { description }

  /// Empty, so that `dump` shows nothing.
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Why a text is no bot's token.
package struct BotTokenError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Why, with a hint, never with the text.
  package let description: String

  init(_ why: String) {
    description =
      "the token \(why) — hint: @BotFather gives tokens such as 123456:ABC… ; copy the whole of it"
  }
}
