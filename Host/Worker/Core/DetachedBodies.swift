import CWorkerSystem
import Glibc
import Synchronization

/// Bodies that come beside their events' frames, as descriptors of memory.
final class DetachedBodies: Sendable {
  /// Those that came before the frame of another event, by ticket.
  private let early = Mutex<[UInt64: Int32]>([:])
  private let socket: Int32

  init(_ socket: Int32) { self.socket = socket }

  /// The body of a ticket, which was sent before its frame. Nil when it is not as announced.
  func take(_ ticket: UInt64, size: UInt64) -> MappedMemory? {
    let descriptor: Int32? = early.withLock { early in
      while early[ticket] == nil {
        var number: UInt64 = 0
        let descriptor = unsafe worker_take_body(socket, &number)
        guard descriptor >= 0 else { return nil }
        early[number] = descriptor
      }
      return early.removeValue(forKey: ticket)
    }
    guard let descriptor else { return nil }
    defer { close(descriptor) }
    return MappedMemory(descriptor, size: size)
  }
}

/// Memory that somebody else has filled.
@safe final class MappedMemory: @unchecked Sendable {
  /// What is in it.
  let bytes: UnsafeRawBufferPointer

  /// Maps all of a descriptor's memory; nil when it has another size.
  init?(_ descriptor: Int32, size: UInt64) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, UInt64(status.st_size) == size, size > 0,
      let address = unsafe mmap(nil, Int(size), PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe address != MAP_FAILED
    else { return nil }
    unsafe bytes = UnsafeRawBufferPointer(start: address, count: Int(size))
  }

  deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
