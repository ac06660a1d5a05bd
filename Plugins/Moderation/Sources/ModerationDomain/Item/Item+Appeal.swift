/// An author's objection to a rejection; one an item.
package struct Appeal: Codable, Sendable, Equatable {
  /// What it is about, kept whatever is decided later.
  package let against: Decision
  /// Who had a part in that.
  let deciders: [UserID]
  /// When the author objected.
  package let at: Moment
  /// What the author says.
  package let text: String
  /// What came of it; nil until then.
  package internal(set) var outcome: Outcome?

  /// What came of an appeal.
  package struct Outcome: Codable, Sendable, Equatable {
    /// Who decided, never one of those who decided before.
    package let by: UserID
    /// Whether the author was right.
    package let isGranted: Bool
    /// When.
    package let at: Moment
  }
}

extension Item {
  mutating func appeal(_ text: String, _ actor: Actor, _ now: Moment, _ policy: ReviewPolicy) throws(Refusal)
    -> [Effect]
  {
    try actor.require(.appeal)
    guard phase == .rejected, let decision else { throw .wrongPhase(phase) }
    guard appeal == nil else { throw .alreadyAppealed }
    let end = decision.at + policy.appealWindow
    guard now < end else { throw .tooLate(since: end) }
    let voters = votes.filter { $0.choice == decision.choice }.map(\.by)
    appeal = Appeal(against: decision, deciders: voters, at: now, text: text)
    return [.showAppeal]
  }

  mutating func decideAppeal(_ click: Click, grants: Bool, _ now: Moment) throws(Refusal) -> [Effect] {
    try click.by.require(.review)
    guard let appeal else { throw .wrongPhase(phase) }
    if appeal.outcome != nil, let decision { throw .decided(decision) }
    guard phase == .rejected, let decision else { throw .wrongPhase(phase) }
    guard click.by.id != author else { throw .ownItem }
    guard decision.by != .person(click.by.id), !appeal.deciders.contains(click.by.id) else {
      throw .ownDecision
    }
    self.appeal?.outcome = Appeal.Outcome(by: click.by.id, isGranted: grants, at: now)
    guard grants else { return [.refreshCard, .tellAuthor(.appealRejected)] }
    let unlearning = lesson(of: decision, isUndone: true)
    return unlearning + decide(Decision(by: .person(click.by.id), choice: .approve, at: now, reason: nil))
  }
}
