/// Why a call of the store failed. Nothing was written, except perhaps with ``Kind/unknown``.
package struct StateFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What sort of failure.
  package enum Kind: Sendable {
    /// An expectation did not hold.
    case conflict
    /// What was to be marked is marked already.
    case marked
    /// An expectation of the host's own did not hold: what it had in hand is another's, or done.
    case stale
    /// The quota is full, or the state is of a newer form than the plugin.
    case denied
    /// No number can be added to what is there.
    case invalid
    /// The store cannot work at the moment.
    case unavailable
    /// Whether it was written is not known: the same commit with the same id tells.
    case unknown
  }

  /// What sort of failure.
  package let kind: Kind
  /// What, where, why and a hint, for people.
  package let description: String

  /// Makes a failure.
  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
