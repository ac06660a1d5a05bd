import CRoostSDK
import RoostJSON

/// What came of a request that was an effect, see ``StateCommit/fetch(_:outcome:tag:lane:)``.
///
/// Reads the host's memory in place and is valid until the handler has returned.
public struct Outcome: KeptEvent {
  /// What is known of it.
  public enum Result: Sendable {
    /// It was sent, and this is the answer, of any status.
    case answered(FetchResponse)
    /// It was sent, or was not, and nobody knows: the host ended while it was under way, or no whole answer came. It is
    /// not sent again.
    case unknown(String)
    /// It was not sent, and is not sent any more, for the reason given.
    case failed(PluginError)
  }

  private let message: Message

  init(_ message: Message) { self.message = message }

  /// The name that the effect gave it.
  public var name: String { message.name }
  /// The event's id, as in the host's log.
  public var eventID: String { message.eventID }
  /// What names it to the host.
  public var ticket: EventTicket { message.ticket }
  /// 1 when it is handled for the first time.
  public var attempt: Int { message.attempt }

  /// How often it was tried to send it.
  public var sends: Int { Int(head.attempts) }
  /// What the effect gave it to bring back.
  public var tag: [UInt8] { Array(message.body[Self.headSize..<Self.headSize + head.tagSize]) }
  /// What came of it.
  public var result: Result {
    let head = head
    let rest = message.body[(Self.headSize + head.tagSize)...]
    switch head.code {
    case ROOST_DONE: return .answered(FetchResponse.read(rest).0)
    case ROOST_UNKNOWN: return .unknown(String(decoding: rest, as: UTF8.self))
    default:
      return .failed(
        PluginError(PluginError.Class(code: head.code), String(decoding: rest, as: UTF8.self)))
    }
  }

  /// What came of it, if it was a call of the Bot API.
  package func telegram(of method: String) throws(TelegramError) -> (json: [UInt8], chat: Int64?) {
    let head = head
    let rest = message.body[(Self.headSize + head.tagSize)...]
    guard head.code == ROOST_DONE else {
      throw TelegramError(code: head.code, "\(method) — \(String(decoding: rest, as: UTF8.self))")
    }
    return try TelegramCall.read(rest, of: method)
  }

  private static let headSize = 16

  private var head: (code: Int32, attempts: UInt32, tagSize: Int) {
    var reply = BlockReader(Array(message.body.prefix(Self.headSize)))
    _ = reply.take(UInt32.self)
    let code = reply.take(Int32.self)
    let attempts = reply.take(UInt32.self)
    return (code, attempts, Int(reply.take(UInt32.self)))
  }
}

/// Handles outcomes of a name, which ``StateCommit/fetch(_:outcome:tag:lane:)`` gave them. Each is kept and comes again
/// as messages do.
public struct OnOutcome: Handler {
  private let name: String
  private let action: @Sendable (Outcome) async throws -> Void

  /// A handler of the outcomes of a name.
  public init(_ name: String, _ action: @escaping @Sendable (Outcome) async throws -> Void) {
    self.name = name
    self.action = action
  }

  /// Registers with the host.
  public func register() throws {
    let action = action
    try Registrar.message(ROOST_EVENT_OUTCOME, name) { try await action(Outcome($0)) }
  }
}
