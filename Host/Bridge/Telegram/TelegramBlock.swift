import CRoost
import HostFrames
package import HostServices
import RoostJSON

/// Reads the calls of `telegram.h`, which come from a plugin, and writes answers.
package enum TelegramBlock {
  /// A call as a plugin asks for it.
  package struct Question: Sendable {
    /// A file that is to go with it.
    package struct File: Sendable {
      /// The parameter that it is, or what `attach://` names.
      package var name: String
      /// How it is called for those who get it.
      package var shown: String
      /// Which one of the plugin's it is.
      package var path: FileName?
      /// Its bytes, where it is none.
      package var bytes: [UInt8]
    }

    /// The bot's name.
    package var bot: String
    /// The call, without its files.
    package var call: TelegramCall
    /// What goes with it.
    package var files: [File]
    /// For how long it may take in all, in milliseconds; nil where the plugin does not say.
    package var timeout: Int?
    /// The ticket of the event that it answers, or 0.
    package var ticket: UInt64
    /// Bytes of the plugin's, for the outcome.
    package var tag: [UInt8]

    /// Most bytes of all files.
    package static let fileLimit = Int64(ROOST_TELEGRAM_FILE_BYTES)
  }

  // MARK: Calls

  /// Reads a call.
  package static func call(_ block: UnsafeRawBufferPointer) throws(FetchFailure) -> Question {
    var cursor = unsafe FrameCursor(block)
    guard let head = cursor.take(roost_telegram_call.self),
      Int(head.size) == MemoryLayout<roost_telegram_call>.size,
      head.tag_size <= UInt32(ROOST_TELEGRAM_TAG_MAX)
    else { throw malformed("its head is cut off or out of bounds") }
    guard head.timeout_ms <= UInt32(ROOST_TELEGRAM_TIMEOUT_MAX) else {
      throw malformed("timeout_ms is more than \(ROOST_TELEGRAM_TIMEOUT_MAX)")
    }
    guard head.file_count <= UInt32(ROOST_TELEGRAM_FILES_MAX) else {
      throw malformed("it has more than \(ROOST_TELEGRAM_FILES_MAX) files")
    }
    var sizes: [roost_telegram_file] = []
    for _ in 0..<head.file_count {
      guard let size = cursor.take(roost_telegram_file.self), size.path_size == 0 || size.bytes_size == 0
      else {
        throw malformed("its files are cut off, or have both a path and bytes")
      }
      sizes.append(size)
    }
    let (bot, method) = (try text(&cursor, head.bot_size), try text(&cursor, head.method_size))
    let tag = try run(&cursor, head.tag_size)
    var files: [Question.File] = []
    for size in sizes {
      let (name, shown) = (try text(&cursor, size.name_size), try text(&cursor, size.shown_size))
      let path = try run(&cursor, size.path_size)
      guard shown.utf8.count <= 255, isName(name) else { throw malformed("a file's name is none") }
      let bytes = try run(&cursor, size.bytes_size)
      files.append(
        .init(name: name, shown: shown, path: path.isEmpty ? nil : try fileName(path), bytes: bytes))
    }
    let rest = unsafe Array(cursor.rest())
    guard let parameters = rest.isEmpty ? .object([]) : try? JSONValue(parsing: rest) else {
      throw malformed("its parameters are no JSON")
    }
    let timeout = head.timeout_ms == 0 ? nil : Int(head.timeout_ms)
    return Question(
      bot: bot, call: try TelegramCall(method, parameters, timeout: timeout ?? 60_000), files: files,
      timeout: timeout, ticket: head.ticket, tag: tag)
  }

  /// Reads the call of an effect, as it is kept with its commit.
  package static func call(ofEffect block: [UInt8]) throws(FetchFailure) -> Question {
    try unsafe block.withUnsafeBytes { block in
      Result { () throws(FetchFailure) in try unsafe call(block) }
    }.get()
  }

  /// As a parameter of the Bot API is called.
  private static func isName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
        default: false
        }
      }
  }

  private static func fileName(_ bytes: [UInt8]) throws(FetchFailure) -> FileName {
    do throws(FileFailure) { return try FileName(bytes) } catch { throw malformed(error.description) }
  }

  private static func run(_ cursor: inout FrameCursor, _ size: UInt32) throws(FetchFailure) -> [UInt8] {
    guard let run = unsafe cursor.take(UInt64(size)) else { throw malformed("its parts are cut off") }
    return unsafe Array(run)
  }

  private static func text(_ cursor: inout FrameCursor, _ size: UInt32) throws(FetchFailure) -> String {
    guard let text = String(validating: try run(&cursor, size), as: UTF8.self) else {
      throw malformed("its text is no UTF-8")
    }
    return text
  }

  private static func malformed(_ what: String) -> FetchFailure {
    FetchFailure(.invalid, "the call is malformed: \(what) — hint: see roost/telegram.h")
  }

  /// A file that is to come.
  struct Download: Sendable {
    var bot: String
    var file: String
    var path: FileName
    var limit: Int64
  }

  /// Reads which file is to come.
  static func download(_ block: UnsafeRawBufferPointer) throws(FetchFailure) -> Download {
    var cursor = unsafe FrameCursor(block)
    guard let head = cursor.take(roost_telegram_download.self),
      Int(head.size) == MemoryLayout<roost_telegram_download>.size, head.file_size <= 1024
    else { throw malformed("its head is cut off or out of bounds") }
    let (bot, file) = (try text(&cursor, head.bot_size), try text(&cursor, head.file_size))
    let path = try fileName(try run(&cursor, head.path_size))
    guard cursor.left == 0 else { throw malformed("it goes on behind its last part") }
    let most = UInt64(ROOST_TELEGRAM_DOWNLOAD_MAX)
    let limit = head.bytes_max == 0 ? most : min(head.bytes_max, most)
    return Download(bot: bot, file: file, path: path, limit: Int64(limit))
  }

  // MARK: Answers

  /// What came of a call: the code of `telegram.h`, and the answer or a message.
  ///
  /// - Parameters:
  ///   - isRepeatable: whether the call may be made twice.
  ///   - limit: most bytes of a result; a larger one comes as `null`.
  package static func answer(
    _ report: TelegramSender.Report, isRepeatable: Bool, limit: Int = .max
  ) -> (code: Int32, bytes: [UInt8]) {
    func said(
      _ kind: Int32, _ rest: [UInt8], code: Int = 0, after: Int = 0
    ) -> (code: Int32, bytes: [UInt8]) {
      let head = roost_telegram_answer(
        size: UInt32(MemoryLayout<roost_telegram_answer>.size), kind: UInt32(kind),
        error_code: Int32(clamping: code), retry_after: UInt32(clamping: after), chat: report.chat ?? 0)
      return (ROOST_DONE, unsafe withUnsafeBytes(of: head) { unsafe Array($0) } + rest)
    }
    func words(_ text: String) -> [UInt8] { Array(text.utf8.prefix(1024)) }
    return switch report.outcome {
    case .done(let json): said(ROOST_TELEGRAM_OK, json.count <= limit ? json : Array("null".utf8))
    case .refused(let code, let text): said(ROOST_TELEGRAM_REFUSED, words(text), code: code)
    case .retry(let seconds, let text):
      said(ROOST_TELEGRAM_WAIT, words(text), code: 429, after: seconds)
    case .gone(let text): said(ROOST_TELEGRAM_GONE, words(text), code: 403)
    case .migrated(_, let text): said(ROOST_TELEGRAM_MOVED, words(text), code: 400)
    case .revoked(let text): (ROOST_DENIED, words("the bot's token was revoked: \(text)"))
    case .unknown(let why): (isRepeatable ? ROOST_RETRYABLE : ROOST_UNKNOWN, words(why))
    case .notSent(let why): (ROOST_RETRYABLE, words(why))
    }
  }

  /// What an answer says, for people.
  package static func summary(_ answer: [UInt8]) -> String {
    unsafe answer.withUnsafeBytes { bytes in
      var cursor = unsafe FrameCursor(bytes)
      guard let head = cursor.take(roost_telegram_answer.self) else { return "" }
      if head.kind == UInt32(ROOST_TELEGRAM_OK) { return "ok" }
      return unsafe "\(head.error_code) \(String(decoding: cursor.rest(), as: UTF8.self))"
    }
  }

  /// The bots that may be called as.
  static func bots(_ bots: [BotDirectory.Entry], _ scope: BotScope) -> [UInt8] {
    var bytes: [UInt8] = []
    func append(_ part: some BitwiseCopyable) {
      unsafe withUnsafeBytes(of: part) { unsafe bytes.append(contentsOf: $0) }
    }
    append(
      roost_telegram_bots(
        size: UInt32(MemoryLayout<roost_telegram_bots>.size), count: UInt32(bots.count)))
    for bot in bots {
      let isServed = scope.serves(bot)
      let mode = isServed ? bot.mode : ""
      append(
        roost_telegram_bot(
          id: bot.id,
          flags: (isServed ? ROOST_TELEGRAM_SERVED : 0) | (bot.isActive ? ROOST_TELEGRAM_ACTIVE : 0),
          name_size: UInt32(bot.name.utf8.count), username_size: UInt32(bot.username.utf8.count),
          mode_size: UInt32(mode.utf8.count)))
      bytes += bot.name.utf8
      bytes += bot.username.utf8
      bytes += mode.utf8
      while bytes.count % 8 != 0 { bytes.append(0) }
    }
    return bytes
  }
}
