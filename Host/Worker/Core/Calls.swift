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
  private let socket: Int32
  private let state = Mutex(State())

  init(_ socket: Int32) { self.socket = socket }

  /// Asks, and waits for the code of the answer.
  func ask(_ write: (inout OutputBuffer, _ number: UInt64) -> Void) -> Int32 {
    state.withLock { state in
      state.number += 1
      write(&state.buffer, state.number)
      state.buffer.flush(to: socket)
      do throws(FrameError) {
        guard let code = try Self.answer(to: state.number, from: socket) else { _exit(0) }
        return code
      } catch {
        error.endWorker()
      }
    }
  }

  /// Waits for the answer to a call; nil when there is no host any more.
  ///
  /// - Throws: when it is the answer to another, or none.
  static func answer(to number: UInt64, from socket: Int32) throws(FrameError) -> Int32? {
    var bytes = [UInt8](repeating: 0, count: MemoryLayout<frame_head>.size + MemoryLayout<frame_code>.size)
    var count = 0
    while count < bytes.count {
      let read = unsafe bytes.withUnsafeMutableBytes {
        unsafe recv(socket, $0.baseAddress! + count, $0.count - count, 0)
      }
      if read > 0 {
        count += read
      } else if read == 0 || errno != EINTR {
        return nil
      }
    }
    let (head, code) = unsafe bytes.withUnsafeBytes { bytes in
      let head = unsafe bytes.loadUnaligned(as: frame_head.self)
      return unsafe (
        head, bytes.loadUnaligned(fromByteOffset: MemoryLayout<frame_head>.size, as: frame_code.self).code
      )
    }
    guard Int(head.size) == bytes.count, head.kind == UInt32(FRAME_REPLY), head.id == number else {
      throw FrameError(
        "a frame of kind \(head.kind), \(head.size) bytes, for \(head.id) instead of the answer to \(number)")
    }
    return code
  }
}
