public import Roost

extension StateCommit {
  /// A call of the Bot API is made once the commit is there, and what came of it is an event; see ``OnSent``.
  ///
  /// One of which two come to the same is made until it is answered. Any other, such as a message, is made at most once:
  /// that it is under way is on disk before its first byte, and where no answer is known afterwards its outcome is
  /// ``/Roost/TelegramError/Reason/unknown``. A 429 is waited for as often as it comes.
  ///
  /// - Parameters:
  ///   - method: what is called; with its files in memory at most 1 MiB.
  ///   - bot: as whom.
  ///   - name: of the outcome: parts of letters, digits, `_` and `-` with dots between. Without a handler of that name
  ///     nobody is told.
  ///   - tag: at most 1,024 bytes that the outcome brings back.
  ///   - lane: of calls with the same number the next is made when the one before has its outcome; nil is the lane of
  ///     the update that the commit acknowledges, and goes before others. For a broadcast give the chat's id.
  ///   - timeout: for how long it may take from its turn on; at most an hour.
  public mutating func telegram(
    _ method: some TelegramMethod, as bot: Bot, outcome name: String = "telegram", tag: [UInt8] = [],
    lane: Int64? = nil, timeout: Duration? = nil
  ) {
    call(TelegramCall(method, as: bot, timeout: timeout), outcome: name, tag: tag, lane: lane)
  }
}

/// What came of a call that was an effect, see `StateCommit.telegram`.
public struct Sent: KeptEvent {
  private let outcome: Outcome

  init(_ outcome: Outcome) { self.outcome = outcome }

  /// The name that the effect gave it.
  public var name: String { outcome.name }
  /// The event's id, as in the host's log.
  public var eventID: String { outcome.eventID }
  /// What names it to the host.
  public var ticket: EventTicket { outcome.ticket }
  /// 1 when it is handled for the first time.
  public var attempt: Int { outcome.attempt }
  /// What the effect gave it to bring back.
  public var tag: [UInt8] { outcome.tag }

  /// The result of the method that was called.
  ///
  /// - Throws: why it was not done.
  public func result<M: TelegramMethod>(of method: M.Type) throws(TelegramError) -> M.Result {
    try M.Result.read(outcome.telegram(of: M.name).json, of: M.name)
  }

  /// The new id of a group that has become a supergroup; nil for any other.
  public var movedTo: Int64? {
    do throws(TelegramError) {
      return try outcome.telegram(of: name).chat
    } catch {
      if case .moved(let chat) = error.reason { return chat }
      return nil
    }
  }
}

/// Handles outcomes of a name, which `StateCommit.telegram` gave them.
/// Each is kept and comes again as messages do.
public struct OnSent: Handler {
  private let handler: OnOutcome

  /// A handler of the outcomes of a name.
  public init(_ name: String, _ action: @escaping @Sendable (Sent) async throws -> Void) {
    handler = OnOutcome(name) { try await action(Sent($0)) }
  }

  /// Registers with the host.
  public func register() throws { try handler.register() }
}
