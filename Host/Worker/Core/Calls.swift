import FrameLayout
import Glibc
import HostFrames
import Synchronization

/// Questions that the host answers while the plugin waits, one at a time.
final class Calls: Sendable {
  private struct State: ~Copyable {
    var buffer = OutputBuffer()
    var number: UInt64 = 0
  }
  private let state = Mutex(State())

  /// Asks, and waits for the code of the answer.
  func ask(_ write: (inout OutputBuffer, _ number: UInt64) -> Void) -> Int32 {
    state.withLock { state in
      state.number += 1
      write(&state.buffer, state.number)
      state.buffer.flush(to: WORKER_CALLS)
      return Self.answer(to: state.number)
    }
  }

  private static func answer(to number: UInt64) -> Int32 {
    var bytes = [UInt8](repeating: 0, count: MemoryLayout<frame_head>.size + MemoryLayout<frame_code>.size)
    var count = 0
    while count < bytes.count {
      let read = unsafe bytes.withUnsafeMutableBytes {
        unsafe recv(WORKER_CALLS, $0.baseAddress! + count, $0.count - count, 0)
      }
      if read > 0 {
        count += read
      } else if read == 0 || errno != EINTR {
        _exit(0)
      }
    }
    return unsafe bytes.withUnsafeBytes { bytes in
      let head = unsafe bytes.loadUnaligned(as: frame_head.self)
      precondition(head.kind == UInt32(FRAME_REPLY) && head.id == number, "the host answered another call")
      return unsafe bytes.loadUnaligned(fromByteOffset: MemoryLayout<frame_head>.size, as: frame_code.self)
        .code
    }
  }
}
