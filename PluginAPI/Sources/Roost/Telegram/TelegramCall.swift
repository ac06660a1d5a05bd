import CRoostSDK

/// A call of the Bot API as `telegram.h` has it; `RoostTelegram` makes it typed.
package struct TelegramCall: Sendable {
  /// A file that goes along.
  package struct File: Sendable {
    /// The parameter that it is, or what `attach://` names.
    package var part: String
    /// How it is called for those who get it.
    package var name: String
    /// Which one of the plugin's it is; empty where ``bytes`` are it.
    package var path: String
    /// Its bytes.
    package var bytes: [UInt8]

    /// Describes a file.
    package init(part: String, name: String, path: String, bytes: [UInt8]) {
      (self.part, self.name, self.path, self.bytes) = (part, name, path, bytes)
    }
  }

  /// The bot's name in the host.
  package var bot: String
  /// The method's name.
  package var method: String
  /// The parameters, a JSON object.
  package var json: [UInt8]
  /// What goes along.
  package var files: [File]
  /// For how long it may take; nil is as the host says.
  package var timeout: Duration?

  /// Describes a call.
  package init(bot: String, method: String, json: [UInt8], files: [File], timeout: Duration?) {
    (self.bot, self.method, self.json) = (bot, method, json)
    (self.files, self.timeout) = (files, timeout)
  }

  /// The block of `telegram.h`.
  func block(ticket: UInt64 = 0, tag: [UInt8] = []) -> [UInt8] {
    let milliseconds = timeout.map {
      max(1, $0.components.seconds * 1000 + $0.components.attoseconds / 1_000_000_000_000_000)
    }
    var block = BlockWriter()
    block.append(UInt32(32))
    block.append(UInt32(clamping: milliseconds ?? 0))
    block.append(ticket)
    block.append(UInt32(files.count))
    block.append(UInt32(bot.utf8.count))
    block.append(UInt32(method.utf8.count))
    block.append(UInt32(tag.count))
    for file in files {
      block.append(UInt32(file.part.utf8.count))
      block.append(UInt32(file.name.utf8.count))
      block.append(UInt32(file.path.utf8.count))
      block.append(UInt32(file.path.isEmpty ? file.bytes.count : 0))
    }
    block.append(bot.utf8)
    block.append(method.utf8)
    block.append(tag)
    for file in files {
      block.append(file.part.utf8)
      block.append(file.name.utf8)
      block.append(file.path.utf8)
      if file.path.isEmpty { block.append(file.bytes) }
    }
    block.append(json)
    return block.bytes
  }

  /// Makes it, for the event in hand if there is one.
  ///
  /// - Returns: the JSON of the result, and the new id of a group that was followed.
  package func make() async throws(TelegramError) -> (json: [UInt8], chat: Int64?) {
    try await Self.ask(1, block(ticket: CurrentEvent.ticket), method)
  }

  /// Has a file of Telegram's come into the plugin's folder.
  ///
  /// - Returns: the JSON of the number of its bytes.
  package static func download(
    _ file: String, as bot: String, to path: String, limit: Int
  ) async throws(TelegramError) -> [UInt8] {
    var block = BlockWriter()
    block.append(UInt32(24))
    block.append(UInt32(bot.utf8.count))
    block.append(UInt64(max(1, limit)))
    block.append(UInt32(file.utf8.count))
    block.append(UInt32(path.utf8.count))
    block.append(bot.utf8)
    block.append(file.utf8)
    block.append(path.utf8)
    return try await ask(2, block.bytes, "getFile").json
  }

  private static func ask(
    _ question: Int32, _ block: [UInt8], _ method: String
  ) async throws(TelegramError) -> (json: [UInt8], chat: Int64?) {
    let answer = await Questions.ask { id in
      unsafe block.withUnsafeBufferPointer {
        unsafe roost_sdk_telegram(question, $0.baseAddress, UInt64($0.count), id)
      }
    }
    guard answer.code == ROOST_DONE else {
      let why =
        answer.bytes.isEmpty
        ? answer.code == ROOST_DENIED
          ? "this host makes no calls of the Bot API (roost.telegram/1)" : "it is malformed or out of bounds"
        : String(decoding: answer.bytes, as: UTF8.self)
      throw TelegramError(code: answer.code, "\(method) — \(why)")
    }
    return try read(answer.bytes[...], of: method)
  }

  /// Reads an answer.
  package static func read(
    _ bytes: ArraySlice<UInt8>, of method: String
  ) throws(TelegramError) -> (json: [UInt8], chat: Int64?) {
    var reply = BlockReader(Array(bytes))
    _ = reply.take(UInt32.self)
    let kind = Int32(reply.take(UInt32.self))
    let code = reply.take(Int32.self)
    let seconds = reply.take(UInt32.self)
    let chat = reply.take(Int64.self)
    let rest = reply.rest()
    let reason: TelegramError.Reason
    switch kind {
    case ROOST_TELEGRAM_OK: return (rest, chat == 0 ? nil : chat)
    case ROOST_TELEGRAM_WAIT: reason = .wait(seconds: Int(seconds))
    case ROOST_TELEGRAM_GONE: reason = .gone
    case ROOST_TELEGRAM_MOVED: reason = .moved(chat: chat)
    default: reason = .refused(code: Int(code))
    }
    throw TelegramError(reason, "\(method) — \(code) \(String(decoding: rest, as: UTF8.self))")
  }
}

/// A bot that the plugin may call as.
package struct CallableBot: Sendable {
  /// Its name in the host.
  package let name: String
  /// Its name with Telegram.
  package let username: String
  /// The mode that the plugin serves it in.
  package let mode: String
  /// Its id with Telegram.
  package let id: Int64
  /// Whether the plugin serves it.
  package let isServed: Bool
  /// Whether calls are made as it.
  package let isActive: Bool

  /// All of them, in the order of their names.
  package static func all() async throws -> [CallableBot] {
    let answer = await Questions.ask { roost_sdk_bots($0) }
    var reply = BlockReader(
      try answer.result(
        "the bots", absent: "this host makes no calls of the Bot API (roost.telegram/1)", bounds: ""))
    _ = reply.take(UInt32.self)
    let count = reply.take(UInt32.self)
    return (0..<count).map { _ in
      let id = reply.take(Int64.self)
      let flags = reply.take(UInt32.self)
      let sizes = (0..<3).map { _ in Int(reply.take(UInt32.self)) }
      let texts = sizes.map { String(decoding: reply.take($0), as: UTF8.self) }
      reply.skipPadding()
      return CallableBot(
        name: texts[0], username: texts[1], mode: texts[2], id: id,
        isServed: flags & ROOST_TELEGRAM_SERVED != 0, isActive: flags & ROOST_TELEGRAM_ACTIVE != 0)
    }
  }
}

extension StateCommit {
  /// A call is made once the commit is there; see `RoostTelegram`.
  package mutating func call(_ call: TelegramCall, outcome name: String, tag: [UInt8], lane: Int64?) {
    add { $0.item(ROOST_STATE_TELEGRAM, name, call.block(tag: tag), number: lane ?? 0) }
  }
}
