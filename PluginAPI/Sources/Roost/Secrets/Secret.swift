/// A password, a key or a token. It shows itself only to who asks for ``bytes`` or ``text``: not in an
/// interpolation, a log line or a dump.
public struct Secret: Sendable {
  /// The secret.
  public let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The secret as text; nil when it is no UTF-8.
  public var text: String? { String(validating: bytes, as: UTF8.self) }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Never the secret.
  public var description: String { "‹secret›" }

  /// Never the secret.
  public var debugDescription: String { description }

  /// Empty, so that `dump` shows nothing.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
