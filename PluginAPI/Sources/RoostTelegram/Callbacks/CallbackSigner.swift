public import Roost

/// The data of a button, signed: at most 64 bytes. Only ``CallbackSigner`` makes them.
public struct SignedCallback: Sendable, Hashable {
  /// The data as they are sent.
  public let text: String
}

/// Signs what buttons carry and checks what comes back, so that nobody can press a button that the bot did not make: with
/// changed values, in another chat, of another bot, or after its time.
///
/// The data are a name, a colon, and in Base64 the values, the moment at which they expire, and the first 80 bits of an
/// HMAC-SHA-256 over these and bot, chat and user.
public struct CallbackSigner: Sendable {
  /// Most bytes of a button's data (https://core.telegram.org/bots/api#inlinekeyboardbutton).
  public static let limit = 64
  private static let codeBytes = 10
  private static let context = Array("roost-callback-1".utf8)

  private let key: [UInt8]
  private let bot: String

  /// Makes a signer.
  ///
  /// - Parameters:
  ///   - secret: of the plugin, best 32 random bytes. Buttons of another secret are refused.
  ///   - bot: the bot's name in the host's configuration, see ``/Roost/Update/bot``.
  public init(secret: [UInt8], bot: String) {
    precondition(secret.count >= 16, "a secret of fewer than 16 bytes can be guessed")
    key = secret
    self.bot = bot
  }

  /// Signs values for a button.
  ///
  /// - Parameters:
  ///   - data: the values.
  ///   - chat: where the button is to be pressed.
  ///   - user: who alone may press it; nil is anybody in the chat.
  ///   - time: how long it is valid.
  ///   - now: the time in seconds since 1970; nil is now.
  /// - Throws: ``CallbackError/tooLong(_:)`` or ``CallbackError/name``.
  public func sign<Data: CallbackData>(
    _ data: Data, chat: Int64, user: Int64? = nil, validFor time: Duration, now: Int64? = nil
  ) throws(CallbackError) -> SignedCallback {
    guard Self.isName(Data.name) else { throw .name }
    let until = (now ?? WallClock.now / 1000) + max(0, time.components.seconds)
    var writer = CallbackWriter()
    writer.put(user != nil)
    writer.bytes += Self.bigEndian(UInt64(clamping: min(until, Int64(UInt32.max)))).suffix(4)
    data.encode(to: &writer)
    let code = code(Data.name, writer.bytes, chat: chat, user: user)
    let text = "\(Data.name):\(Base64URL.text(writer.bytes + code))"
    guard text.utf8.count <= Self.limit else { throw .tooLong(text.utf8.count) }
    return SignedCallback(text: text)
  }

  /// Reads the values of a button that was pressed.
  ///
  /// - Throws: ``CallbackError``.
  public func read<Data: CallbackData>(_ type: Data.Type = Data.self, from update: Update) throws -> Data {
    try read(type, text: update.callbackData, chat: update.chatID, user: update.userID)
  }

  /// Reads the values of a button's data.
  ///
  /// - Parameters:
  ///   - type: the values' type.
  ///   - text: the data.
  ///   - chat: where the button was pressed.
  ///   - user: who pressed it.
  ///   - now: the time in seconds since 1970; nil is now.
  /// - Throws: ``CallbackError``.
  public func read<Data: CallbackData>(
    _ type: Data.Type = Data.self, text: String, chat: Int64, user: Int64, now: Int64? = nil
  ) throws -> Data {
    let prefix = Array("\(Data.name):".utf8)
    guard text.utf8.starts(with: prefix), let bytes = Base64URL.bytes(text.utf8.dropFirst(prefix.count)),
      bytes.count >= 5 + Self.codeBytes
    else { throw CallbackError.malformed }
    let content = Array(bytes.dropLast(Self.codeBytes))
    // Nothing of the content is believed before the code is checked but whether a user goes into it.
    let wanted = code(Data.name, content, chat: chat, user: content[0] == 1 ? user : nil)
    guard HMAC.areEqual(wanted, bytes.suffix(Self.codeBytes)) else { throw CallbackError.forged }
    let until = content[1..<5].reduce(Int64(0)) { $0 << 8 | Int64($1) }
    guard now ?? WallClock.now / 1000 <= until else { throw CallbackError.expired }
    var reader = CallbackReader(rest: content[5...])
    let data = try Data(from: &reader)
    guard reader.rest.isEmpty else { throw CallbackError.malformed }
    return data
  }

  /// Each part goes in with its length, so that none can pass for a part of another.
  private func code(_ name: String, _ content: [UInt8], chat: Int64, user: Int64?) -> ArraySlice<UInt8> {
    var message = Self.context
    for part in [Array(bot.utf8), Array(name.utf8), content] {
      message += Self.bigEndian(UInt64(part.count)) + part
    }
    message += Self.bigEndian(UInt64(bitPattern: chat)) + Self.bigEndian(UInt64(bitPattern: user ?? 0))
    return HMAC.code(of: message, key: key).prefix(Self.codeBytes)
  }

  private static func bigEndian(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
  }

  private static func isName(_ name: String) -> Bool {
    (1...16).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
