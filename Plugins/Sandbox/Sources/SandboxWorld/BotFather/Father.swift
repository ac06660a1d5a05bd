import RoostJSON

/// What BotFather waits for.
enum FatherStep: Sendable {
  case name
  case username(name: String)
  case bot(command: String)
  case privacy(bot: Int)
}

// https://core.telegram.org/bots/features#botfather, by chat.
extension World {
  static let father = 93_372_553

  mutating func makeFather() {
    users[Self.father] = User(id: Self.father, isBot: true, firstName: "BotFather", username: "BotFather")
    usernames["botfather"] = Self.father
    var bot = Bot(id: Self.father, token: nil, owner: 0, nextUpdate: 1)
    bot.commands["default/"] = .array(
      [
        ("newbot", "create a new bot"), ("mybots", "list your bots"), ("token", "get a bot's token"),
        ("revoke", "revoke a bot's token"), ("setprivacy", "what a bot sees in groups"),
        ("cancel", "cancel the current operation"),
      ].map { .fields(["command": $0.0, "description": $0.1]) })
    bots[Self.father] = bot
  }

  private mutating func say(_ user: Int, _ text: String, _ keyboard: JSONValue? = nil) {
    let chat = openPrivate(user, Self.father)
    guard let parsed = try? formatted(text, mode: "HTML", entities: nil, limit: 4096, tooLong: "") else {
      return
    }
    var message = draft(in: chat, from: Self.father, textContent(parsed))
    message.replyKeyboard = keyboard ?? .fields(["remove_keyboard": true])
    post(message)
  }

  private func ownBots(_ user: Int) -> [User] {
    bots.rows.values.filter { $0.owner == user }.sorted { $0.id < $1.id }.compactMap { users[$0.id] }
  }

  /// Answers what a user wrote to it.
  mutating func fatherHears(_ message: Message, _ user: Int) {
    let text = message.text ?? ""
    if text.hasPrefix("/") {
      conversations[user] = nil
      return command(String(text.prefix { $0 != " " && $0 != "@" }), user)
    }
    switch conversations[user] {
    case .name:
      conversations[user] = .username(name: text)
      say(user, "Good. Now let's choose a username for your bot. It must end in <code>bot</code>.")
    case .username(let name):
      do {
        let bot = try makeBot(name: name, username: text, owner: user)
        conversations[user] = nil
        say(
          user,
          "Done! Congratulations on your new bot. Use this token to access the HTTP API:\n"
            + "<code>\(bot["token"]?.string ?? "")</code>")
      } catch {
        say(user, "Sorry, this username is invalid or taken. Please try something different.")
      }
    case .bot(let command): choose(command, text, user)
    case .privacy(let bot):
      conversations[user] = nil
      guard ["Enable", "Disable"].contains(text) else { return say(user, "Please choose Enable or Disable.") }
      bots.change(bot) { $0.hasPrivacy = text == "Enable" }
      say(user, "Success! The new status is: \(text.uppercased())D.")
    case nil:
      say(
        user, "I can help you create and manage bots. Send /newbot, /mybots, /token, /revoke or /setprivacy.")
    }
  }

  private mutating func command(_ command: String, _ user: Int) {
    let own = ownBots(user)
    switch command {
    case "/start", "/help":
      say(
        user,
        "I can help you create and manage bots.\n\n/newbot - create a new bot\n/mybots - list your bots\n"
          + "/token - get a bot's token\n/revoke - revoke a bot's token\n/setprivacy - what a bot sees in groups"
      )
    case "/newbot":
      conversations[user] = .name
      say(user, "Alright, a new bot. How are we going to call it? Please choose a name for your bot.")
    case "/mybots":
      say(
        user,
        own.isEmpty
          ? "You have no bots. Use /newbot." : own.map { "@" + ($0.username ?? "") }.joined(separator: "\n"))
    case "/token", "/revoke", "/setprivacy":
      guard !own.isEmpty else { return say(user, "You have no bots. Use /newbot.") }
      conversations[user] = .bot(command: command)
      let rows = own.map { JSONValue.array([.fields(["text": "@" + ($0.username ?? "")])]) }
      say(user, "Choose a bot.", .fields(["keyboard": JSONValue.array(rows), "resize_keyboard": true]))
    case "/cancel": say(user, "The command has been cancelled.")
    default: say(user, "Unrecognized command. Say what?")
    }
  }

  private mutating func choose(_ command: String, _ text: String, _ user: Int) {
    let name = text.drop { $0 == "@" }.lowercased()
    guard let bot = ownBots(user).first(where: { $0.username?.lowercased() == name }) else {
      return say(user, "Invalid bot selected.")
    }
    conversations[user] = nil
    switch command {
    case "/setprivacy":
      conversations[user] = .privacy(bot: bot.id)
      let rows = ["Enable", "Disable"].map { JSONValue.array([.fields(["text": $0])]) }
      say(
        user, "With privacy enabled the bot sees only what is meant for it.",
        .fields(["keyboard": JSONValue.array(rows)]))
    case "/revoke":
      renewToken(bot.id)
      say(user, "Your token was replaced with a new one:\n<code>\(bots[bot.id]?.token ?? "")</code>")
    default:
      say(user, "You can use this token to access HTTP API:\n<code>\(bots[bot.id]?.token ?? "")</code>")
    }
  }
}
