import RoostTelegram

/// A sum over what was read, so that nothing is left out and both readers can be compared.
struct Tally {
  var sum: Int64 = 0
  var fields = 0

  mutating func add(_ value: Int64?) {
    guard let value else { return }
    sum &+= value
    fields += 1
  }

  mutating func add(_ value: String?) {
    guard let value else { return }
    sum &+= Int64(value.utf8.count)
    fields += 1
  }

  mutating func add(_ value: Bool?) {
    guard let value else { return }
    sum &+= value ? 1 : 0
    fields += 1
  }
}

// Of views.
extension Tally {
  mutating func read(_ update: Telegram.Update) {
    add(update.updateID)
    guard let message = update.message else { return }
    add(message.messageID)
    add(message.messageThreadID)
    read(message.from)
    read(message.chat)
    add(message.date)
    add(message.editDate)
    add(message.isTopicMessage)
    add(message.mediaGroupID)
    add(message.authorSignature)
    add(message.hasProtectedContent)
    if let reply = message.replyToMessage {
      add(reply.messageID)
      read(reply.from)
      read(reply.chat)
      add(reply.date)
      add(reply.text)
      for entity in reply.entities ?? [] { read(entity) }
      add(reply.linkPreviewOptions?.isDisabled)
    }
    for photo in message.photo ?? [] {
      add(photo.fileID)
      add(photo.fileUniqueID)
      add(photo.fileSize)
      add(photo.width)
      add(photo.height)
    }
    add(message.caption)
    for entity in message.captionEntities ?? [] { read(entity) }
    add(message.showCaptionAboveMedia)
    for button in (message.replyMarkup?.inlineKeyboard ?? []).joined() {
      add(button.text)
      add(button.callbackData)
      add(button.url)
    }
  }

  private mutating func read(_ user: Telegram.User?) {
    guard let user else { return }
    add(user.id)
    add(user.isBot)
    add(user.firstName)
    add(user.lastName)
    add(user.username)
    add(user.languageCode)
    add(user.isPremium)
  }

  private mutating func read(_ chat: Telegram.Chat) {
    add(chat.id)
    add(chat.title)
    add(chat.username)
    add(chat.type)
    add(chat.isForum)
  }

  private mutating func read(_ entity: Telegram.MessageEntity) {
    add(entity.offset)
    add(entity.length)
    add(entity.type)
    add(entity.url)
  }
}

// Of decoded structs.
extension Tally {
  mutating func read(_ update: DecodedUpdate) {
    add(update.update_id)
    let message = update.message
    add(message.message_id)
    add(message.message_thread_id)
    read(message.from)
    read(message.chat)
    add(message.date)
    add(message.edit_date)
    add(message.is_topic_message)
    add(message.media_group_id)
    add(message.author_signature)
    add(message.has_protected_content)
    let reply = message.reply_to_message
    add(reply.message_id)
    read(reply.from)
    read(reply.chat)
    add(reply.date)
    add(reply.text)
    for entity in reply.entities { read(entity) }
    add(reply.link_preview_options.is_disabled)
    for photo in message.photo {
      add(photo.file_id)
      add(photo.file_unique_id)
      add(photo.file_size)
      add(photo.width)
      add(photo.height)
    }
    add(message.caption)
    for entity in message.caption_entities { read(entity) }
    add(message.show_caption_above_media)
    for button in message.reply_markup.inline_keyboard.joined() {
      add(button.text)
      add(button.callback_data)
      add(button.url)
    }
  }

  private mutating func read(_ user: DecodedUser) {
    add(user.id)
    add(user.is_bot)
    add(user.first_name)
    add(user.last_name)
    add(user.username)
    add(user.language_code)
    add(user.is_premium)
  }

  private mutating func read(_ chat: DecodedChat) {
    add(chat.id)
    add(chat.title)
    add(chat.username)
    add(chat.type)
    add(chat.is_forum)
  }

  private mutating func read(_ entity: DecodedEntity) {
    add(entity.offset)
    add(entity.length)
    add(entity.type)
    add(entity.url)
  }
}
