/// Something that not everybody may do.
package enum Command: String, Sendable, CaseIterable {
  /// Hand in an item.
  case submit
  /// Have items published without review.
  case publishUnreviewed
  /// Object to a decision.
  case appeal
  /// Claim and decide items; see `/queue`.
  case review
  /// `/stats`
  case stats
  /// `/find`
  case find
  /// `/warn`
  case warn
  /// Take back one's own decision.
  case undo
  /// Take back somebody else's.
  case undoOthers
  /// Change what an item says.
  case edit
  /// Say when an item is published.
  case schedule
  /// Settle failed sends and those of unknown outcome.
  case settle
  /// `/ban`
  case ban
  /// `/trust`
  case trust
  /// `/slots`
  case slots
  /// Read the audit log.
  case audit
  /// `/settings`
  case settings
}

extension Role {
  /// The whole table of roles against commands.
  private static let table: [Role: Set<Command>] = {
    let author: Set<Command> = [.submit, .appeal]
    let reviewer = author.union([.review, .stats, .find, .warn, .undo])
    let editor = reviewer.union([.edit, .schedule, .settle, .undoOthers, .ban, .trust, .slots, .audit])
    return [
      .banned: [.appeal],
      .author: author,
      .trusted: author.union([.publishUnreviewed]),
      .reviewer: reviewer,
      .editor: editor,
      .owner: editor.union([.settings, .publishUnreviewed]),
    ]
  }()

  /// Whether somebody of this role may do that.
  package func may(_ command: Command) -> Bool { Self.table[self]?.contains(command) ?? false }
}
