internal import RoostJSON

/// What came of a call of the Bot API.
package enum TelegramOutcome: Sendable, Equatable {
  /// It was done; the JSON of its `result`.
  case done([UInt8])
  /// It was refused: the error's code and Telegram's words.
  case refused(code: Int, String)
  /// It was refused for now, for so many seconds.
  case retry(after: Int, String)
  /// The group has become a supergroup with another id; nothing was sent.
  case migrated(to: Int64, String)
  /// The token is no more.
  case revoked(String)
  /// The chat does not take the bot's messages: it was blocked, removed or deactivated.
  case gone(String)
  /// It went out, and what came of it is not known.
  case unknown(String)
  /// Not one byte of it went out.
  case notSent(String)

  /// Reads an answer (https://core.telegram.org/bots/api#making-requests).
  init(_ response: FetchResponse) {
    guard !response.isCut else {
      self = .unknown("the answer is larger than may be read")
      return
    }
    guard let answer = try? JSONValue(parsing: response.body), let isOK = answer["ok"]?.bool else {
      self = .unknown("the answer, of status \(response.status), is none of the Bot API's")
      return
    }
    if isOK {
      self = .done(answer["result"]?.serialized() ?? Array("null".utf8))
      return
    }
    let code = answer["error_code"]?.int ?? response.status
    let words = answer["description"]?.string ?? "no description"
    let more = answer["parameters"]
    if let chat = more?["migrate_to_chat_id"]?.int {
      self = .migrated(to: Int64(chat), words)
      return
    }
    switch code {
    // No bot is held back for more than a day.
    case 429: self = .retry(after: min(max(1, more?["retry_after"]?.int ?? 1), 86_400), words)
    case 401: self = .revoked(words)
    case 403: self = .gone(words)
    // Telegram's server has failed, perhaps after it did what was asked.
    case 500...: self = .unknown("Telegram has failed: \(code) \(words)")
    default: self = .refused(code: code, words)
    }
  }

  /// What a request without an answer comes to.
  init(_ failure: FetchFailure) {
    switch failure.kind {
    case .invalid, .denied, .busy, .notSent: self = .notSent(failure.description)
    case .unknown, .cancelled: self = .unknown(failure.description)
    }
  }

  /// Whether Telegram took it or said why not, so that it does not hold the bot back.
  package var isTaken: Bool {
    switch self {
    case .done, .refused, .migrated, .gone: true
    case .retry, .revoked, .unknown, .notSent: false
    }
  }
}

extension TelegramOutcome: CustomStringConvertible {
  /// For people; never with a token.
  package var description: String {
    switch self {
    case .done: "done"
    case .refused(let code, let words): "refused with \(code): \(words)"
    case .retry(let seconds, let words): "to be tried again after \(seconds) s: \(words)"
    case .migrated(let chat, _): "the group is now \(chat)"
    case .revoked(let words): "the token was revoked: \(words)"
    case .gone(let words): "the chat is gone: \(words)"
    case .unknown(let why): "unknown: \(why)"
    case .notSent(let why): "not sent: \(why)"
    }
  }
}
