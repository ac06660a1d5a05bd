import CRoostSDK

/// A failure with its class, which decides what the requester gets and what the host does.
///
/// Any other error a handler throws counts as ``permanent(_:)`` and is logged with its text.
public struct PluginError: Error, Sendable, CustomStringConvertible {
  /// The class of a failure; see `abi.h`.
  public struct Class: Sendable, Hashable {
    let code: Int32

    /// May succeed later: 503 to an HTTP client.
    public static let retryable = Class(code: ROOST_RETRYABLE)
    /// Will not succeed by trying again: 500.
    public static let permanent = Class(code: ROOST_PERMANENT)
    /// Not allowed: 403.
    public static let denied = Class(code: ROOST_DENIED)
    /// No room now: 503.
    public static let busy = Class(code: ROOST_BUSY)
    /// It may or may not have happened: 502.
    public static let unknown = Class(code: ROOST_UNKNOWN)
    /// Something was expected that is not so, and nothing was done: 409.
    public static let conflict = Class(code: ROOST_CONFLICT)
  }

  /// The class.
  public let `class`: Class
  /// For the operator's log; never shown to the requester. At most 1,024 bytes are kept.
  public let description: String

  /// Makes an error.
  public init(_ class: Class, _ description: String) {
    self.class = `class`
    self.description = description
  }

  /// May succeed later.
  public static func retryable(_ description: String) -> PluginError { .init(.retryable, description) }
  /// Will not succeed by trying again.
  public static func permanent(_ description: String) -> PluginError { .init(.permanent, description) }
  /// Not allowed.
  public static func denied(_ description: String) -> PluginError { .init(.denied, description) }
  /// It may or may not have happened.
  public static func unknown(_ description: String) -> PluginError { .init(.unknown, description) }
  /// Something was expected that is not so, and nothing was done.
  public static func conflict(_ description: String) -> PluginError { .init(.conflict, description) }
}
