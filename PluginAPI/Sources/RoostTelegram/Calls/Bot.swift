public import Roost
import RoostJSON

/// A bot of the host's, to call the Bot API as. The token stays with the host.
///
/// A plugin may call as the bots that it serves, and as those that the operator grants by `bot:NAME`. The host keeps to
/// Telegram's limits: a call waits for its turn, and one that a handler makes goes before others. To make a call once for
/// an event, whatever crashes when, make it an effect: `StateCommit.telegram`.
///
///     let message = try await Bot("shop").send(SendMessage(chatID: 42, text: "Hello"))
public struct Bot: Sendable, Hashable {
  /// Its name in the host.
  public let name: String

  /// The bot of a name.
  public init(_ name: String) { self.name = name }

  /// Makes a call and waits for its result.
  ///
  /// - Parameters:
  ///   - method: what is called.
  ///   - timeout: for how long it may take, its turn included; at most an hour.
  /// - Throws: why it was not done. What makes a message is never sent twice by the host.
  @discardableResult
  public func send<M: TelegramMethod>(
    _ method: M, timeout: Duration = .seconds(30)
  ) async throws(TelegramError) -> M.Result {
    try M.Result.read(try await TelegramCall(method, as: self, timeout: timeout).make().json, of: M.name)
  }

  /// Has a file come into the plugin's folder, in the place of one that has its name.
  ///
  /// - Parameters:
  ///   - file: its `file_id`.
  ///   - path: its name in the folder, see ``/Roost/Files``.
  ///   - limit: most bytes; Telegram gives no more than 20 MiB.
  /// - Returns: how many bytes it has.
  /// - Throws: why it did not come.
  @discardableResult
  public func download(
    _ file: String, to path: String, limit: Int = 20 << 20
  ) async throws(TelegramError) -> Int64 {
    try Int64.read(
      try await TelegramCall.download(file, as: name, to: path, limit: limit), of: "getFile")
  }
}

extension Bot {
  /// What the host tells of a bot.
  public struct Description: Sendable {
    /// To call as it.
    public let bot: Bot
    /// Its id with Telegram.
    public let id: Int64
    /// Its name with Telegram, without the at sign.
    public let username: String
    /// The mode that the operator has the plugin serve it in (`roost bots add --mode`); empty is none.
    public let mode: String
    /// Whether the plugin serves it, and not only may call as it.
    public let isServed: Bool
    /// Whether calls are made: it is neither switched off nor is its token revoked.
    public let isActive: Bool
  }

  /// The bots that the plugin may call as, in the order of their names.
  ///
  /// - Throws: ``/Roost/PluginError`` when the host makes no calls.
  public static func all() async throws -> [Description] {
    try await CallableBot.all().map {
      Description(
        bot: Bot($0.name), id: $0.id, username: $0.username, mode: $0.mode, isServed: $0.isServed,
        isActive: $0.isActive)
    }
  }
}

extension TelegramCall {
  /// The call of a method.
  init(_ method: some TelegramMethod, as bot: Bot, timeout: Duration?) {
    let parameters = TelegramParameters(method)
    self.init(
      bot: bot.name, method: type(of: method).name, json: parameters.json,
      files: parameters.uploads.map { upload in
        switch upload.source {
        case .bytes(let bytes): File(part: upload.part, name: upload.name, path: "", bytes: bytes)
        case .file(let path): File(part: upload.part, name: upload.name, path: path, bytes: [])
        }
      }, timeout: timeout)
  }
}

extension TelegramReadable {
  /// Reads the result of a call.
  static func read(_ json: [UInt8], of method: String) throws(TelegramError) -> Self {
    do {
      return telegram(try JSONView(parsing: json)) ?? telegramMissing
    } catch {
      // It was done all the same.
      throw TelegramError(.unknown, "\(method) — its result is no JSON: \(error)")
    }
  }
}
