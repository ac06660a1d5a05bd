/// Something submitted, from its draft to its post. It changes by ``after(_:at:under:)`` alone.
package struct Item: Codable, Sendable, Equatable {
  /// Its number.
  package let id: ItemID
  /// Who has made it.
  package let author: UserID
  /// Rises with each step: who writes an item down requires that the one kept has the version they started from.
  package internal(set) var version = 1
  /// Rises when what a reviewer sees changes, so that a click on an old card is known as such.
  package internal(set) var revision = 1
  /// How far it has come.
  package internal(set) var phase = Phase.draft
  /// What it says and shows.
  package internal(set) var content: Content
  /// As whom the author wants it published; see ``publishedAttribution``.
  package internal(set) var attribution: Attribution
  /// Where it is published.
  package let channels: [ChatID]
  /// Whether a check wants a person to look, whatever trust the author has.
  package internal(set) var isHeld = false
  /// Who looks at it; see ``liveClaim(at:)``.
  package internal(set) var claim: Claim?
  /// The highest fence that was given out.
  package internal(set) var fence = 0
  /// What reviewers said of this revision, one vote each.
  package internal(set) var votes: [Vote] = []
  /// What was decided; nil until then.
  package internal(set) var decision: Decision?
  /// The author's objection to its rejection.
  package internal(set) var appeal: Appeal?
  /// When it is published; nil for as soon as possible.
  package internal(set) var due: Moment?
  /// What has become of it in its channels; empty before it is sent.
  package internal(set) var deliveries: [Delivery] = []
  /// How often something was sent.
  package internal(set) var attempts = 0

  /// Makes a draft.
  ///
  /// - Parameter channels: where it is to be published; one named twice counts once.
  package init(id: ItemID, author: UserID, content: Content, attribution: Attribution, channels: [ChatID]) {
    self.id = id
    self.author = author
    self.content = content
    self.attribution = attribution
    var seen: Set<ChatID> = []
    self.channels = channels.filter { seen.insert($0).inserted }
  }

  /// Who looks at it now; a claim ends by itself.
  package func liveClaim(at now: Moment) -> Claim? { claim.flatMap { now < $0.until ? $0 : nil } }

  /// As whom it is published, once it is decided: a reviewer may leave the author's name out.
  package var publishedAttribution: Attribution {
    decision?.choice == .approveAnonymously ? .anonymous : attribution
  }

  /// One step: the item after an event, and what is to be done for it once the item is written down.
  ///
  /// - Throws: A ``Refusal``; nothing has changed then.
  package func after(_ event: ItemEvent, at now: Moment, under policy: ReviewPolicy) throws(Refusal)
    -> Transition
  {
    var item = self
    var effects = try item.take(event, now, policy)
    item.version += 1
    effects.append(
      .audit(
        AuditEntry(
          item: id, version: item.version, at: now, by: event.person, action: event.name, from: phase,
          to: item.phase)))
    return Transition(item: item, effects: effects)
  }

  private mutating func take(_ event: ItemEvent, _ now: Moment, _ policy: ReviewPolicy) throws(Refusal)
    -> [Effect]
  {
    switch event {
    case .author(let action, let actor): try take(action, by: actor, now, policy)
    case .checked(let outcome, let revision): try check(outcome, revision, now)
    case .review(let action, let click): try review(action, click, now, policy)
    case .authorBanned: try ban()
    case .planned(let time): try plan(time)
    case .due: try startSending(now)
    case .delivery(let report, let channel, let attempt): try settle(channel, attempt, report, now)
    case .resumed(let channel): try resume(channel)
    case .postedNatively(let channel, let messages): try follow(channel, messages, now)
    case .nativeApprovalFailed(let why): try failNatively(why, now)
    case .deleted(let channel): try deleted(channel)
    case .notDeleted(let channel, let why): try notDeleted(channel, why)
    case .restarted: try recover()
    }
  }
}

/// What a step leads to.
package struct Transition: Sendable, Equatable {
  /// The item after it.
  package let item: Item
  /// What is to be done, in this order, after the item was written down.
  package let effects: [Effect]
}
