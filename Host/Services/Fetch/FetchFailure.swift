/// Why a request has no answer.
package struct FetchFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is known of it.
  package enum Kind: Sendable, Equatable {
    /// It is malformed or out of bounds, and was not sent.
    case invalid
    /// It goes where it may not go, and was not sent.
    case denied
    /// There is no room for it now, and it was not sent.
    case busy
    /// It was not sent: not one byte of it. Another time it may be.
    case notSent
    /// Some of it may have been sent, and there is no whole answer.
    case unknown
    /// Whoever asked wanted no answer any more.
    case cancelled
  }

  /// What is known of it.
  package let kind: Kind
  /// Why, for people; never with the URL's query or a field in it.
  package let description: String

  /// Makes a failure.
  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  static func invalid(_ why: String) -> FetchFailure { FetchFailure(.invalid, why) }
}
