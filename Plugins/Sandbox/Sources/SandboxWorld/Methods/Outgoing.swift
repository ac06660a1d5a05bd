import RoostJSON

// What all methods that send have in common.
extension World {
  /// The chat a call sends to, where the bot may send that.
  func sendingChat(_ call: Call, _ permission: String, what: String) throws -> Chat {
    let chat = try chat(call)
    try checkSending(chat, bot: call.bot, permission, what: what)
    return chat
  }

  func checkSending(_ chat: Chat, bot: Int, _ permission: String, what: String) throws {
    if chat.key.isPrivate {
      if chat.isBlocked { throw APIError.forbidden("bot was blocked by the user") }
      guard chat.isStarted else { throw APIError.forbidden("bot can't initiate conversation with a user") }
      return
    }
    let member = member(bot, in: chat.key)
    if member.status == .kicked {
      throw APIError.forbidden("bot was kicked from the \(chat.kind.rawValue) chat")
    }
    guard member.isIn else {
      if members[InChat(chat.key, bot)] == nil, chat.username == nil { throw APIError.bad("chat not found") }
      throw APIError.forbidden("bot is not a member of the \(chat.kind.rawValue) chat")
    }
    if chat.kind == .channel {
      guard has("can_post_messages", bot, in: chat) else {
        throw APIError.bad("need administrator rights in the channel chat")
      }
      return
    }
    guard isPermitted(permission, bot, in: chat) else {
      throw APIError.bad("not enough rights to send \(what) to the chat")
    }
  }

  /// Sends what a call says with some content.
  mutating func send(
    _ call: Call, _ permission: String, what: String, _ content: JSONValue, isInvoice: Bool = false
  ) throws -> Message {
    let chat = try sendingChat(call, permission, what: what)
    var message = draft(in: chat, from: call.bot, content)
    try fill(&message, call, chat, isInvoice: isInvoice)
    try spend(1, in: chat, bot: call.bot)
    return post(message)
  }

  /// Sends, and answers the message.
  mutating func sent(
    _ call: Call, _ permission: String, what: String, _ content: JSONValue
  ) throws -> JSONValue {
    let message = try send(call, permission, what: what, content)
    return render(message)
  }

  /// Sets what a call says of a message besides its content.
  func fill(_ message: inout Message, _ call: Call, _ chat: Chat, isInvoice: Bool = false) throws {
    if chat.kind == .channel {
      message.from = nil
      message.senderChat = chat.key.chat
      message.poster = call.bot
    }
    message.isProtected = call.isTrue("protect_content")
    message.effect = chat.key.isPrivate ? call.text("message_effect_id") : nil
    let reply = call.object("reply_parameters")
    if let target = reply?["message_id"]?.int ?? call.int("reply_to_message_id") {
      if let other = reply?["chat_id"], try self.chat(other, bot: call.bot).key != chat.key {
        throw APIError.bad("the sandbox does not know replies to messages of other chats")
      }
      if messages[InChat(chat.key, target)] != nil {
        message.replyTo = target
        if let quote = reply?["quote"]?.string {
          guard let text = messages[InChat(chat.key, target)]?.text, text.contains(quote) else {
            throw APIError.bad("message to be replied not found: QUOTE_TEXT_INVALID")
          }
          message.quote = .fields(["text": quote, "position": 0, "is_manual": true])
        }
      } else if reply?["allow_sending_without_reply"]?.isTrue != true,
        !call.isTrue("allow_sending_without_reply")
      {
        throw APIError.bad("message to be replied not found")
      }
    }
    if let markup = call.object("reply_markup") {
      let keyboard = try ReplyMarkup.read(markup, chat: chat, isInvoice: isInvoice)
      message.keyboard = keyboard.inline
      message.replyKeyboard = keyboard.reply
    }
  }
}
