import Glibc
import HostFrames
import Synchronization

/// Frames on their way to the host through one socket. What is said within a batch leaves in one call.
final class Output: Sendable {
  private struct State: ~Copyable {
    var buffer = OutputBuffer()
    var isBatching = false
  }
  private let socket: Int32
  private let state = Mutex(State())

  init(_ socket: Int32) { self.socket = socket }

  /// Writes frames, from any thread. They leave at once, or with the batch.
  func send(_ write: (inout OutputBuffer) -> Void) {
    state.withLock { state in
      write(&state.buffer)
      if !state.isBatching { state.buffer.flush(to: socket) }
    }
  }

  /// The loop's thread is about to handle what has come.
  func beginBatch() { state.withLock { $0.isBatching = true } }

  /// It has; everything leaves.
  func endBatch() {
    state.withLock { state in
      state.isBatching = false
      state.buffer.flush(to: socket)
    }
  }
}

/// Bytes that grow as needed and keep their room.
@safe struct OutputBuffer: FrameOutput, ~Copyable, @unchecked Sendable {
  private var memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 8)
  private var count = 0
  /// What is kept when a large frame has left.
  private static let keptCapacity = 256 << 10

  init() {}

  deinit { unsafe memory.deallocate() }

  mutating func append(_ size: Int, _ fill: (UnsafeMutableRawPointer) -> Void) {
    if unsafe count + size > memory.count { resize(max(count + size, unsafe memory.count * 2)) }
    unsafe fill(memory.baseAddress! + count)
    count += size
  }

  /// Writes all of it, waiting as long as the host does not read: it always does. Without a host there is
  /// no reason to go on.
  mutating func flush(to socket: Int32) {
    var sent = 0
    while sent < count {
      let now = unsafe Glibc.send(socket, memory.baseAddress! + sent, count - sent, Int32(MSG_NOSIGNAL))
      if now > 0 {
        sent += now
      } else if errno != EINTR {
        _exit(0)
      }
    }
    count = 0
    if unsafe memory.count > Self.keptCapacity { resize(16 << 10) }
  }

  private mutating func resize(_ size: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<count]))
    unsafe memory.deallocate()
    unsafe memory = larger
  }
}
