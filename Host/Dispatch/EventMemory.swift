import CRoost
import HostRouter
import NIOCore

/// The contract's event struct, at one address for as long as a plugin may read it.
@safe struct EventMemory: ~Copyable, @unchecked Sendable {
  private let memory = UnsafeMutablePointer<roost_event>.allocate(capacity: 1)

  var pointer: UnsafePointer<roost_event> { unsafe UnsafePointer(memory) }

  init() { unsafe memory.initialize(to: roost_event()) }

  deinit { unsafe memory.deallocate() }

  /// Describes an event whose block and body stay where they are while this lives.
  func fill(
    kind: Exchange.Kind, loop: UInt64, deadline: UInt64, block: UnsafeRawBufferPointer, body: ByteBuffer
  ) {
    let code =
      switch kind {
      case .http: ROOST_EVENT_HTTP
      case .update: ROOST_EVENT_UPDATE
      case .service: ROOST_EVENT_SERVICE
      case .message(let kind, _, _): Int32(bitPattern: kind)
      }
    // The buffer's storage is on the heap and is not written while the exchange holds it.
    let bytes = unsafe body.withUnsafeReadableBytes { unsafe roost_bytes($0) }
    unsafe memory.pointee = roost_event(
      size: UInt32(MemoryLayout<roost_event>.size), kind: UInt32(code), loop: loop,
      deadline_ns: Int64(deadline), block_ticket: block.baseAddress, block_size: UInt64(block.count),
      body_ticket: bytes)
  }
}
