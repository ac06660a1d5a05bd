import NIOHTTP1

/// What the host itself needs of a request's fields, found in one pass: asking for each by name would
/// read all of them each time.
struct HeadFacts {
  var hosts = 0
  var host = ""
  var contentLength: Int?
  var expectation: String?
  /// The protocols that the client would rather speak.
  var upgrade: String?
  /// What Telegram repeats of the webhook's secret, X-Telegram-Bot-Api-Secret-Token
  /// (https://core.telegram.org/bots/api#setwebhook), and how many fields of that name there are.
  private(set) var (webhookSecret, webhookSecrets) = ("", 0)
  private var hasWebSocketKey = false
  private var transferCodings: String?

  init(_ headers: HTTPHeaders) {
    for (name, value) in headers {
      // Lengths first: most fields are told apart by them alone.
      switch name.utf8.count {
      case 4 where Self.equals(name, "host"):
        hosts += 1
        host = value
      case 6 where Self.equals(name, "expect"): expectation = value
      case 7 where Self.equals(name, "upgrade"): upgrade = Self.joined(upgrade, value)
      case 14 where Self.equals(name, "content-length"): contentLength = Int(value)
      case 17 where Self.equals(name, "sec-websocket-key"): hasWebSocketKey = true
      case 17 where Self.equals(name, "transfer-encoding"):
        transferCodings = Self.joined(transferCodings, value)
      case 31 where Self.equals(name, "x-telegram-bot-api-secret-token"):
        webhookSecrets += 1
        webhookSecret = value
      default: break
      }
    }
  }

  /// Whether the body comes in pieces, with lines between them.
  var isChunked: Bool { transferCodings != nil }

  /// A handshake for WebSocket (RFC 6455, section 4.2.1), be it whole or not.
  var isWebSocket: Bool {
    hasWebSocketKey || upgrade.map { Self.elements($0).contains("websocket") } ?? false
  }

  /// The body is coded in more ways than in chunks. Chunks come last, or the decoder refuses the request as
  /// malformed (RFC 9112, section 6.3).
  var hasOtherCodings: Bool {
    guard let transferCodings else { return false }
    let codings = Self.elements(transferCodings)
    return codings.last == "chunked" && codings.count > 1
  }

  /// A list field that may come in several lines (RFC 9110, section 5.3).
  private static func joined(_ before: String?, _ value: String) -> String {
    before.map { $0 + "," + value } ?? value
  }

  /// The elements of a list field in small letters, without the empty ones (RFC 9110, section 5.6.1).
  private static func elements(_ list: String) -> [String] {
    list.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }.map(String.init)
  }

  private static func equals(_ name: String, _ lower: StaticString) -> Bool {
    var index = 0
    for byte in name.utf8 {
      guard unsafe byte | 0x20 == lower.utf8Start[index] else { return false }
      index += 1
    }
    return true
  }
}
