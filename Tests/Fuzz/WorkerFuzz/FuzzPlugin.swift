internal import CRoost
internal import HostLoader
@testable internal import HostWorker
internal import Synchronization

/// A plugin that uses all that it is told, and asks for all that there is.
enum FuzzPlugin {
  static let handle: UInt64 = 7

  private static let steps = Mutex<[UInt64]>([])
  private static let events = Mutex<[UInt64]>([])

  /// The tickets of the steps that it had since.
  static func takeSteps() -> [UInt64] { take(steps) }
  /// The tickets of the events that it had since.
  static func takeEvents() -> [UInt64] { take(events) }

  private static func take(_ tickets: borrowing Mutex<[UInt64]>) -> [UInt64] {
    tickets.withLock { tickets in
      defer { tickets = [] }
      return tickets
    }
  }

  /// Completes a ticket; the code.
  static func complete(_ ticket: UInt64) -> Int32 {
    unsafe CoreTable.table.pointee.complete(ticket, roost_bytes())
  }

  // MARK: Its life

  static let entry: roost_entry = { unsafe UnsafePointer(descriptor) }

  private nonisolated(unsafe) static let descriptor: UnsafeMutablePointer<roost_plugin> = {
    let descriptor = UnsafeMutablePointer<roost_plugin>.allocate(capacity: 1)
    unsafe descriptor.initialize(
      to: roost_plugin(
        size: UInt32(MemoryLayout<roost_plugin>.size), abi_major: UInt32(ROOST_ABI_MAJOR),
        abi_minor: UInt32(ROOST_ABI_MINOR), reserved: 0,
        create: { _, _, instance, ticket in
          unsafe instance!.pointee = UnsafeMutableRawPointer(bitPattern: 1)
          return FuzzPlugin.step(ticket, ROOST_DONE)
        },
        configure: { _, json, ticket in
          unsafe FuzzPlugin.step(ticket, FuzzPlugin.look(json) % 2 == 0 ? ROOST_DONE : ROOST_DENIED)
        },
        start: { _, ticket in FuzzPlugin.step(ticket, ROOST_PENDING) }, drain: nil,
        export_state: { _, ticket in
          _ = FuzzPlugin.step(ticket, ROOST_PENDING)
          _ = FuzzPlugin.complete(ticket)
          return ROOST_PENDING
        },
        import_state: { _, state, version, ticket in
          _ = unsafe FuzzPlugin.look(state)
          return FuzzPlugin.step(ticket, ROOST_PENDING)
        },
        migrate_state: nil, resume: nil, stop: { _, ticket in FuzzPlugin.step(ticket, ROOST_DONE) },
        destroy: { _ in }))
    return unsafe descriptor
  }()

  private static func step(_ ticket: UInt64, _ code: Int32) -> Int32 {
    steps.withLock { $0.append(ticket) }
    return code
  }

  // MARK: Its handlers

  /// One that is done, one that fails, one that answers at once, one that keeps the event and asks for all there is,
  /// and one that streams.
  static let handlers: [roost_handler] = unsafe [
    { _, _, event, ticket in unsafe FuzzPlugin.begin(event, ticket, ROOST_DONE) },
    { _, _, event, ticket in unsafe FuzzPlugin.begin(event, ticket, ROOST_PERMANENT) },
    { _, _, event, ticket in
      _ = unsafe FuzzPlugin.begin(event, ticket, ROOST_PENDING)
      var answer = unsafe FuzzPlugin.answer
      _ = unsafe HTTPTable.table.pointee.respond(ticket, &answer)
      return ROOST_PENDING
    },
    { _, _, event, ticket in
      _ = unsafe FuzzPlugin.begin(event, ticket, ROOST_PENDING)
      FuzzPlugin.ask(ticket)
      unsafe FuzzPlugin.call(ticket, event?.pointee.body_ticket ?? roost_bytes())
      return ROOST_PENDING
    },
    { _, _, event, ticket in
      _ = unsafe FuzzPlugin.begin(event, ticket, ROOST_PENDING)
      FuzzPlugin.ask(ticket)
      var answer = unsafe FuzzPlugin.answer
      _ = unsafe HTTPTable.table.pointee.stream_open(ticket, &answer)
      FuzzPlugin.write(ticket)
      return ROOST_PENDING
    },
  ]

