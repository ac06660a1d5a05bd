import CRoostSDK

/// Handles messages of a topic, which another plugin or this one published with ``StateCommit/publish(_:_:lane:)``.
///
/// Each is kept until the handler has dealt with it, and comes again after a failure; what the handler writes in a
/// commit that acknowledges it happens once. The name may be a pattern: `shop.*` for topics of two parts, `shop.**` for
/// all that go on. Topics of other plugins need a grant, `topic:` and the pattern.
public struct OnTopic: Handler {
  private let pattern: String
  private let action: @Sendable (Message) async throws -> Void

  /// A handler of a topic, or of those that a pattern means.
  public init(_ pattern: String, _ action: @escaping @Sendable (Message) async throws -> Void) {
    self.pattern = pattern
    self.action = action
  }

  /// Registers with the host.
  public func register() throws { try Registrar.message(ROOST_EVENT_TOPIC, pattern, action) }
}

/// Handles jobs of a name, which ``StateCommit/schedule(_:at:_:)`` made, when they are due. Each is kept and comes again
/// as messages do.
public struct OnJob: Handler {
  private let name: String
  private let action: @Sendable (Message) async throws -> Void

  /// A handler of the jobs of a name.
  public init(_ name: String, _ action: @escaping @Sendable (Message) async throws -> Void) {
    self.name = name
    self.action = action
  }

  /// Registers with the host.
  public func register() throws { try Registrar.message(ROOST_EVENT_JOB, name, action) }
}
