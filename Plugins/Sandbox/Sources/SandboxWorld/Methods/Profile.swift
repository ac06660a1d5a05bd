import RoostJSON

extension Method {
  /// What a bot says of itself.
  static let profile: [Method] = [
    Method("setMyCommands", "commands:array! scope:object language_code") { world, call in
      let commands = call.array("commands") ?? []
      guard commands.count <= 100 else { throw APIError.bad("too many commands specified") }
      let plain = try commands.map { command -> JSONValue in
        let name = (command["command"]?.string ?? "").drop { $0 == "/" }.lowercased()
        guard (1...32).contains(name.utf8.count),
          name.utf8.allSatisfy({ World.isTokenByte($0) && $0 != 0x2D })
        else {
          throw APIError.bad("BOT_COMMAND_INVALID")
        }
        let about = (command["description"]?.string ?? "").trimmed
        guard (1...256).contains(about.utf16.count) else {
          throw APIError.bad("BOT_COMMAND_DESCRIPTION_INVALID")
        }
        return .fields(["command": name, "description": about])
      }
      let key = try world.commandKey(call)
      world.bots.change(call.bot) { $0.commands[key] = plain.isEmpty ? nil : .array(plain) }
      world.tellBot(call.bot)
      return .bool(true)
    },
    Method("getMyCommands", "scope:object language_code") { world, call in
      world.bots[call.bot]?.commands[try world.commandKey(call)] ?? .array([])
    },
    Method("deleteMyCommands", "scope:object language_code") { world, call in
      let key = try world.commandKey(call)
      world.bots.change(call.bot) { $0.commands[key] = nil }
      world.tellBot(call.bot)
      return .bool(true)
    },
    set("Name", "name", atMost: 64), get("Name", "name"),
    set("Description", "description", atMost: 512), get("Description", "description"),
    set("ShortDescription", "short_description", atMost: 120), get("ShortDescription", "short_description"),
    Method("setChatMenuButton", "chat_id:int menu_button:object") { world, call in
      let button = call.object("menu_button")
      world.bots.change(call.bot) { $0.menuButtons[call.int("chat_id") ?? 0] = button }
      world.tellBot(call.bot)
      return .bool(true)
    },
    Method("getChatMenuButton", "chat_id:int") { world, call in
      let buttons = world.bots[call.bot]?.menuButtons ?? [:]
      return buttons[call.int("chat_id") ?? 0] ?? buttons[0] ?? .fields(["type": "commands"])
    },
    Method("setMyDefaultAdministratorRights", "rights:object for_channels:bool") { world, call in
      let kind: Chat.Kind = call.isTrue("for_channels") ? .channel : .supergroup
      let names = Set(Rights.all(kind).filter { call.object("rights")?[$0]?.isTrue == true })
      let rights = JSONValue.object(
        [JSONMember("is_anonymous", call.object("rights")?["is_anonymous"] ?? .bool(false))]
          + Rights.fields(Rights.all(kind), of: names))
      world.bots.change(call.bot) { bot in
        if kind == .channel { bot.channelRights = rights } else { bot.groupRights = rights }
      }
      return .bool(true)
    },
    Method("getMyDefaultAdministratorRights", "for_channels:bool") { world, call in
      let kind: Chat.Kind = call.isTrue("for_channels") ? .channel : .supergroup
      let bot = world.bots[call.bot]
      return (kind == .channel ? bot?.channelRights : bot?.groupRights)
        ?? .object([JSONMember("is_anonymous", .bool(false))] + Rights.fields(Rights.all(kind), of: []))
    },
  ]

  private static func set(_ name: String, _ field: String, atMost limit: Int) -> Method {
    Method("setMy" + name, "\(field) language_code") { world, call in
      let text = call.text(field) ?? ""
      guard text.utf16.count <= limit else {
        throw APIError.bad("bot \(field.replacingUnderscores) is too long")
      }
      let language = call.text("language_code") ?? ""
      world.bots.change(call.bot) { $0.texts["\(field)/\(language)"] = text.isEmpty ? nil : text }
      if field == "name", language.isEmpty, !text.isEmpty {
        world.users.change(call.bot) { $0.firstName = text }
      }
      world.tellBot(call.bot)
      return .bool(true)
    }
  }

  private static func get(_ name: String, _ field: String) -> Method {
    Method("getMy" + name, "language_code") { world, call in
      let texts = world.bots[call.bot]?.texts ?? [:]
      let text = texts["\(field)/\(call.text("language_code") ?? "")"] ?? texts["\(field)/"]
      return .fields([field: text ?? (field == "name" ? world.users[call.bot]?.firstName ?? "" : "")])
    }
  }
}

extension World {
  /// Names a scope of commands and a language.
  func commandKey(_ call: Call) throws -> String {
    let scope = call.object("scope")
    let type = scope?["type"]?.string ?? "default"
    let scopes = [
      "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat",
      "chat_administrators",
      "chat_member",
    ]
    guard scopes.contains(type) else {
      throw APIError.bad("can't parse BotCommandScope: unsupported type specified")
    }
    var key = type
    if type.hasPrefix("chat") {
      guard let id = scope?["chat_id"] else {
        throw APIError.bad("can't parse BotCommandScope: chat_id is required")
      }
      key += "/\(try chat(id, bot: call.bot).key.chat)"
      if type == "chat_member" { key += "/\(scope?["user_id"]?.int ?? 0)" }
    }
    return key + "/" + (call.text("language_code") ?? "")
  }

  /// The commands that a user sees in a chat (https://core.telegram.org/bots/api#determining-list-of-commands).
  func commands(of bot: Int, for user: Int, in chat: Chat) -> JSONValue {
    let known = bots[bot]?.commands ?? [:]
    let language = users[user]?.language ?? ""
    let id = chat.key.chat
    let isAdmin = !chat.key.isPrivate && member(user, in: chat.key).isAdmin
    let scopes =
      chat.key.isPrivate
      ? ["chat/\(id)", "all_private_chats", "default"]
      : ["chat_member/\(id)/\(user)"] + (isAdmin ? ["chat_administrators/\(id)"] : []) + ["chat/\(id)"]
        + (isAdmin ? ["all_chat_administrators"] : []) + ["all_group_chats", "default"]
    for scope in scopes {
      if let found = known["\(scope)/\(language)"] ?? known["\(scope)/"] { return found }
    }
    return .array([])
  }
}
