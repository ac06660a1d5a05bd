import RoostJSON

extension Method {
  /// About the bot itself.
  static let general: [Method] = [
    Method("getMe") { world, call in world.renderMe(call.bot) },
    Method("logOut") { world, call in
      world.bots.change(call.bot) { $0.isLoggedOut = true }
      return .bool(true)
    },
    Method("close") { world, call in
      world.bots.change(call.bot) { $0.isLoggedOut = false }
      return .bool(true)
    },
  ]
}

extension World {
  /// What getMe has of a bot, more than others see of it.
  func renderMe(_ id: Int) -> JSONValue {
    guard let bot = bots[id], let user = users[id] else { return .null }
    return user.json.merging(
      .fields([
        "can_join_groups": true, "can_read_all_group_messages": !bot.hasPrivacy,
        "supports_inline_queries": false, "can_connect_to_business": false, "has_main_web_app": false,
      ]))
  }
}
