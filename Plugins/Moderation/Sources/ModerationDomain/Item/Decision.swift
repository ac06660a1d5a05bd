/// Who decides.
package enum Decider: Codable, Sendable, Equatable {
  /// A person.
  case person(UserID)
  /// The checks, or the trust that the author has.
  case rules
}

/// What can be decided.
package enum Choice: String, Codable, Sendable, CaseIterable {
  /// It is published as the author wishes.
  case approve
  /// It is published without the author's name.
  case approveAnonymously = "approve_anonymously"
  /// It is not published.
  case reject
  /// The author is to change it first.
  case requestChanges = "request_changes"
  /// It was published by Telegram itself, as a suggested post
  /// (https://core.telegram.org/bots/api#suggestedpostapproved).
  case approveNatively = "approve_natively"

  /// Whether it is for publishing.
  package var isApproval: Bool { self != .reject && self != .requestChanges }
}

/// Why an item is not published; the community words its reasons.
package struct Reason: Codable, Sendable, Equatable {
  /// Its name in the settings.
  package let id: String
  /// Plain text for the author.
  package let text: String
  /// Whether the classifier learns the item as spam.
  package let isSpam: Bool
  /// Whether it counts against what the author may submit.
  package let countsAgainst: Bool

  /// Makes a reason.
  package init(id: String, text: String, isSpam: Bool = false, countsAgainst: Bool = true) {
    self.id = id
    self.text = text
    self.isSpam = isSpam
    self.countsAgainst = countsAgainst
  }
}

/// What was decided.
package struct Decision: Codable, Sendable, Equatable {
  /// By whom; with a quorum, by whom the vote was that decided.
  package let by: Decider
  /// What.
  package let choice: Choice
  /// When.
  package let at: Moment
  /// Why, or what is to be changed.
  package let reason: Reason?

  /// Makes a decision.
  package init(by: Decider, choice: Choice, at: Moment, reason: Reason?) {
    self.by = by
    self.choice = choice
    self.at = at
    self.reason = reason
  }
}

/// One reviewer's opinion, where several are needed.
package struct Vote: Codable, Sendable, Equatable {
  /// Whose.
  package let by: UserID
  /// For what.
  package let choice: Choice
  /// Why.
  package let reason: Reason?
}

/// Somebody says that they look at an item.
package struct Claim: Codable, Sendable, Equatable {
  /// Who.
  package let by: UserID
  /// When it ends by itself.
  package let until: Moment
  /// Higher than that of any claim before; a decision is to name it.
  package let fence: Int

  /// Makes a claim.
  package init(by: UserID, until: Moment, fence: Int) {
    self.by = by
    self.until = until
    self.fence = fence
  }
}
