import RoostJSON

/// A bot that the operator's settings have, so that there is somebody to talk to from the start.
package struct InstalledBot: Sendable {
  /// What people see, 1 to 64 characters.
  package let name: String
  /// Without `@`; ends in `bot`.
  package let username: String
  /// Where its updates go; nil for a bot that polls.
  package let webhook: String?
  /// What comes with each of its updates in `X-Telegram-Bot-Api-Secret-Token`.
  package let secret: String?
  /// What it can do, by the names of its commands.
  package let commands: [(name: String, about: String)]

  /// Makes one.
  package init(
    name: String, username: String, webhook: String?, secret: String?,
    commands: [(name: String, about: String)]
  ) {
    self.name = name
    self.username = username
    self.webhook = webhook
    self.secret = secret
    self.commands = commands
  }
}

extension World {
  /// Makes a bot of the settings, or gives the one of that username what the settings say now. What is the same
  /// already stays as it is, with its updates.
  ///
  /// - Throws: ``APIError`` in Telegram's words for what no bot can have.
  package mutating func install(_ bot: InstalledBot) throws {
    let id: Int
    if let known = usernames[bot.username.lowercased()], bots[known] != nil {
      id = known
    } else {
      id = try makeBot(name: bot.name, username: bot.username, owner: 0)["id"]?.int ?? 0
    }
    // What ended it, such as logOut or a webhook that was gone too long, ends with the start.
    bots.change(id) { ($0.isLoggedOut, $0.lastSetWebhook) = (false, 0) }
    let commands = bot.commands.map { JSONValue.fields(["command": $0.name, "description": $0.about]) }
    try does("setMyCommands", id, ["commands": .array(commands)])
    var webhook: [String: JSONValue] = ["url": .string(bot.webhook ?? "")]
    if let secret = bot.secret { webhook["secret_token"] = .string(secret) }
    try does("setWebhook", id, webhook)
  }

  private mutating func does(_ name: String, _ bot: Int, _ values: [String: JSONValue]) throws {
    guard let method = MethodTable.find(name) else { throw MethodTable.refusal(name) }
    _ = try perform(method, Call(bot: bot, args: values)).get()
  }
}
