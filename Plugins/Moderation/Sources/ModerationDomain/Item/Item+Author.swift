// What happens before anybody decides.
extension Item {
  mutating func take(_ action: AuthorAction, by actor: Actor, _ now: Moment, _ policy: ReviewPolicy)
    throws(Refusal) -> [Effect]
  {
    guard actor.id == author else { throw .notTheAuthor }
    switch action {
    case .submit:
      try actor.require(.submit)
      return try submit()
    case .edit(let content):
      try requireOpen()
      guard !content.isEmpty else { throw .empty }
      return change { $0.content = content }
    case .attribute(let attribution):
      try requireOpen()
      return change { $0.attribution = attribution }
    case .withdraw:
      try requireOpen()
      let hadCard = phase == .inReview
      phase = .withdrawn
      claim = nil
      return hadCard ? [.closeCard] : []
    case .appeal(let text): return try appeal(text, actor, now, policy)
    }
  }

  private func requireOpen() throws(Refusal) {
    if phase.isOpen { return }
    if let decision { throw .decided(decision) }
    throw .wrongPhase(phase)
  }

  private mutating func submit() throws(Refusal) -> [Effect] {
    switch phase {
    case .draft, .changesRequested: break
    case .submitted, .inReview: throw .alreadySubmitted
    default: throw .wrongPhase(phase)
    }
    guard !content.isEmpty, !channels.isEmpty else { throw .empty }
    if phase == .changesRequested { reopen() }
    phase = .submitted
    return [.check(revision: revision), .tellAuthor(.received)]
  }

  /// Something else is to be seen from here on: what was said of it before does not count, and it is checked anew.
  mutating func change(_ change: (inout Item) -> Void) -> [Effect] {
    change(&self)
    revision += 1
    votes = []
    switch phase {
    case .submitted: return [.check(revision: revision)]
    case .inReview: return [.refreshCard, .check(revision: revision)]
    default: return []
    }
  }

  /// Forgets what was decided; cards and clicks of before are old.
  mutating func reopen() {
    decision = nil
    votes = []
    claim = nil
    due = nil
    deliveries = []
    revision += 1
  }

  mutating func check(_ outcome: CheckOutcome, _ checked: Int, _ now: Moment) throws(Refusal) -> [Effect] {
    guard checked == revision else { throw .changed(revision: revision) }
    let isNew = phase == .submitted
    guard isNew || phase == .inReview else { throw .wrongPhase(phase) }
    switch outcome {
    case .hold: isHeld = true
    case .review: break
    case .publish where isNew && !isHeld:
      return decide(Decision(by: .rules, choice: .approve, at: now, reason: nil))
    // What a person looks at already is theirs to decide.
    case .refuse(let reason) where isNew:
      return decide(Decision(by: .rules, choice: .reject, at: now, reason: reason))
    case .publish: break
    case .refuse: isHeld = true
    }
    phase = .inReview
    return [isNew ? .showCard : .refreshCard]
  }

  mutating func ban() throws(Refusal) -> [Effect] {
    switch phase {
    case .draft, .submitted, .changesRequested, .approved, .scheduled: break
    case .inReview:
      phase = .withdrawn
      claim = nil
      return [.closeCard]
    default: throw .wrongPhase(phase)
    }
    phase = .withdrawn
    due = nil
    return []
  }
}