  private static var answer: roost_http_response {
    unsafe roost_http_response(
      size: UInt32(MemoryLayout<roost_http_response>.size), status: 200, fields_borrowed: nil, field_count: 0,
      body_borrowed: roost_bytes())
  }

  private static func begin(_ event: UnsafePointer<roost_event>?, _ ticket: UInt64, _ code: Int32) -> Int32 {
    events.withLock { $0.append(ticket) }
    guard let event = unsafe event?.pointee else { return ROOST_PERMANENT }
    _ = unsafe look(event.body_ticket)
    _ = unsafe look(
      roost_bytes(data: event.block_ticket?.assumingMemoryBound(to: UInt8.self), size: event.block_size))
    return code
  }

  private static func ask(_ ticket: UInt64) {
    let context = unsafe UnsafeMutableRawPointer(bitPattern: UInt(ticket))
    _ = unsafe CoreTable.table.pointee.on_cancel(ticket, cancelled, context)
    _ = unsafe HTTPTable.table.pointee.body_read(ticket, 100, piece, context)
  }

  /// Calls a service with an event's body.
  private static func call(_ ticket: UInt64, _ body: roost_bytes) {
    let name: StaticString = "other.method"
    var request = unsafe roost_service_request()
    unsafe request.size = UInt32(MemoryLayout<roost_service_request>.size)
    unsafe request.ticket = ticket
    unsafe request.deadline_ms = 1000
    unsafe request.name_borrowed = roost_bytes(data: name.utf8Start, size: UInt64(name.utf8CodeUnitCount))
    unsafe request.body_borrowed = body
    let context = unsafe UnsafeMutableRawPointer(bitPattern: UInt(ticket))
    let code = unsafe ServicesTable.table.pointee.call(handle, 1, &request, answered, context)
    precondition([ROOST_DONE, ROOST_BUSY, ROOST_INVALID].contains(code))
  }

  /// Completes the event that the call was made for, which may have gone.
  private static let answered: roost_answered = { context, _, answer in
    _ = unsafe FuzzPlugin.look(answer)
    _ = FuzzPlugin.complete(UInt64(UInt(bitPattern: context)))
  }

  private static func write(_ ticket: UInt64) {
    let bytes = [UInt8](repeating: 7, count: 64 << 10)
    let context = unsafe UnsafeMutableRawPointer(bitPattern: UInt(ticket))
    unsafe bytes.withUnsafeBufferPointer { bytes in
      let piece = unsafe roost_bytes(data: bytes.baseAddress, size: UInt64(bytes.count))
      while unsafe HTTPTable.table.pointee.stream_write(ticket, piece, writable, context) == ROOST_DONE {}
    }
  }

  /// Asks again, or completes the event from within the call.
  private static let cancelled: roost_cancel = { context, reason in
    let ticket = UInt64(UInt(bitPattern: context))
    if reason == ROOST_CANCEL_DRAIN { FuzzPlugin.ask(ticket) } else { _ = FuzzPlugin.complete(ticket) }
  }

  private static let piece: roost_http_body = { context, piece, end in
    let ticket = UInt64(UInt(bitPattern: context))
    _ = unsafe FuzzPlugin.look(piece)
    if end < 0 { _ = FuzzPlugin.complete(ticket) } else { FuzzPlugin.ask(ticket) }
  }

  private static let writable: roost_callback = { context in
    FuzzPlugin.write(UInt64(UInt(bitPattern: context)))
  }

  /// A number made of all of the bytes, so that a sanitizer sees one that does not belong to them.
  private static func look(_ bytes: roost_bytes) -> UInt8 {
    var sum: UInt8 = 0
    let bytes = unsafe bytes.buffer
    for index in bytes.indices { sum &+= unsafe bytes[index] }
    return sum
  }
}
