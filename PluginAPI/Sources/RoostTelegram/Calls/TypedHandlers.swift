public import Roost

/// Handles messages, typed; those that begin with a command of ``/Roost/OnCommand`` go there.
///
///     OnMessage { message, update in
///       try await update.answer("Hello, \(message.from?.firstName ?? "you")")
///     }
public struct OnMessage: UpdateHandler {
  /// What it wants.
  public var filter: UpdateFilter
  /// What it does.
  public let action: UpdateAction

  /// A handler of messages.
  public init(_ handler: @escaping @Sendable (Telegram.Message, Update) async throws -> Void) {
    let kind = OnUpdate(.message) { _ in UpdateReply.none }
    filter = kind.filter
    action = .async { update in
      guard let message = try update.typed().message else { return .none }
      try await handler(message, update)
      return .none
    }
  }
}

/// Handles presses of buttons whose data begin with a text, typed; without one, all that no other handler takes.
public struct OnCallbackQuery: UpdateHandler {
  /// What it wants.
  public var filter: UpdateFilter
  /// What it does.
  public let action: UpdateAction

  /// A handler of presses.
  public init(
    _ prefix: String? = nil,
    _ handler: @escaping @Sendable (Telegram.CallbackQuery, Update) async throws -> Void
  ) {
    filter = prefix.map { OnCallback.filter($0) } ?? OnUpdate(.callbackQuery) { _ in UpdateReply.none }.filter
    action = .async { update in
      guard let query = try update.typed().callbackQuery else { return .none }
      try await handler(query, update)
      return .none
    }
  }
}
