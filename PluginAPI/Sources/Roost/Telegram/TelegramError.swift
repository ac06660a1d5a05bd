import CRoostSDK

/// Why a call of the Bot API was not done.
///
/// A handler that lets it pass fails with its class: `retryable` for ``Reason/wait(seconds:)`` and
/// ``Reason/notSent``, `unknown`, `denied`, and `permanent` for the rest.
public struct TelegramError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is known of it.
  public enum Reason: Sendable, Hashable {
    /// Telegram has refused it, with an error's code.
    case refused(code: Int)
    /// Telegram takes nothing there for so many seconds, longer than the call could wait.
    case wait(seconds: Int)
    /// The user has blocked the bot, or the chat has removed it: leave it out from now on.
    case gone
    /// The group is a supergroup now, with another id, and moved again after it was followed.
    case moved(chat: Int64)
    /// The plugin may not call as this bot, the bot is switched off, or its token was revoked.
    case denied
    /// The call is malformed or out of bounds.
    case invalid
    /// It was not sent, or its turn did not come in time: it can be tried again.
    case notSent
    /// It was sent, or was not, and nobody knows.
    case unknown
  }

  /// What is known of it.
  public let reason: Reason
  /// The method, and Telegram's or the host's words.
  public let description: String

  /// Makes an error.
  public init(_ reason: Reason, _ description: String) {
    (self.reason, self.description) = (reason, description)
  }

  /// What a handler fails with that lets it pass.
  public var `class`: PluginError.Class {
    switch reason {
    case .refused, .gone, .moved, .invalid: .permanent
    case .wait, .notSent: .retryable
    case .denied: .denied
    case .unknown: .unknown
    }
  }

  /// What a code of `telegram.h` other than `ROOST_DONE` says.
  init(code: Int32, _ description: String) {
    let reason: Reason =
      switch code {
      case ROOST_DENIED: .denied
      case ROOST_INVALID: .invalid
      case ROOST_UNKNOWN: .unknown
      case ROOST_RETRYABLE, ROOST_BUSY: .notSent
      default: .refused(code: 0)
      }
    self.init(reason, description)
  }
}
