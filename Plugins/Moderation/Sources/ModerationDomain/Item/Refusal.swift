/// Why a step was not made.
package enum Refusal: Error, Sendable, Equatable {
  /// The role that somebody has now may not do that.
  case notAllowed(Role, Command)
  /// Nobody decides about what they have made.
  case ownItem
  /// Nobody decides about an objection to what they have decided.
  case ownDecision
  /// There was an objection before.
  case alreadyAppealed
  /// Only its author does that.
  case notTheAuthor
  /// There is nothing to hand in, or no channel for it.
  case empty
  /// It was handed in already.
  case alreadySubmitted
  /// The card shows an old revision; this is the present one.
  case changed(revision: Int)
  /// Somebody else was first.
  case decided(Decision)
  /// Somebody else looks at it.
  case claimed(by: UserID, until: Moment)
  /// It has to be claimed before.
  case claimNeeded
  /// The claim under which somebody acts has ended.
  case claimLost
  /// Claims are switched off.
  case noClaims
  /// They have said that already.
  case alreadyVoted
  /// Their own decision they could take back, not this one.
  case notYourDecision(Decider)
  /// It could be taken back, or objected to, until then.
  case tooLate(since: Moment)
  /// A send is under way.
  case sending
  /// Whether it was sent has to be found out before.
  case unknownOutcome
  /// What is told of is another send than the present one.
  case staleAttempt
  /// It is not to be published before then.
  case notDue(Moment?)
  /// It is not meant for that channel.
  case unknownChannel
  /// It has come too far for that, or not far enough.
  case wrongPhase(Phase)
}
