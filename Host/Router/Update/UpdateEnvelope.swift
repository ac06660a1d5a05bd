internal import CRoost
internal import CSimdjson

/// What the host reads of a Telegram update, laid out as the `roost_update` it becomes.
package struct UpdateEnvelope: ~Copyable, @unchecked Sendable {
  /// Most bytes in an update's JSON.
  package static let maxBytes = 1 << 20

  private var writer: BlockWriter

  /// Checks that `json` is one JSON object and nothing else, no deeper than 64 levels, and reads the
  /// envelope from it. `capacity` bytes from its start on are readable: with 64 or more behind the end
  /// the document is parsed where it lies, else copied first. With the bot's `username` known, a command
  /// that mentions another bot is none; otherwise every mention is taken for the bot's own.
  package init(
    scanning json: UnsafeRawBufferPointer, capacity: Int? = nil, username: String? = nil
  ) throws(UpdateError) {
    guard json.count <= Self.maxBytes else { throw .tooLarge }
    guard let start = json.baseAddress, json.count > 0 else { throw .malformed("it is empty") }
    var update = unsafe csimdjson_update()
    let code = unsafe csimdjson_scan(start, json.count, capacity ?? json.count, &update)
    defer { csimdjson_trim() }
    guard code == CSIMDJSON_OK else { throw unsafe UpdateError(code, update.detail) }
    writer = unsafe Self.layOut(update, username: username)
  }

  deinit { _ = writer.finish() }

  /// The finished block, which also names the bot as configured and the event as in the log.
  package consuming func block(bot: String, eventID: String) -> EventBlock {
    var writer = writer
    discard self
    var update: roost_update = writer.load(at: 0)
    update.bot = writer.append(bot)
    update.event_id = writer.append(eventID)
    update.block_size = UInt32(writer.offset)
    writer.store(update, at: 0)
    return writer.finish()
  }

  /// Room for the names that the block gets later.
  private static let slack = 96

  private static func layOut(_ scanned: csimdjson_update, username: String?) -> BlockWriter {
    let head = MemoryLayout<roost_update>.size
    let size =
      unsafe head + slack + scanned.text.size + scanned.callback_id.size
      + scanned.callback_data.size + scanned.language.size
    var writer = BlockWriter(from: head, capacity: size)
    var update = roost_update()
    update.size = UInt32(head)
    unsafe update.kind = scanned.kind
    unsafe update.chat_type = scanned.chat_type
    unsafe update.update_id = scanned.update_id
    unsafe update.chat_id = scanned.chat_id
    unsafe update.user_id = scanned.user_id
    unsafe update.message_id = scanned.message_id
    unsafe update.date = scanned.date
    let text = unsafe UnsafeRawBufferPointer(start: scanned.text.data, count: scanned.text.size)
    update.text = unsafe writer.append(text)
    if messageKinds & 1 << update.kind != 0, let command = unsafe UpdateCommand(text, username: username) {
      update.command = update.text.part(command.name)
      update.arguments = update.text.part(command.arguments)
    }
    update.callback_id = unsafe writer.append(scanned.callback_id.bytes)
    update.callback_data = unsafe writer.append(scanned.callback_data.bytes)
    update.language = unsafe writer.append(scanned.language.bytes)
    writer.store(update, at: 0)
    return writer
  }

  /// The kinds whose text may be a command: those that hold a Message.
  private static let messageKinds: UInt64 = [
    ROOST_UPDATE_MESSAGE, ROOST_UPDATE_EDITED_MESSAGE, ROOST_UPDATE_CHANNEL_POST,
    ROOST_UPDATE_EDITED_CHANNEL_POST, ROOST_UPDATE_BUSINESS_MESSAGE, ROOST_UPDATE_EDITED_BUSINESS_MESSAGE,
  ].reduce(0) { $0 | 1 << UInt64($1) }
}

extension UpdateEnvelope {
  private var update: roost_update { writer.load(at: 0) }

  private func string(_ span: roost_span) -> String {
    unsafe String(decoding: writer.bytes(span), as: UTF8.self)
  }

  /// `ROOST_UPDATE_…`
  package var kind: UInt32 { update.kind }

  /// `ROOST_CHAT_…`
  package var chatType: UInt32 { update.chat_type }

  /// The update's identifier, by which repetitions are known.
  package var updateID: Int64 { update.update_id }

  /// The chat, for a callback that of its message; 0 when the update names none.
  package var chatID: Int64 { update.chat_id }

  /// Who caused the update; 0 when it names no user.
  package var userID: Int64 { update.user_id }

  /// The message's identifier in its chat, or 0.
  package var messageID: Int64 { update.message_id }

  /// When it happened, in seconds since 1970, or 0.
  package var date: Int64 { update.date }

  /// The message's text or caption, or the inline query.
  package var text: String { string(update.text) }

  /// "start" of "/start@bot arg"; empty when the text is no command.
  package var command: String { string(update.command) }

  /// "arg" of "/start@bot arg".
  package var arguments: String { string(update.arguments) }

  /// The identifier of a callback, inline, shipping or pre-checkout query.
  package var callbackID: String { string(update.callback_id) }

  /// The data of the button that was pressed.
  package var callbackData: String { string(update.callback_data) }

  /// The user's language, as an IETF tag.
  package var language: String { string(update.language) }

  var commandBytes: UnsafeRawBufferPointer { unsafe writer.bytes(update.command) }

  var callbackDataBytes: UnsafeRawBufferPointer { unsafe writer.bytes(update.callback_data) }
}

extension UpdateError {
  @unsafe
  fileprivate init(_ code: Int32, _ detail: UnsafePointer<CChar>?) {
    let text = unsafe detail.map { unsafe String(cString: $0) } ?? ""
    self =
      switch code {
      case CSIMDJSON_TOO_DEEP: .tooDeep
      case CSIMDJSON_NOT_UTF8: .notUTF8
      case CSIMDJSON_NOT_OBJECT: .notObject
      case CSIMDJSON_ID_MISSING: .updateIDMissing
      case CSIMDJSON_ID_WRONG: .updateIDNotInteger
      case CSIMDJSON_OUT_OF_RANGE: .outOfRange(text)
      case CSIMDJSON_WRONG_TYPE: .wrongType(text)
      case CSIMDJSON_NO_MEMORY: .noMemory
      default: .malformed(text)
      }
  }
}

extension csimdjson_text {
  fileprivate var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(start: data, count: size) }
}

extension roost_span {
  /// A part of the span, given as a range that counts from its start.
  fileprivate func part(_ range: Range<Int>) -> roost_span {
    roost_span(offset: offset + UInt32(range.lowerBound), length: UInt32(range.count))
  }
}
