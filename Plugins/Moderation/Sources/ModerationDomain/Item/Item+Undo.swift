// Taking a decision back.
extension Item {
  mutating func undo(_ click: Click, _ now: Moment, _ policy: ReviewPolicy) throws(Refusal) -> [Effect] {
    try click.by.require(.undo)
    guard let decision, phase != .withdrawn, phase != .undone else { throw .wrongPhase(phase) }
    guard click.revision == revision else { throw .changed(revision: revision) }
    guard click.by.id != author else { throw .ownItem }
    if decision.by != .person(click.by.id), !click.by.role.may(.undoOthers) {
      throw .notYourDecision(decision.by)
    }
    if let end = endOfUndo(of: decision, policy), now >= end { throw .tooLate(since: end) }
    // What may be in the channel cannot be taken back before that is known.
    if deliveries.contains(where: { $0.status == .sending }) { throw .sending }
    if deliveries.contains(where: { $0.status == .unknown }) { throw .unknownOutcome }
    let lesson = lesson(of: decision, isUndone: true)
    deliveries.removeAll { $0.messages == nil }
    guard !deliveries.isEmpty else { return lesson + reopenForReview() }
    phase = .undone
    return lesson + deletions
  }

  /// The window begins anew with a post, which people see only then. What nobody has seen can be stopped at any time.
  private func endOfUndo(of decision: Decision, _ policy: ReviewPolicy) -> Moment? {
    let posts = deliveries.compactMap(\.sentAt)
    guard let first = posts.min(), let last = posts.max() else {
      return decision.choice.isApproval ? nil : decision.at + policy.undoWindow
    }
    return min(max(decision.at, last) + policy.undoWindow, first + ReviewPolicy.undoLimit)
  }

  var deletions: [Effect] {
    deliveries.compactMap { delivery in
      delivery.messages.map { .delete(delivery.channel, messages: $0) }
    }
  }

  private mutating func reopenForReview() -> [Effect] {
    reopen()
    phase = .inReview
    return [.showCard, .tellAuthor(.reopened)]
  }

  mutating func deleted(_ channel: ChatID) throws(Refusal) -> [Effect] {
    guard phase == .undone else { throw .wrongPhase(phase) }
    guard let index = deliveries.firstIndex(where: { $0.channel == channel }) else { throw .unknownChannel }
    deliveries.remove(at: index)
    return deliveries.isEmpty ? reopenForReview() : []
  }

  /// What cannot be deleted stays published.
  mutating func notDeleted(_ channel: ChatID, _ why: String) throws(Refusal) -> [Effect] {
    guard phase == .undone else { throw .wrongPhase(phase) }
    guard deliveries.contains(where: { $0.channel == channel }) else { throw .unknownChannel }
    phase = .published
    let lesson = decision.map { self.lesson(of: $0, isUndone: false) } ?? []
    return lesson + [.refreshCard, .tellAdmins(.deletionFailed(channel, why))]
  }
}
