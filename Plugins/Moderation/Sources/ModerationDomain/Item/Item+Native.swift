// Suggested posts, which Telegram publishes itself, and what is done after a restart.
extension Item {
  /// The channel's own people have approved it: it is there, and nothing is sent.
  mutating func follow(_ channel: ChatID, _ messages: [Int], _ now: Moment) throws(Refusal) -> [Effect] {
    guard channels.contains(channel) else { throw .unknownChannel }
    switch phase {
    case .submitted, .inReview, .approved, .scheduled: break
    default: throw .wrongPhase(phase)
    }
    let wasInReview = phase == .inReview
    claim = nil
    due = nil
    decision = Decision(by: .rules, choice: .approveNatively, at: now, reason: nil)
    deliveries = [Delivery(channel: channel, status: .sent(messages: messages), sentAt: now)]
    phase = .published
    return (wasInReview ? [.closeCard] : []) + [.tellAuthor(.published)]
  }

  mutating func failNatively(_ why: String, _ now: Moment) throws(Refusal) -> [Effect] {
    guard phase == .inReview || phase == .submitted else { throw .wrongPhase(phase) }
    decision = Decision(by: .rules, choice: .approveNatively, at: now, reason: nil)
    deliveries = channels.map { Delivery(channel: $0, status: .failed(why)) }
    claim = nil
    phase = .failed
    return [.closeCard] + channels.map { .tellAdmins(.sendFailed($0, why)) }
  }

  /// What was under way when the process ended: sends may have arrived, everything else is done again.
  mutating func recover() throws(Refusal) -> [Effect] {
    switch phase {
    case .submitted: return [.check(revision: revision)]
    case .approved: return [.plan]
    case .undone: return deletions
    case .publishing, .unknown, .failed: break
    default: throw .wrongPhase(phase)
    }
    var effects: [Effect] = []
    for index in deliveries.indices where deliveries[index].status == .sending {
      deliveries[index].status = .unknown
      let (channel, attempt) = (deliveries[index].channel, deliveries[index].attempt)
      effects += [.reconcile(channel, attempt: attempt), .tellAdmins(.sendUnknown(channel))]
    }
    guard !effects.isEmpty else { throw .wrongPhase(phase) }
    return effects + settle()
  }
}
