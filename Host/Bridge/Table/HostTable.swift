import CRoost
import HostLoader
import HostOperations
import HostRouter
import Logging
import NIOCore
import Synchronization

/// The core table plugins get: C functions that find out whom a call is from and hand it on.
enum HostTable {
  /// The table's address, the same for every plugin, for ever.
  nonisolated(unsafe) static let core: UnsafePointer<roost_host> = {
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
      guard let generation = Generations.shared.find(plugin), generation.wouldLog(level) else { return }
      var metadata: Logger.Metadata = [:]
      for index in 0..<(unsafe fields == nil ? 0 : Int(min(count, 32))) {
        let field = unsafe fields![index]
        let key = unsafe String(bounded: field.key_borrowed, to: 64)
        metadata[key] = .string(unsafe String(bounded: field.value_borrowed, to: 1024))
      }
      generation.log(level, unsafe String(bounded: message, to: Int(ROOST_LOG_MESSAGE_MAX)), metadata)
    }

  private static let now: @convention(c) (Int32) -> Int64 = { clock in
    clock == ROOST_CLOCK_MONOTONIC ? Int64(MonotonicClock.now()) : WallClock.now()
  }

  private static let random: @convention(c) (UnsafeMutableRawPointer?, UInt64) -> Int32 = { buffer, size in
    guard let buffer = unsafe buffer, size <= 1 << 20 else { return ROOST_INVALID }
    unsafe UnsafeMutableRawBufferPointer(start: buffer, count: Int(size))
      .copyBytes(from: SecureRandom.bytes(Int(size)))
    return ROOST_DONE
  }

  private static let complete: @convention(c) (UInt64, roost_bytes) -> Int32 = { ticket, result in
    guard let owner = Tickets.shared.close(ticket) else { return stale(ticket) }
    unsafe owner.complete(result.buffer)
    return ROOST_DONE
  }

  private static let fail: @convention(c) (UInt64, Int32, roost_bytes) -> Int32 = { ticket, code, message in
    guard let owner = Tickets.shared.close(ticket) else { return stale(ticket) }
    owner.fail(
      PluginFailure(
        code: code < 0 ? code : ROOST_PERMANENT, message: unsafe String(bounded: message, to: 1024)))
    return ROOST_DONE
  }

  private static let onCancel: @convention(c) (UInt64, roost_cancel?, UnsafeMutableRawPointer?) -> Int32 = {
    ticket, function, context in
    guard let callback = unsafe CancelCallback(function, context) else { return ROOST_INVALID }
    guard let owner = Tickets.shared.find(ticket) else { return ROOST_STALE }
    return owner.onCancel(callback)
  }

  private static let loopPost:
    @convention(c) (UInt64, UInt64, roost_callback?, UnsafeMutableRawPointer?) -> Int32 = {
      plugin, loop, function, context in
      guard let callback = unsafe PluginCallback(function, context) else { return ROOST_INVALID }
      guard let generation = Generations.shared.find(plugin), let (index, loop) = generation.loop(loop) else {
        return ROOST_STALE
      }
      loop.execute { generation.run(callback, loop: index) }
      return ROOST_DONE
    }

  private static let timerStart:
    @convention(c) (UInt64, UInt64, Int64, roost_callback?, UnsafeMutableRawPointer?) -> UInt64 = {
      plugin, loop, after, function, context in
      guard let callback = unsafe PluginCallback(function, context),
        let generation = Generations.shared.find(plugin), let (index, loop) = generation.loop(loop)
      else { return 0 }
      let id = generation.timers.start(on: loop, after: .nanoseconds(max(0, after))) {
        generation.run(callback, loop: index)
      }
      // Handles of generations stay far below 2^24, those of timers below 2^40.
      return id.map { generation.handle << 40 | $0 } ?? 0
    }

  private static let timerCancel: @convention(c) (UInt64) -> Int32 = { timer in
    guard let generation = Generations.shared.find(timer >> 40),
      generation.timers.cancel(timer & (1 << 40 - 1))
    else { return ROOST_STALE }
    return ROOST_DONE
  }

  private static let getExtension: @convention(c) (UInt64, UnsafePointer<CChar>?) -> UnsafeRawPointer? = {
    plugin, id in
    guard let generation = Generations.shared.find(plugin), let id = unsafe id else { return nil }
    switch unsafe Extensions(id: id).intersection(generation.extensions) {
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

  /// Counts a completion of a ticket that is not open, and says whose it was.
  static func stale(_ ticket: UInt64) -> Int32 {
    let (generation, name) = Generations.shared.blame(ticket)
    generation?.misconduct.secondCompletion()
    generation?.environment.metrics.misconduct(generation!.plugin, "twice")
    generation?.complain(
      .warning,
      "a ticket was completed that was not open: completed twice — hint: complete each ticket once (\(name))")
    return ROOST_STALE
  }
}

extension Generation {
  private static let logLevels: [Logger.Level] = [
    .trace, .debug, .info, .notice, .warning, .error, .critical,
  ]

  private static func level(_ number: Int32) -> Logger.Level { logLevels[Int(min(max(number, 0), 6))] }

  /// Whether a line of a level (`ROOST_LOG_`) would be written.
  func wouldLog(_ level: Int32) -> Bool { Self.level(level) >= logger.logLevel }

  /// What lines of the host say of a plugin: a plugin cannot say it of itself, nor of another.
  private static let ownFields: Set<String> = [
    "plugin", "generation", "request_id", "dropped_lines", "pid", "backtrace", "version", "replaces",
  ]

  /// Writes a line of the plugin's; its parts are within bounds.
  func log(_ level: Int32, _ text: String, _ fields: Logger.Metadata) {
    var fields = fields
    for key in Self.ownFields {
      if let value = fields.removeValue(forKey: key) { fields[key + "_"] = value }
    }
    logger.log(level: Self.level(level), "\(text)", metadata: fields)
  }

  /// Writes a line about something the plugin did, which it can do as often as it likes.
  func complain(_ level: Logger.Level, _ text: String) {
    guard case .write(let dropped) = complaints.withLock({ $0.take(at: MonotonicClock.now()) }) else {
      return
    }
    logger.log(level: level, "\(text)", metadata: dropped > 0 ? ["dropped_lines": "\(dropped)"] : nil)
  }

  /// An event loop by the number plugins know; 0 is the plugin's home.
  func loop(_ number: UInt64) -> (Int, any EventLoop)? {
    let loops = environment.loops
    if number == 0 {
      let index = Int(handle % UInt64(loops.count))
      return (index, loops[index])
    }
    guard number <= UInt64(loops.count) else { return nil }
    return (Int(number) - 1, loops[Int(number) - 1])
  }
}

extension String {
  /// Text from a plugin, cut to a bound; what is no UTF-8 is replaced.
  init(bounded bytes: roost_bytes, to limit: Int) {
    self = unsafe String(decoding: bytes.buffer.prefix(limit), as: UTF8.self)
  }
}
