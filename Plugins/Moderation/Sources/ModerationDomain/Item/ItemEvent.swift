/// Something that happens to an item.
package enum ItemEvent: Sendable, Equatable {
  /// The author does something.
  case author(AuthorAction, Actor)
  /// The checks of a revision are through.
  case checked(CheckOutcome, revision: Int)
  /// Somebody in the review chat does something.
  case review(ReviewAction, Click)
  /// The author was banned.
  case authorBanned
  /// A time was found for it.
  case planned(Moment)
  /// Its time may have come.
  case due
  /// What came of a send.
  case delivery(DeliveryReport, ChatID, attempt: Int)
  /// The bot may post in the channel again.
  case resumed(ChatID)
  /// Telegram has published it as a suggested post.
  case postedNatively(ChatID, messages: [Int])
  /// A suggested post was approved and could not be paid for.
  case nativeApprovalFailed(String)
  /// Its post in the channel is gone.
  case deleted(ChatID)
  /// Its post in the channel could not be deleted.
  case notDeleted(ChatID, String)
  /// The process that looked after it ended, and another has begun.
  case restarted
}

/// What an author does.
package enum AuthorAction: Sendable, Equatable {
  /// Hands the item in.
  case submit
  /// Changes it.
  case edit(Content)
  /// Chooses as whom it is published.
  case attribute(Attribution)
  /// Takes it back.
  case withdraw
  /// Objects to its rejection, and says why.
  case appeal(String)
}

/// What a reviewer does.
package enum ReviewAction: Sendable, Equatable {
  /// Says that they look at it, or that they still do.
  case claim
  /// Looks no longer.
  case release
  /// Is for it.
  case approve(anonymously: Bool)
  /// Is against it.
  case reject(Reason)
  /// Wants the author to change it.
  case requestChanges(Reason)
  /// Changes it.
  case edit(Content)
  /// Chooses when it is published.
  case schedule(Moment)
  /// Takes the decision back.
  case undo
  /// Says that the author's objection is right: it is published.
  case grantAppeal
  /// Says that it is not.
  case rejectAppeal
  /// Sends what has failed once more.
  case retry(ChatID)
  /// Has looked into the channel: the post of an unknown send is there, as these messages.
  case found(ChatID, messages: [Int])
  /// Has looked into the channel: it is not there.
  case absent(ChatID)
}

/// A click on a card, or a command that stands for one.
package struct Click: Sendable, Equatable {
  /// Who, with the role they have now.
  package let by: Actor
  /// The revision that the card showed.
  package let revision: Int
  /// The fence of the claim under which they act; nil for none.
  package let fence: Int?

  /// Makes a click.
  package init(by actor: Actor, revision: Int, fence: Int? = nil) {
    by = actor
    self.revision = revision
    self.fence = fence
  }
}

/// What the checks say in all.
package enum CheckOutcome: Sendable, Equatable {
  /// Somebody has to look.
  case review
  /// Somebody has to look, and be careful.
  case hold
  /// The author is trusted, and nothing speaks against it.
  case publish
  /// Not to be published.
  case refuse(Reason)
}
