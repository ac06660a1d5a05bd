import CHostSystem
import CRoost
import FrameLayout
import Glibc
import HostFrames
import HostLoader
import Synchronization

/// The core table as plugins in a worker get it. What needs nobody else is done here; the rest is said
/// to the host.
enum CoreTable {
  nonisolated(unsafe) static let table: UnsafePointer<roost_host> = {
    let table = UnsafeMutablePointer<roost_host>.allocate(capacity: 1)
    unsafe table.initialize(
      to: roost_host(
        size: UInt32(MemoryLayout<roost_host>.size), abi_major: UInt32(ROOST_ABI_MAJOR),
        abi_minor: UInt32(ROOST_ABI_MINOR), reserved: 0, log: log, now: now, random: random,
        complete: complete, fail: fail, on_cancel: onCancel, loop_post: loopPost, timer_start: timerStart,
        timer_cancel: timerCancel, get_extension: getExtension))
    return unsafe UnsafePointer(table)
  }()

  private static let log:
    @convention(c) (UInt64, Int32, roost_bytes, UnsafePointer<roost_field>?, UInt32) -> Void = {
      plugin, level, message, fields, count in
      guard plugin == Worker.shared.start.plugin else { return }
      let text = unsafe message.prefix(Int(ROOST_LOG_MESSAGE_MAX))
      let texts = unsafe UnsafeBufferPointer(start: fields, count: fields == nil ? 0 : Int(min(count, 32)))
        .map { unsafe FrameText(name: $0.key_borrowed.prefix(64), value: $0.value_borrowed.prefix(1024)) }
      Worker.shared.control.send { output in
        let line = frame_log(field_count: UInt32(texts.count), message_size: UInt32(text.count))
        unsafe output.frame(FRAME_LOG, UInt64(max(0, level)), line, texts: texts, before: text)
      }
    }

  private static let now: @convention(c) (Int32) -> Int64 = { clock in
    Int64(clock == ROOST_CLOCK_MONOTONIC ? Clock.monotonic() : Clock.wall())
  }

  private static let random: @convention(c) (UnsafeMutableRawPointer?, UInt64) -> Int32 = { buffer, size in
    guard let buffer = unsafe buffer, size <= 1 << 20 else { return ROOST_INVALID }
    var done = 0
    while done < Int(size) {
      let count = unsafe csystem_random(buffer + done, Int(size) - done)
      if count > 0 { done += count } else if errno != EINTR { return ROOST_RETRYABLE }
    }
    return ROOST_DONE
  }

  private static let complete: @convention(c) (UInt64, roost_bytes) -> Int32 = { ticket, result in
    end(ticket) { unsafe $0.frame(FRAME_COMPLETE, ticket, result.buffer) }
  }

  private static let fail: @convention(c) (UInt64, Int32, roost_bytes) -> Int32 = { ticket, code, message in
    end(ticket) {
      unsafe $0.frame(FRAME_FAIL, ticket, frame_code(code: code, reserved: 0), message.prefix(1024))
    }
  }

  /// Completes a ticket by a frame; the host is told of one that is not open, and counts it.
  static func end(_ ticket: UInt64, _ write: (inout OutputBuffer) -> Void) -> Int32 {
    let worker = Worker.shared
    if let event = worker.events.remove(ticket) {
      event.loop.output.send(write)
      return ROOST_DONE
    }
    guard worker.endStep(ticket) else {
      worker.control.send { $0.frame(FRAME_STALE, ticket) }
      return ROOST_STALE
    }
    worker.control.send(write)
    return ROOST_DONE
  }

  private static let onCancel: @convention(c) (UInt64, roost_cancel?, UnsafeMutableRawPointer?) -> Int32 = {
    ticket, function, context in
    guard let function = unsafe function else { return ROOST_INVALID }
    let code: Int32? = Worker.shared.events.with(ticket) { event in
      unsafe event.cancel = (function, context)
      if let reason = event.cancelReason {
        // Not from within this call.
        let told = unsafe Told(function, context, reason)
        unsafe event.loop.post(LoopThread.Callback(Told.run, Unmanaged.passRetained(told).toOpaque()))
      } else if !event.isWatched {
        event.isWatched = true
        event.loop.output.send { $0.frame(FRAME_WATCH, ticket) }
      }
      return ROOST_DONE
    }
    return code ?? ROOST_STALE
  }

  /// A cancellation that is to be told later.
  @safe private final class Told {
    let function: roost_cancel
    let context: UnsafeMutableRawPointer?
    let reason: Int32

    init(_ function: @escaping roost_cancel, _ context: UnsafeMutableRawPointer?, _ reason: Int32) {
      unsafe self.function = function
      unsafe self.context = context
      self.reason = reason
    }

    static let run: roost_callback = { pointer in
      let told = unsafe Unmanaged<Told>.fromOpaque(pointer!).takeRetainedValue()
      unsafe told.function(told.context, told.reason)
    }
  }

  private static let loopPost:
    @convention(c) (UInt64, UInt64, roost_callback?, UnsafeMutableRawPointer?) -> Int32 = {
      plugin, loop, function, context in
      guard let function = unsafe function else { return ROOST_INVALID }
      guard plugin == Worker.shared.start.plugin, let loop = Worker.shared.loop(loop) else {
        return ROOST_STALE
      }
      unsafe loop.post(LoopThread.Callback(function, context))
      return ROOST_DONE
    }

  private static let timerStart:
    @convention(c) (UInt64, UInt64, Int64, roost_callback?, UnsafeMutableRawPointer?) -> UInt64 = {
      plugin, loop, after, function, context in
      guard let function = unsafe function, plugin == Worker.shared.start.plugin,
        let loop = Worker.shared.loop(loop)
      else { return 0 }
      return unsafe loop.startTimer(after: after, LoopThread.Callback(function, context)) ?? 0
    }

  private static let timerCancel: @convention(c) (UInt64) -> Int32 = { timer in
    guard timer >> 48 > 0, let loop = Worker.shared.loop(timer >> 48), loop.cancelTimer(timer) else {
      return ROOST_STALE
    }
    return ROOST_DONE
  }

  private static let getExtension: @convention(c) (UInt64, UnsafePointer<CChar>?) -> UnsafeRawPointer? = {
    plugin, id in
    guard plugin == Worker.shared.start.plugin, let id = unsafe id else { return nil }
    switch unsafe Extensions(id: id).intersection(Worker.shared.start.extensions) {
    case .http: return unsafe UnsafeRawPointer(HTTPTable.table)
    case .updates: return unsafe UnsafeRawPointer(UpdatesTable.table)
    case .metrics: return unsafe UnsafeRawPointer(MetricsTable.table)
    case .state: return unsafe UnsafeRawPointer(StateTable.table)
    case .events: return unsafe UnsafeRawPointer(EventsTable.table)
    case .secrets: return unsafe UnsafeRawPointer(SecretsTable.table)
    case .fetch: return unsafe UnsafeRawPointer(FetchTable.table)
    case .files: return unsafe UnsafeRawPointer(FilesTable.table)
    case .schedule: return unsafe UnsafeRawPointer(ScheduleTable.table)
    case .services: return unsafe UnsafeRawPointer(ServicesTable.table)
    case .telegram: return unsafe UnsafeRawPointer(TelegramTable.table)
    default: return nil
    }
  }
}

extension roost_bytes {
  /// The bytes; none when the pointer is NULL.
  var buffer: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : Int(clamping: size))
  }

  /// The first bytes, at most so many.
  func prefix(_ count: Int) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(rebasing: buffer.prefix(count))
  }
}
