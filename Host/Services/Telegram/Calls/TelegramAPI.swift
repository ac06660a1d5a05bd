import HostOperations

/// Where the Bot API is: Telegram's own server, or one beside the host.
package struct TelegramAPI: Sendable, Equatable {
  /// The URL without a slash at its end.
  package let base: String
  let scope: FetchScope

  /// Telegram's own (https://core.telegram.org/bots/api#making-requests).
  package static let official = "https://api.telegram.org"

  /// Reads the URL of a server.
  ///
  /// - Throws: why it cannot be one: without encryption it must be this machine, because tokens go over it.
  package init(_ text: String = Self.official) throws(TelegramAPIError) {
    var base = text
    while base.hasSuffix("/") { base.removeLast() }
    guard let url = try? FetchURL(base), !base.contains("?"), !base.contains("#") else {
      throw TelegramAPIError("is no URL of a server")
    }
    let isThisMachine = url.host == "localhost" || url.host == "::1" || url.host.hasPrefix("127.")
    guard url.isEncrypted || isThisMachine else {
      throw TelegramAPIError("is not encrypted, and not on this machine: tokens would be read on the way")
    }
    let host = url.host.contains(":") ? "[\(url.host)]" : url.host
    // Telegram's is on the open internet; whoever names another means it, wherever it is.
    let isOfficial = base == Self.official
    guard
      let place = FetchPlace(
        "\(url.isEncrypted ? "" : "http://")\(host):\(url.port)", isPrivate: !isOfficial)
    else { throw TelegramAPIError("names a host that is none") }
    self.base = base
    scope = FetchScope([.fetch(place)])
  }

  /// The URL of a method: it holds the token, and goes nowhere but to libcurl.
  func url(_ method: String, _ token: BotToken) throws(FetchFailure) -> FetchURL {
    try FetchURL("\(base)/bot\(String(decoding: token.reveal(), as: UTF8.self))/\(method)")
  }

  /// The URL of a file, by the path that `getFile` tells. It holds the token.
  func file(_ path: String, _ token: BotToken) throws(FetchFailure) -> FetchURL {
    try FetchURL("\(base)/file/bot\(String(decoding: token.reveal(), as: UTF8.self))/\(path)")
  }
}

/// Why an address is none of a Bot API's.
package struct TelegramAPIError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Why, with a hint.
  package let description: String

  init(_ why: String) {
    description =
      "\(why) — hint: leave it out for Telegram's, or write http://127.0.0.1:8081 for a server here"
  }
}
