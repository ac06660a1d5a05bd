/// How a community's trust in authors grows, and what it allows.
package struct TrustPolicy: Sendable, Equatable {
  /// From how many accepted items on an author has level 1, 2 and 3; in rising order.
  package var acceptedForLevel = [1, 5, 20]
  /// Above this share of rejected items an author has level 1 at most.
  package var rejectedShare = 0.25
  /// Without an accepted item for so long a level goes, and another each time as long again.
  package var decay = Span.hours(24 * 90)
  /// How many items may wait for a decision, by level from 0.
  package var pending = [1, 3, 5, 10]
  /// How many items may be handed in on one day, by level from 0.
  package var daily = [1, 3, 10, 20]
  /// From which level on items need no review; nil for never.
  package var unreviewedLevel: Int? = 3
  /// With how many warnings an author is banned.
  package var warnings = 3
  /// The version of the rules that authors have to agree to; 0 for none.
  package var rules = 0

  /// The defaults.
  package init() {}
}
