// What reviewers do.
extension Item {
  mutating func review(_ action: ReviewAction, _ click: Click, _ now: Moment, _ policy: ReviewPolicy)
    throws(Refusal) -> [Effect]
  {
    switch action {
    case .claim: return try claim(click, now, policy)
    case .release: return try release(click, now)
    case .approve(let anonymously):
      return try vote(anonymously ? .approveAnonymously : .approve, nil, click, now, policy)
    case .reject(let reason): return try vote(.reject, reason, click, now, policy)
    case .requestChanges(let reason): return try vote(.requestChanges, reason, click, now, policy)
    case .edit(let content):
      try click.by.require(.edit)
      try mayDecide(click, now, policy)
      guard !content.isEmpty else { throw .empty }
      return change { $0.content = content }
    case .schedule(let time):
      try click.by.require(.schedule)
      guard phase == .approved || phase == .scheduled else { throw .wrongPhase(phase) }
      return try plan(time) + [.refreshCard]
    case .undo: return try undo(click, now, policy)
    case .grantAppeal: return try decideAppeal(click, grants: true, now)
    case .rejectAppeal: return try decideAppeal(click, grants: false, now)
    case .retry(let channel):
      try click.by.require(.settle)
      return try retry(channel)
    case .found(let channel, let messages):
      try click.by.require(.settle)
      return try settleUnknown(channel, messages, now)
    case .absent(let channel):
      try click.by.require(.settle)
      return try settleUnknown(channel, nil, now)
    }
  }

  /// Whether somebody may decide now. Who comes second learns who was first, whatever their card shows.
  private func mayDecide(_ click: Click, _ now: Moment, _ policy: ReviewPolicy) throws(Refusal) {
    try click.by.require(.review)
    guard phase == .inReview else {
      if let decision { throw .decided(decision) }
      throw .wrongPhase(phase)
    }
    guard click.revision == revision else { throw .changed(revision: revision) }
    guard click.by.id != author else { throw .ownItem }
    let live = liveClaim(at: now)
    if let live, live.by != click.by.id { throw .claimed(by: live.by, until: live.until) }
    // A fence is that of the live claim, or of one that has ended.
    if let fence = click.fence, fence != live?.fence { throw .claimLost }
    if policy.claiming == .required, live == nil || click.fence == nil { throw .claimNeeded }
  }

  private mutating func claim(_ click: Click, _ now: Moment, _ policy: ReviewPolicy) throws(Refusal)
    -> [Effect]
  {
    guard policy.claiming != .disabled else { throw .noClaims }
    // Somebody who claims anew has no claim to lose.
    var optional = policy
    optional.claiming = .optional
    try mayDecide(Click(by: click.by, revision: click.revision), now, optional)
    if let live = liveClaim(at: now) {
      claim = Claim(by: live.by, until: now + policy.claimLength, fence: live.fence)
    } else {
      fence += 1
      claim = Claim(by: click.by.id, until: now + policy.claimLength, fence: fence)
    }
    return [.refreshCard]
  }

  private mutating func release(_ click: Click, _ now: Moment) throws(Refusal) -> [Effect] {
    try click.by.require(.review)
    guard let live = liveClaim(at: now), live.by == click.by.id, click.fence == live.fence else {
      throw .claimLost
    }
    claim = nil
    return [.refreshCard]
  }

  private mutating func vote(
    _ choice: Choice, _ reason: Reason?, _ click: Click, _ now: Moment, _ policy: ReviewPolicy
  ) throws(Refusal) -> [Effect] {
    try mayDecide(click, now, policy)
    let voter = click.by.id
    if votes.contains(where: { $0.by == voter && $0.choice == choice }) { throw .alreadyVoted }
    votes.removeAll { $0.by == voter }
    votes.append(Vote(by: voter, choice: choice, reason: reason))
    claim = nil
    guard hasQuorum(for: choice, policy) else { return [.refreshCard] }
    // Who wants the author's name left out has said so for all.
    let agreed =
      choice.isApproval && votes.contains { $0.choice == .approveAnonymously }
      ? .approveAnonymously : choice
    return decide(Decision(by: .person(voter), choice: agreed, at: now, reason: reason))
  }

  private func hasQuorum(for choice: Choice, _ policy: ReviewPolicy) -> Bool {
    switch choice {
    case .requestChanges: true
    case .reject where policy.hasVeto: true
    case .reject: votes.count { $0.choice == .reject } >= policy.quorum
    default: votes.count { $0.choice.isApproval } >= policy.quorum
    }
  }

  mutating func decide(_ decision: Decision) -> [Effect] {
    self.decision = decision
    claim = nil
    switch decision.choice {
    case .approve, .approveAnonymously, .approveNatively: phase = .approved
    case .reject: phase = .rejected
    case .requestChanges: phase = .changesRequested
    }
    return [.closeCard] + lesson(of: decision, isUndone: false) + consequences(of: decision)
  }

  private func consequences(of decision: Decision) -> [Effect] {
    let reason = decision.reason ?? Reason(id: "", text: "")
    return switch decision.choice {
    case .approve, .approveAnonymously, .approveNatively: [.plan]
    case .reject: [.tellAuthor(.rejected(reason))]
    case .requestChanges: [.tellAuthor(.changesRequested(reason))]
    }
  }

  /// Only what people say is learnt: rules would learn from themselves.
  func lesson(of decision: Decision, isUndone: Bool) -> [Effect] {
    guard case .person = decision.by, decision.choice.isApproval || decision.reason?.isSpam == true else {
      return []
    }
    let isSpam = !decision.choice.isApproval
    return [isUndone ? .unlearn(isSpam: isSpam) : .learn(isSpam: isSpam)]
  }
}
