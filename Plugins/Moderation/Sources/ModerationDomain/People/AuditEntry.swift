/// A line of the audit log, to which lines are only ever added.
package struct AuditEntry: Codable, Sendable, Equatable {
  /// About which item.
  package let item: ItemID
  /// The version that the step made; one line a version.
  package let version: Int
  /// When.
  package let at: Moment
  /// Who; nil for what happens by itself.
  package let by: UserID?
  /// What, such as `review.approve`.
  package let action: String
  /// What the item was before.
  package let from: Phase
  /// What it was made.
  package let to: Phase

  /// Makes a line.
  package init(
    item: ItemID, version: Int, at: Moment, by: UserID?, action: String, from: Phase, to: Phase
  ) {
    self.item = item
    self.version = version
    self.at = at
    self.by = by
    self.action = action
    self.from = from
    self.to = to
  }
}
