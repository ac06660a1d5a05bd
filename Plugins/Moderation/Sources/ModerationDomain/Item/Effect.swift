/// Something to do for an item after a step was written down.
package enum Effect: Sendable, Equatable {
  /// Run the checks over this revision.
  case check(revision: Int)
  /// Show the card in the review chat.
  case showCard
  /// Show the author's objection in the review chat.
  case showAppeal
  /// The card shows something old.
  case refreshCard
  /// Nobody has to decide any more.
  case closeCard
  /// Find a time for it.
  case plan
  /// Send it, once, under this number; the answer comes as ``ItemEvent/delivery(_:_:attempt:)``.
  case send(ChatID, attempt: Int)
  /// Find out whether a send has arrived. Never send again.
  case reconcile(ChatID, attempt: Int)
  /// Delete its posts.
  case delete(ChatID, messages: [Int])
  /// Nothing is sent to the channel until the bot may post there again.
  case pause(ChatID)
  /// Tell the author.
  case tellAuthor(AuthorNotice)
  /// Tell the community's admins.
  case tellAdmins(AdminNotice)
  /// Let the classifier learn the item.
  case learn(isSpam: Bool)
  /// Let the classifier forget what it has learnt of the item.
  case unlearn(isSpam: Bool)
  /// Add a line to the audit log.
  case audit(AuditEntry)
}

/// What an author is told.
package enum AuthorNotice: Sendable, Equatable {
  /// It was handed in.
  case received
  /// It will be published then.
  case approved(Moment)
  /// It will not be.
  case rejected(Reason)
  /// It is to be changed.
  case changesRequested(Reason)
  /// It is there.
  case published
  /// What was decided is open again.
  case reopened
  /// The rejection stands.
  case appealRejected
}

/// What admins are told.
package enum AdminNotice: Sendable, Equatable {
  /// The bot may not post in the channel any more.
  case rightsLost(ChatID)
  /// A send was refused, and why.
  case sendFailed(ChatID, String)
  /// A send may or may not have arrived.
  case sendUnknown(ChatID)
  /// A post could not be deleted, and why.
  case deletionFailed(ChatID, String)
}
