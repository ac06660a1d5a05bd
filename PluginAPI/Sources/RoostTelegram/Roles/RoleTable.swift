public import Roost

/// Which roles may do what: commands and buttons against roles. Who has which role is in the plugin's state and is read
/// at each press, so that a role that was given or taken counts from the next one on.
///
///     enum Role: String, Codable, Sendable { case guest, moderator, owner }
///
///     let roles = RoleTable<Role>(
///       ["ban": [.moderator, .owner], "promote": [.owner]], others: .guest, state: context.state)
///     OnCommand("ban") { update in try await roles.run("ban", update) { "Banned." } }
public struct RoleTable<Role: Codable & Hashable & Sendable>: Sendable {
  private let table: [String: Set<Role>]
  private let others: Role
  private let state: State

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - table: for each command or button the roles that may use it. What is not in it nobody may use.
  ///   - others: the role of who was given none.
  ///   - state: the plugin's.
  public init(_ table: [String: Set<Role>], others: Role, state: State) {
    (self.table, self.others, self.state) = (table, others, state)
  }

  /// A user's role with a bot.
  ///
  /// - Throws: `PluginError`, or `DecodingError` for one that the type no longer has.
  public func role(of user: Int64, bot: String) async throws -> Role {
    try await state.value(key(user, bot), as: [Role].self)?.first ?? others
  }

  /// Gives a user a role with a bot; nil takes it.
  ///
  /// - Throws: `PluginError`.
  public func assign(_ role: Role?, to user: Int64, bot: String) async throws {
    if let role {
      try await state.put(key(user, bot), [role])
    } else {
      try await state.delete(key(user, bot))
    }
  }

  /// Whether who sent an update may use a command or a button now.
  ///
  /// - Throws: `PluginError`, or `DecodingError` for a role that the type no longer has.
  public func allows(_ command: String, _ update: Update) async throws -> Bool {
    guard let roles = table[command], update.userID != 0 else { return false }
    return roles.contains(try await role(of: update.userID, bot: update.bot))
  }

  /// Does something if who sent an update may, and replies `refusal` if not.
  ///
  /// - Throws: what `body` throws, `PluginError` or `DecodingError`.
  public func run<Reply: UpdateReplyConvertible>(
    _ command: String, _ update: Update, refusal: UpdateReply = .none, _ body: () async throws -> Reply
  ) async throws -> UpdateReply {
    try await allows(command, update) ? try await body().reply() : refusal
  }

  private func key(_ user: Int64, _ bot: String) -> String { "role/\(bot)/\(user)" }
}
