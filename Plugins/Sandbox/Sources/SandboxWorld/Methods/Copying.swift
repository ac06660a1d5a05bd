import RoostJSON

extension Method {
  private static let many =
    "chat_id:chat! from_chat_id:chat! message_ids:array! message_thread_id:int direct_messages_topic_id:int "
    + "disable_notification:bool protect_content:bool "

  /// Sending again what was sent elsewhere.
  static let copying: [Method] = [
    Method(
      "forwardMessage",
      "chat_id:chat! from_chat_id:chat! message_id:int! message_thread_id:int direct_messages_topic_id:int "
        + "video_start_timestamp:int disable_notification:bool protect_content:bool message_effect_id "
        + "suggested_post_parameters:object"
    ) { world, call in
      let source = try world.source(call, call.int("message_id"), "message to forward not found")
      guard !source.isService else { throw APIError.bad("message can't be forwarded") }
      guard !source.isProtected else {
        throw APIError.bad("message has protected content and can't be forwarded")
      }
      let sent = try world.forward([source], call)
      return world.render(sent[0])
    },
    Method("forwardMessages", many) { world, call in
      let sources = try world.sources(call, "forward").filter { !$0.isService && !$0.isProtected }
      guard !sources.isEmpty else { throw APIError.bad("there are no messages to forward") }
      return .array(try world.forward(sources, call).map { .fields(["message_id": $0.id]) })
    },
    Method(
      "copyMessage",
      "chat_id:chat! from_chat_id:chat! message_id:int! " + Parameter.caption
        + " show_caption_above_media:bool video_start_timestamp:int " + Parameter.sendingAsItself
    ) { world, call in
      let source = try world.source(call, call.int("message_id"), "message to copy not found")
      guard world.isCopyable(source) else { throw APIError.bad("message can't be copied") }
      var content = source.content.with("media_group_id", nil)
      if call.args["caption"] != nil, MediaKind.of(content) != nil {
        content = content.with("caption", nil).with("caption_entities", nil).merging(
          try world.captionContent(call))
      }
      let sent = try world.send(call, "can_send_messages", what: "messages", content)
      return .fields(["message_id": sent.id])
    },
    Method("copyMessages", many + "remove_caption:bool") { world, call in
      let sources = try world.sources(call, "copy").filter(world.isCopyable)
      guard !sources.isEmpty else { throw APIError.bad("there are no messages to copy") }
      let chat = try world.sendingChat(call, "can_send_messages", what: "messages")
      try world.spend(sources.count, in: chat, bot: call.bot)
      var groups: [String: String] = [:]
      let sent = try sources.map { source in
        var content = source.content
        if call.isTrue("remove_caption") {
          content = content.with("caption", nil).with("caption_entities", nil)
        }
        content = content.with("media_group_id", source.group.map { world.freshGroup($0, &groups) })
        var message = world.draft(in: chat, from: call.bot, content)
        try world.fill(&message, call, chat)
        return world.post(message)
      }
      return .array(sent.map { .fields(["message_id": $0.id]) })
    },
  ]
}

extension World {
  func source(_ call: Call, _ id: Int?, _ missing: String) throws -> Message {
    try message(accessibleChat(call, "from_chat_id").key, id, missing)
  }

  /// The messages of a list of ids, those that are not there left out.
  func sources(_ call: Call, _ what: String) throws -> [Message] {
    let chat = try accessibleChat(call, "from_chat_id")
    let ids = (call.array("message_ids") ?? []).compactMap(\.int)
    guard !ids.isEmpty else { throw APIError.bad("there are no messages to \(what)") }
    guard ids.count <= 100 else { throw APIError.bad("too many messages to \(what)") }
    guard zip(ids, ids.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw APIError.bad("message identifiers must be in a strictly increasing order")
    }
    return ids.compactMap { messages[InChat(chat.key, $0)] }
  }

  func isCopyable(_ message: Message) -> Bool {
    !message.isService && message.content["invoice"] == nil && message.content["poll"] == nil
  }

  mutating func freshGroup(_ old: String, _ groups: inout [String: String]) -> String {
    if let known = groups[old] { return known }
    groups[old] = String(Int.random(in: 10_000_000_000_000_000...90_000_000_000_000_000, using: &random))
    return groups[old]!
  }

  mutating func forward(_ sources: [Message], _ call: Call) throws -> [Message] {
    let chat = try sendingChat(call, "can_send_messages", what: "messages")
    try spend(sources.count, in: chat, bot: call.bot)
    var groups: [String: String] = [:]
    return try sources.map { source in
      let group = source.group.map { freshGroup($0, &groups) }
      var message = draft(in: chat, from: call.bot, source.content.with("media_group_id", group))
      try fill(&message, call, chat)
      message.forward = source.forward ?? origin(source)
      return post(message)
    }
  }

  /// https://core.telegram.org/bots/api#messageorigin
  func origin(_ message: Message) -> JSONValue {
    if let sender = message.senderChat, let chat = chats[ChatKey(sender)] {
      let isChannel = chat.kind == .channel
      return .fields([
        "type": isChannel ? "channel" : "chat", "date": message.date,
        isChannel ? "chat" : "sender_chat": render(chat),
        "message_id": isChannel ? message.id : nil,
      ])
    }
    return .fields([
      "type": "user", "date": message.date, "sender_user": message.from.flatMap { render(user: $0) },
    ])
  }
}
