/// What somebody is in a community. One person has one role.
package enum Role: String, Codable, Sendable, CaseIterable {
  /// Decides on everything, roles and settings included.
  case owner
  /// Reviews, and runs the queue.
  case editor
  /// Reviews.
  case reviewer
  /// An author whose items need no review.
  case trusted
  /// Everybody else.
  case author
  /// May do nothing but appeal.
  case banned
}

/// Somebody who acts, with the role they have at that moment: looked up when they act, not when the card was made.
package struct Actor: Sendable, Equatable {
  /// Who.
  package let id: UserID
  /// What they are now.
  package let role: Role

  /// Makes somebody.
  package init(_ id: UserID, _ role: Role) {
    self.id = id
    self.role = role
  }

  /// Refuses what the role may not do.
  func require(_ command: Command) throws(Refusal) {
    guard role.may(command) else { throw .notAllowed(role, command) }
  }
}
