package import HostOperations

/// The bots that a plugin may call as.
package struct BotScope: Sendable, Equatable {
  private let plugin: String
  private let names: Set<String>

  /// Those that the plugin serves, and those that some grants name.
  package init(_ plugin: String, _ grants: [Grant]) {
    self.plugin = plugin
    names = Set(grants.compactMap { if case .bot(let name) = $0 { name } else { nil } })
  }

  private init(_ plugin: String, names: Set<String>) { (self.plugin, self.names) = (plugin, names) }

  /// Whether it may call as a bot.
  package func covers(_ bot: BotDirectory.Entry) -> Bool {
    serves(bot) || names.contains("*") || names.contains(bot.name)
  }

  /// Whether the plugin serves a bot.
  package func serves(_ bot: BotDirectory.Entry) -> Bool { bot.plugins.contains(plugin) }

  /// What is in another too.
  package func restricted(to other: BotScope) -> BotScope {
    if names.contains("*") { return other }
    return other.names.contains("*") ? self : BotScope(plugin, names: names.intersection(other.names))
  }

  /// The bot of a name, which may be called as now.
  ///
  /// - Throws: why it may not, with a hint.
  package func check(_ name: String, in bots: BotDirectory) throws(FetchFailure) -> BotDirectory.Entry {
    guard let bot = bots[name] else {
      throw FetchFailure(
        .denied,
        """
        no token is kept for the bot \(Problem.quote(name)) — hint: roost bots add NAME --plugin \(plugin); \
        roost bots list shows those there are
        """)
    }
    guard covers(bot) else {
      throw FetchFailure(
        .denied,
        """
        the bot \(name) is another plugin's — hint: ask for bot:\(name) in the manifest's capabilities, or grant it in \
        \(plugin).yaml with `grants: [bot:\(name)]`
        """)
    }
    guard bot.isActive else {
      throw FetchFailure(
        .denied,
        "no calls are made as the bot \(name): it is switched off, or its token was revoked — hint: roost bots show \(name)"
      )
    }
    return bot
  }
}
