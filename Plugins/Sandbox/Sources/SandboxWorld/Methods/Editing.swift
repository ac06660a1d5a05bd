import RoostJSON

extension Method {
  private static let target = "chat_id:chat message_id:int inline_message_id business_connection_id "

  /// Changing and taking away what was sent.
  static let editing: [Method] = [
    Method(
      "editMessageText",
      target + "text parse_mode entities:array link_preview_options:object disable_web_page_preview:bool "
        + "reply_markup:object rich_message:object"
    ) { world, call in
      let (message, chat) = try world.editable(call)
      guard message.text != nil else { throw APIError.bad("there is no text in the message to edit") }
      let text = try world.formatted(
        call.needText("text", "message text is empty"), mode: call.text("parse_mode"),
        entities: call.array("entities"), limit: 4096, tooLong: "message is too long")
      guard !text.text.isEmpty else { throw APIError.bad("message text is empty") }
      let content = world.textContent(text).with("link_preview_options", call.object("link_preview_options"))
      return try world.edit(message, chat, call, content)
    },
    Method(
      "editMessageCaption",
      target + Parameter.caption + " show_caption_above_media:bool reply_markup:object"
    ) { world, call in
      let (message, chat) = try world.editable(call)
      guard MediaKind.of(message.content) != nil else {
        throw APIError.bad("there is no caption in the message to edit")
      }
      let bare = message.content.with("caption", nil).with("caption_entities", nil)
      return try world.edit(message, chat, call, bare.merging(world.captionContent(call)))
    },
    Method("editMessageMedia", target + "media:object! reply_markup:object") { world, call in
      let (message, chat) = try world.editable(call)
      guard MediaKind.of(message.content) != nil || message.text != nil else {
        throw APIError.bad("message can't be edited")
      }
      let content = try world.inputMedia(call.object("media") ?? .null, call)
      return try world.edit(message, chat, call, content.with("media_group_id", message.group))
    },
    Method("editMessageReplyMarkup", target + "reply_markup:object") { world, call in
      let (message, chat) = try world.editable(call)
      return try world.edit(message, chat, call, message.content)
    },
    Method("deleteMessage", "chat_id:chat! message_id:int!") { world, call in
      let chat = try world.accessibleChat(call)
      let message = try world.message(chat.key, call.int("message_id"), "message to delete not found")
      guard world.canDelete(message, call.bot, in: chat) else {
        throw APIError.bad("message can't be deleted")
      }
      world.erase(chat.key, [message.id])
      return .bool(true)
    },
    Method("deleteMessages", "chat_id:chat! message_ids:array!") { world, call in
      let chat = try world.accessibleChat(call)
      let ids = (call.array("message_ids") ?? []).compactMap(\.int)
      guard (1...100).contains(ids.count) else {
        throw APIError.bad(
          ids.isEmpty ? "message identifiers are not specified" : "too many messages to delete")
      }
      let known = ids.compactMap { world.messages[InChat(chat.key, $0)] }
      guard known.allSatisfy({ world.canDelete($0, call.bot, in: chat) }) else {
        throw APIError.bad("message can't be deleted for everyone")
      }
      world.erase(chat.key, known.map(\.id))
      return .bool(true)
    },
  ]
}

extension World {
  /// The message that a call edits, where the bot may.
  func editable(_ call: Call) throws -> (Message, Chat) {
    guard call.args["chat_id"] != nil else { throw APIError.bad("chat_id is empty") }
    let chat = try accessibleChat(call)
    let id = try call.needInt("message_id", "message identifier is not specified")
    let message = try message(chat.key, id, "message to edit not found")
    let isOwn =
      message.from == call.bot || chat.kind == .channel && has("can_post_messages", call.bot, in: chat)
    let isAllowed = isOwn || chat.kind == .channel && has("can_edit_messages", call.bot, in: chat)
    guard isAllowed, !message.isService, message.forward == nil else {
      throw APIError.bad("message can't be edited")
    }
    return (message, chat)
  }

  mutating func edit(_ old: Message, _ chat: Chat, _ call: Call, _ content: JSONValue) throws -> JSONValue {
    var message = old
    message.content = content
    message.keyboard = nil
    if let markup = call.object("reply_markup") {
      guard let rows = markup["inline_keyboard"] else {
        throw APIError.bad("inline keyboard expected")
      }
      message.keyboard = try ReplyMarkup.inline(rows, isInvoice: content["invoice"] != nil)
    }
    guard message.content != old.content || message.keyboard != old.keyboard else {
      throw APIError.bad(
        "message is not modified: specified new message content and reply markup are exactly the same as a current"
          + " content and reply markup of the message")
    }
    try spend(1, in: chat, bot: call.bot)
    // A change of buttons alone is none that is marked.
    if message.content != old.content { message.editDate = seconds }
    change(message, tellsBots: false)
    if chat.kind == .channel { announce(message, isEdit: true) }
    return render(message)
  }

  /// Whether a bot may take a message away (https://core.telegram.org/bots/api#deletemessage).
  func canDelete(_ message: Message, _ bot: Int, in chat: Chat) -> Bool {
    let isRecent = seconds - message.date < 48 * 3600
    if chat.key.isPrivate { return isRecent }
    if has("can_delete_messages", bot, in: chat) { return true }
    guard isRecent else { return false }
    if chat.kind == .channel { return has("can_post_messages", bot, in: chat) }
    return message.from == bot && !message.isService
  }
}
