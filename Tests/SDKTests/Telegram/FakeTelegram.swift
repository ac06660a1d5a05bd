import CRoost

/// The host's half of `telegram.h`: it answers as the bot is called.
enum FakeTelegram {
  /// A call as the host reads it.
  struct Call: Equatable {
    var timeout: UInt32
    var bot = ""
    var method = ""
    var tag = ""
    var files: [[String]] = []
    var parameters = ""

    init?(_ block: [UInt8]) {
      guard block.count >= 32 else { return nil }
      var at = 32
      let head = unsafe block.withUnsafeBytes { unsafe $0.loadUnaligned(as: roost_telegram_call.self) }
      timeout = head.timeout_ms
      guard head.size == 32 else { return nil }
      var sizes: [[Int]] = []
      for _ in 0..<head.file_count {
        let size = unsafe block.withUnsafeBytes {
          unsafe $0.loadUnaligned(fromByteOffset: at, as: roost_telegram_file.self)
        }
        sizes.append([size.name_size, size.shown_size, size.path_size, size.bytes_size].map { Int($0) })
        at += 16
      }
      func text(_ size: Int) -> String {
        defer { at += size }
        return String(decoding: block[at..<at + size], as: UTF8.self)
      }
      (bot, method) = (text(Int(head.bot_size)), text(Int(head.method_size)))
      tag = text(Int(head.tag_size))
      files = sizes.map { $0.map(text) }
      parameters = text(block.count - at)
    }
  }

  private static func said(
    _ kind: Int32, _ rest: String, _ code: Int32 = 0, _ wait: UInt32 = 0, _ chat: Int64 = 0
  ) -> (
    Int32, [UInt8]
  ) {
    let head = roost_telegram_answer(
      size: 24, kind: UInt32(kind), error_code: code, retry_after: wait, chat: chat)
    return (ROOST_DONE, unsafe withUnsafeBytes(of: head) { unsafe Array($0) } + Array(rest.utf8))
  }

  private static func answer(_ call: Call) -> (Int32, [UInt8]) {
    return switch call.bot {
    case "refused": said(ROOST_TELEGRAM_REFUSED, "chat not found", 400)
    case "wait": said(ROOST_TELEGRAM_WAIT, "later", 429, 35)
    case "gone": said(ROOST_TELEGRAM_GONE, "blocked", 403)
    case "moved": said(ROOST_TELEGRAM_MOVED, "moved", 400, 0, -1007)
    case "denied": (ROOST_DENIED, Array("not yours".utf8))
    case "unknown": (ROOST_UNKNOWN, Array("no answer".utf8))
    case "late": (ROOST_RETRYABLE, Array("no turn".utf8))
    default: said(ROOST_TELEGRAM_OK, #"{"message_id":7,"text":"\#(call.method)"}"#)
    }
  }

  nonisolated(unsafe) static let table: UnsafePointer<roost_telegram> = {
    let table = UnsafeMutablePointer<roost_telegram>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_telegram(
        size: UInt32(MemoryLayout<roost_telegram>.size), revision: 1,
        call: { _, _, block, answered, context in
          let bytes = unsafe Array(UnsafeBufferPointer(start: block.data, count: Int(block.size)))
          guard let call = Call(bytes) else { return ROOST_INVALID }
          let (code, answer) = answer(call)
          return unsafe reply(code, answer, answered, context)
        },
        bots: { _, _, answered, context in unsafe reply(ROOST_DONE, bots, answered, context) },
        download: { _, _, block, answered, context in
          let bytes = unsafe Array(UnsafeBufferPointer(start: block.data, count: Int(block.size)))
          guard bytes[0] == 24, bytes[8] == 99, String(decoding: bytes[24...], as: UTF8.self) == "shopf1a/b"
          else { return ROOST_INVALID }
          let (code, answer) = said(ROOST_TELEGRAM_OK, "77")
          return unsafe reply(code, answer, answered, context)
        }))
    return unsafe UnsafePointer(table)
  }()

  private static var bots: [UInt8] {
    var block: [UInt8] = []
    func append(_ part: some BitwiseCopyable) {
      unsafe withUnsafeBytes(of: part) { unsafe block.append(contentsOf: $0) }
    }
    append(roost_telegram_bots(size: 8, count: 2))
    for (name, flags) in [("shop", ROOST_TELEGRAM_SERVED | ROOST_TELEGRAM_ACTIVE), ("tills", 0)] {
      append(
        roost_telegram_bot(
          id: 42, flags: flags, name_size: UInt32(name.utf8.count), username_size: 5, mode_size: 2))
      block += "\(name)s_botm1".utf8
      while block.count % 8 != 0 { block.append(0) }
    }
    return block
  }

  private static func reply(
    _ code: Int32, _ bytes: [UInt8], _ answered: roost_answered?, _ context: UnsafeMutableRawPointer?
  ) -> Int32 {
    let box = unsafe (answered!, UInt(bitPattern: context))
    Task.detached {
      unsafe bytes.withUnsafeBufferPointer {
        unsafe box.0(
          UnsafeMutableRawPointer(bitPattern: box.1), code,
          roost_bytes(data: $0.baseAddress, size: UInt64($0.count)))
      }
    }
    return ROOST_DONE
  }
}
