import CRoost
import FrameLayout
import Glibc
import HostFrames
import Synchronization

/// An event in the plugin's hands: its memory, which stays until the ticket is completed, and what the
/// plugin asked for.
@safe final class HeldEvent: @unchecked Sendable {
  let ticket: UInt64
  let loop: LoopThread
  private let memory: UnsafeMutableRawPointer
  private let detached: MappedMemory?
  /// Under the table's lock.
  var cancel: (function: roost_cancel, context: UnsafeMutableRawPointer?)?
  var body: (function: roost_http_body, context: UnsafeMutableRawPointer?)?
  var writable: (function: roost_callback, context: UnsafeMutableRawPointer?)?
  var cancelReason: Int32?
  var isWatched = false
  var isStreaming = false
  /// Bytes of a streaming answer that the host has not told to have left.
  var onTheWay = 0

  /// Copies an event out of its frame, but for a body that lies in memory of its own; nil for a frame that is
  /// none.
  init?(_ frame: Frame, loop: LoopThread, bodies: DetachedBodies) {
    var cursor = frame.cursor
    guard let event = cursor.take(frame_event.self), let block = unsafe cursor.take(event.block_size)
    else { return nil }
    let isDetached = frame.head.kind == FRAME_EVENT_DETACHED
    detached = isDetached ? bodies.take(frame.head.id, size: event.body_size) : nil
    guard (detached != nil) == isDetached,
      let body = unsafe isDetached ? UnsafeRawBufferPointer.none : cursor.take(event.body_size)
    else { return nil }
    ticket = frame.head.id
    self.loop = loop
    let head = unsafe MemoryLayout<roost_event>.stride
    unsafe memory = UnsafeMutableRawPointer.allocate(
      byteCount: head + block.count + body.count, alignment: 8)
    let place = unsafe memory + head
    if let base = block.baseAddress { unsafe place.copyMemory(from: base, byteCount: block.count) }
    let bodyPlace = unsafe place + block.count
    if let base = body.baseAddress { unsafe bodyPlace.copyMemory(from: base, byteCount: body.count) }
    let bytes = unsafe detached?.bytes ?? UnsafeRawBufferPointer(start: bodyPlace, count: body.count)
    unsafe memory.initializeMemory(
      as: roost_event.self,
      to: roost_event(
        size: UInt32(MemoryLayout<roost_event>.size), kind: event.kind, loop: UInt64(loop.number),
        deadline_ns: event.deadline_ns, block_ticket: UnsafeRawPointer(place),
        block_size: UInt64(block.count),
        body_ticket: roost_bytes(
          data: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), size: UInt64(bytes.count))))
  }

  /// What the handler is called with.
  var event: UnsafePointer<roost_event> {
    unsafe UnsafePointer(memory.assumingMemoryBound(to: roost_event.self))
  }

  deinit { unsafe memory.deallocate() }
}

/// The events in the plugin's hands, by the place their tickets name.
final class HeldEvents: Sendable {
  private final class Shard: Sendable { let events = Mutex<[HeldEvent?]>([]) }
  private let shards = (0..<32).map { _ in Shard() }

  /// Adds an event; false when its place is taken: the host uses it again only when the last event has left it.
  func add(_ event: HeldEvent) -> Bool {
    let ticket = TicketNumber(event.ticket)
    return shards[ticket.shard].events.withLock { events in
      while events.count <= ticket.place { events.append(nil) }
      guard events[ticket.place] == nil else { return false }
      events[ticket.place] = event
      return true
    }
  }

  /// Takes an event out; nil when the ticket is not open.
  func remove(_ ticket: UInt64) -> HeldEvent? {
    let number = TicketNumber(ticket)
    return shards[number.shard].events.withLock { events in
      guard number.place < events.count, let event = events[number.place], event.ticket == ticket else {
        return nil
      }
      events[number.place] = nil
      return event
    }
  }

  /// Looks at or changes an event that is open; nil when it is not.
  func with<Result>(_ ticket: UInt64, _ use: (HeldEvent) -> sending Result) -> Result? {
    let number = TicketNumber(ticket)
    return shards[number.shard].events.withLock { events in
      guard number.place < events.count, let event = events[number.place], event.ticket == ticket else {
        return nil
      }
      return use(event)
    }
  }
}
