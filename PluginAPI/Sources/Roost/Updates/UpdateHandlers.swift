/// Which updates a handler wants; nil matches everything.
public struct UpdateFilter: Sendable {
  var kinds: UInt64 = 0
  var chatTypes: UInt32 = 0
  var command: String?
  var callback: String?
  var bot: String?
}

/// An update handler: a reply at once, or later.
public enum UpdateAction: Sendable {
  /// Runs on the event loop and must not block.
  case sync(@Sendable (Update) throws -> UpdateReply)
  /// Runs as a task on the event loop.
  case async(@Sendable (Update) async throws -> UpdateReply)
}

/// A handler of updates. For one update the most specific handler of a plugin runs: command, then
/// callback prefix (longest), then kind and chat type, then the order written.
public protocol UpdateHandler: Handler {
  /// What it wants.
  var filter: UpdateFilter { get set }
  /// What it does.
  var action: UpdateAction { get }
}

extension UpdateHandler {
  /// Registers with the host.
  public func register() throws { try Registrar.update(filter, action) }

  /// Only updates from chats of these types.
  public func `in`(_ types: Update.ChatType...) -> Self {
    var narrowed = self
    narrowed.filter.chatTypes = types.reduce(0) { $0 | 1 << $1.rawValue }
    return narrowed
  }

  /// Only updates of the bot of this name in the host's configuration.
  public func bot(_ name: String) -> Self {
    var narrowed = self
    narrowed.filter.bot = name
    return narrowed
  }
}

/// A handler chosen by a text of the update.
public protocol TextUpdateHandler: UpdateHandler {
  /// The filter for a text.
  static func filter(_ text: String) -> UpdateFilter
  /// Makes a handler from its parts.
  init(filter: UpdateFilter, action: UpdateAction)
}

extension TextUpdateHandler {
  /// A handler that replies at once.
  public init<Reply: UpdateReplyConvertible & SendableMetatype>(
    _ text: String, _ handler: @escaping @Sendable (Update) throws -> Reply
  ) {
    self.init(filter: Self.filter(text), action: .sync { try handler($0).reply() })
  }

  /// A handler that may suspend.
  public init<Reply: UpdateReplyConvertible & SendableMetatype>(
    _ text: String, _ handler: @escaping @Sendable (Update) async throws -> Reply
  ) {
    self.init(filter: Self.filter(text), action: .async { try await handler($0).reply() })
  }
}

extension TextUpdateHandler {
  /// A handler that may suspend, and replies by calls of its own.
  public init(_ text: String, _ handler: @escaping @Sendable (Update) async throws -> Void) {
    self.init(
      filter: Self.filter(text),
      action: .async {
        try await handler($0)
        return .none
      })
  }
}

/// Handles `/command`, with or without arguments, in messages. The text is the command without slash.
public struct OnCommand: TextUpdateHandler {
  /// What it wants.
  public var filter: UpdateFilter
  /// What it does.
  public let action: UpdateAction
  /// From parts.
  public init(filter: UpdateFilter, action: UpdateAction) { (self.filter, self.action) = (filter, action) }
  /// Messages that begin with the command.
  public static func filter(_ text: String) -> UpdateFilter { UpdateFilter(command: text) }
}

/// Handles pressed buttons. The text is a prefix of their data.
public struct OnCallback: TextUpdateHandler {
  /// What it wants.
  public var filter: UpdateFilter
  /// What it does.
  public let action: UpdateAction
  /// From parts.
  public init(filter: UpdateFilter, action: UpdateAction) { (self.filter, self.action) = (filter, action) }
  /// Callback queries whose data has the prefix.
  public static func filter(_ text: String) -> UpdateFilter { UpdateFilter(callback: text) }
}

/// Handles updates of some kinds; without kinds, all that no other handler takes.
public struct OnUpdate: UpdateHandler {
  /// What it wants.
  public var filter: UpdateFilter
  /// What it does.
  public let action: UpdateAction

  /// A handler that replies at once.
  public init<Reply: UpdateReplyConvertible & SendableMetatype>(
    _ kinds: Update.Kind..., handler: @escaping @Sendable (Update) throws -> Reply
  ) {
    filter = UpdateFilter(kinds: Self.mask(kinds))
    action = .sync { try handler($0).reply() }
  }

  /// A handler that may suspend.
  public init<Reply: UpdateReplyConvertible & SendableMetatype>(
    _ kinds: Update.Kind..., handler: @escaping @Sendable (Update) async throws -> Reply
  ) {
    filter = UpdateFilter(kinds: Self.mask(kinds))
    action = .async { try await handler($0).reply() }
  }

  private static func mask(_ kinds: [Update.Kind]) -> UInt64 {
    kinds.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
  }
}
