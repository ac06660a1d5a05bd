/// What follows from verdicts in a community.
package struct CheckPolicy: Sendable, Equatable {
  /// What follows from a verdict.
  package enum Severity: Int, Sendable, Comparable, CaseIterable {
    /// Nothing.
    case ignore
    /// Reviewers see it.
    case advise
    /// A person has to look, and is told to be careful.
    case hold
    /// It is not published.
    case refuse

    /// Which of the two is milder.
    package static func < (one: Severity, other: Severity) -> Bool { one.rawValue < other.rawValue }
  }

  /// What follows when a check has found something; advice where none is named.
  package var suspicious: [Verdict.Check: Severity] = [:]
  /// What follows when a check could not look; nothing where none is named, so that it goes on.
  package var unavailable: [Verdict.Check: Severity] = [:]
  /// What an author is told whom the checks refuse: no figures, which would only help to get around them.
  package var refusal = Reason(id: "checks", text: "The checks of this community do not let this through.")

  /// The defaults.
  package init() {}

  /// What follows from one verdict.
  package func severity(of verdict: Verdict) -> Severity {
    switch verdict.result {
    case .clear: .ignore
    case .suspicious: suspicious[verdict.check] ?? .advise
    case .unavailable: unavailable[verdict.check] ?? .ignore
    }
  }

  /// What follows from all verdicts: the most severe decides, whatever trust the author has.
  ///
  /// - Parameter isTrusted: whether the author's items need no review when nothing speaks against them.
  package func outcome(of verdicts: [Verdict], isTrusted: Bool) -> CheckOutcome {
    switch verdicts.map(severity).max() ?? .ignore {
    case .refuse: .refuse(refusal)
    case .hold: .hold
    case .advise: .review
    case .ignore: isTrusted ? .publish : .review
    }
  }
}
