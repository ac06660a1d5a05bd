/// What a community has chosen about its reviews.
package struct ReviewPolicy: Sendable, Equatable {
  /// Whether an item is claimed before it is decided.
  package enum Claiming: String, Codable, Sendable, CaseIterable {
    /// Claims are refused.
    case disabled
    /// A claim keeps others off; it is not needed.
    case optional
    /// Only who has a claim decides.
    case required
  }

  /// Whether an item is claimed before it is decided.
  package var claiming = Claiming.optional
  /// How long a claim lasts.
  package var claimLength = Span.minutes(5)
  /// How many different reviewers have to agree; at least 1.
  package var quorum = 1
  /// Whether one vote against is enough.
  package var hasVeto = true
  /// How long a decision can be taken back, from when it or its post is there; see ``undoLimit``.
  package var undoWindow = Span.minutes(10)
  /// How long an author can object to a rejection.
  package var appealWindow = Span.hours(24 * 7)

  /// The defaults.
  package init() {}

  /// Older posts a bot cannot delete (https://core.telegram.org/bots/api#deletemessage).
  package static let undoLimit = Span.hours(48)
}
