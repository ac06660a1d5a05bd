import CRoost
@testable import Roost
import Synchronization

/// The host as the SDK sees it: tables whose functions note what they are called with. The SDK keeps one
/// host for the whole process, so there is one.
enum FakeHost {
  enum Call: Equatable {
    case completed(UInt64, String)
    case failed(UInt64, Int32, String)
    case answered(UInt64, UInt32, [String], String)
    case opened(UInt64, UInt32, [String])
    case wrote(UInt64, String)
    case closed(UInt64)
  }

  private static let calls = Mutex<[UInt64: [Call]]>([:])
  private static let tickets = Atomic<UInt64>(1)
  /// Nanoseconds, of every clock.
  static let clock = Atomic<Int64>(0)

  /// A ticket of one's own, once the SDK knows this host.
  static func ticket() -> UInt64 {
    precondition(isCreated)
    return tickets.add(1, ordering: .relaxed).newValue
  }

  /// What was called with a ticket.
  static func calls(_ ticket: UInt64) -> [Call] { calls.withLock { $0[ticket] ?? [] } }

  private static func note(_ ticket: UInt64, _ call: Call) -> Int32 {
    calls.withLock { $0[ticket, default: []].append(call) }
    return ROOST_DONE
  }

  /// The timers that have not fired.
  final class Timers: Sendable {
    private let state = Mutex((last: 0 as UInt64, running: Set<UInt64>(), isFull: false))

    /// How many wait.
    var count: Int { state.withLock { $0.running.count } }
    /// Whether there may be no more.
    var isFull: Bool {
      get { state.withLock { $0.isFull } }
      set { state.withLock { $0.isFull = newValue } }
    }

    func start() -> UInt64? {
      state.withLock { state in
        guard !state.isFull else { return nil }
        state.last += 1
        state.running.insert(state.last)
        return state.last
      }
    }

    func stop(_ timer: UInt64) -> Bool { state.withLock { $0.running.remove(timer) != nil } }
  }

  static let timers = Timers()

  private struct Empty: Plugin {
    init(_ context: PluginContext) {}
    var handlers: [any Handler] { [] }
  }

  private static let isCreated: Bool = {
    let descriptor = unsafe pluginDescriptor(for: Empty.self).assumingMemoryBound(to: roost_plugin.self)
    var instance: UnsafeMutableRawPointer?
    return unsafe descriptor.pointee.create(core, 1, &instance, 0) == ROOST_DONE
  }()

  nonisolated(unsafe) private static let core: UnsafePointer<roost_host> = {
    let table = UnsafeMutablePointer<roost_host>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_host(
        size: UInt32(MemoryLayout<roost_host>.size), abi_major: UInt32(ROOST_ABI_MAJOR),
        abi_minor: UInt32(ROOST_ABI_MINOR), reserved: 0, log: { _, _, _, _, _ in },
        now: { _ in clock.load(ordering: .relaxed) },
        random: { _, _ in ROOST_DONE }, complete: { unsafe note($0, .completed($0, text($1))) },
        fail: { unsafe note($0, .failed($0, $1, text($2))) }, on_cancel: { _, _, _ in ROOST_DONE },
        loop_post: { _, _, callback, context in
          // Any thread will do for a loop here, but never the one that calls.
          let box = unsafe (callback!, UInt(bitPattern: context))
          Task.detached { unsafe box.0(UnsafeMutableRawPointer(bitPattern: box.1)) }
          return ROOST_DONE
        },
        timer_start: { _, _, after, callback, context in
          let box = unsafe (callback!, UInt(bitPattern: context))
          guard let timer = timers.start() else { return 0 }
          Task.detached {
            try? await Task.sleep(for: .nanoseconds(after))
            if timers.stop(timer) { unsafe box.0(UnsafeMutableRawPointer(bitPattern: box.1)) }
          }
          return timer
        }, timer_cancel: { timers.stop($0) ? ROOST_DONE : ROOST_STALE },
        get_extension: {
          switch unsafe String(cString: $1!) {
          case ROOST_HTTP_ID: unsafe UnsafeRawPointer(http)
          case ROOST_STATE_ID: unsafe UnsafeRawPointer(FakeState.table)
          case ROOST_TELEGRAM_ID: unsafe UnsafeRawPointer(FakeTelegram.table)
          default: nil
          }
        }))
    return unsafe UnsafePointer(table)
  }()

  nonisolated(unsafe) private static let http: UnsafePointer<roost_http> = {
    let table = UnsafeMutablePointer<roost_http>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_http(
        size: UInt32(MemoryLayout<roost_http>.size), revision: 1, route: { _, _ in ROOST_DONE },
        files: { _, _ in ROOST_DONE }, cors: { _, _ in ROOST_DONE },
        respond: { ticket, response in
          let response = unsafe response!.pointee
          guard unsafe (200...599).contains(response.status) else { return ROOST_INVALID }
          return unsafe note(
            ticket, .answered(ticket, response.status, fields(response), text(response.body_borrowed)))
        },
        stream_open: { ticket, head in
          let head = unsafe head!.pointee
          guard unsafe (200...599).contains(head.status) else { return ROOST_INVALID }
          return unsafe note(ticket, .opened(ticket, head.status, fields(head)))
        }, stream_write: { ticket, bytes, _, _ in unsafe note(ticket, .wrote(ticket, text(bytes))) },
        stream_close: { note($0, .closed($0)) }, body_read: { _, _, _, _ in ROOST_DONE }))
    return unsafe UnsafePointer(table)
  }()

  private static func text(_ bytes: roost_bytes) -> String {
    unsafe String(decoding: UnsafeRawBufferPointer(start: bytes.data, count: Int(bytes.size)), as: UTF8.self)
  }

  private static func fields(_ response: roost_http_response) -> [String] {
    unsafe UnsafeBufferPointer(start: response.fields_borrowed, count: Int(response.field_count)).map {
      field in
      unsafe "\(text(field.name_borrowed)): \(text(field.value_borrowed))"
    }
  }
}

/// An update as the host lays it out, kept for ever.
func update(
  chat: Int64 = 0, user: Int64 = 0, bot: String = "", text: String = "", command: String = "",
  query: String = "",
  data: String = ""
) -> Update {
  let head = MemoryLayout<roost_update>.size
  var texts: [UInt8] = []
  func span(_ text: String) -> roost_span {
    defer { texts += text.utf8 }
    return roost_span(offset: UInt32(head + texts.count), length: UInt32(text.utf8.count))
  }
  var update = roost_update()
  update.size = UInt32(head)
  update.chat_id = chat
  update.user_id = user
  update.bot = span(bot)
  update.text = span(text)
  update.command = span(command)
  update.callback_id = span(query)
  update.callback_data = span(data)
  let block = UnsafeMutableRawBufferPointer.allocate(byteCount: head + texts.count, alignment: 8)
  unsafe block.storeBytes(of: update, as: roost_update.self)
  unsafe UnsafeMutableRawBufferPointer(rebasing: block[head...]).copyBytes(from: texts)
  return unsafe Update(
    exchange: Exchange(
      ticket: FakeHost.ticket(), loop: 1, deadline: 0, block: UnsafeRawPointer(block.baseAddress!), body: nil,
      bodySize: 0))
}
