internal import Glibc

/// Lines over a socket, bounded in size and time. Blocks its thread.
struct LineChannel: ~Copyable, Sendable {
  enum Failure: Error { case closed, timeout, tooLarge, system(SystemFailure) }

  let socket: Descriptor
  private var pending: [UInt8] = []

  init(_ socket: consuming Descriptor) { self.socket = socket }

  /// The next line without its newline. Closed means that the other side ended between two lines.
  mutating func readLine(atMost limit: Int, until deadline: ContinuousClock.Instant) throws(Failure)
    -> [UInt8]
  {
    var chunk = [UInt8](repeating: 0, count: 4096)
    var searched = 0
    while true {
      if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        if end > limit { throw .tooLarge }
        let line = Array(pending[..<end])
        pending.removeSubrange(...end)
        return line
      }
      searched = pending.count
      if searched > limit { throw .tooLarge }
      try wait(for: Int16(POLLIN), until: deadline)
      let count = unsafe recv(socket.number, &chunk, chunk.count, Int32(MSG_DONTWAIT))
      if count == 0 || (count < 0 && errno == ECONNRESET) { throw .closed }
      if count > 0 {
        pending.append(contentsOf: chunk[..<count])
      } else if errno != EAGAIN && errno != EINTR {
        throw .system(SystemFailure("recv", "control socket"))
      }
    }
  }

  /// Writes a line and its newline.
  func writeLine(_ line: [UInt8], until deadline: ContinuousClock.Instant) throws(Failure) {
    let bytes = line + [UInt8(ascii: "\n")]
    var position = 0
    while position < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[position...])
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        return unsafe send(socket.number, rest.baseAddress, rest.count, flags)
      }
      if count > 0 {
        position += count
      } else if errno == EPIPE || errno == ECONNRESET {
        throw .closed
      } else if errno != EAGAIN && errno != EINTR {
        throw .system(SystemFailure("send", "control socket"))
      } else {
        try wait(for: Int16(POLLOUT), until: deadline)
      }
    }
  }

  private func wait(for events: Int16, until deadline: ContinuousClock.Instant) throws(Failure) {
    while true {
      let left = deadline - .now
      if left <= .zero { throw .timeout }
      let milliseconds = min(left / .milliseconds(1), 1_000_000)
      var entry = pollfd(fd: socket.number, events: events, revents: 0)
      let ready = unsafe poll(&entry, 1, Int32(milliseconds) + 1)
      if ready > 0 { return }
      if ready < 0, errno != EINTR { throw .system(SystemFailure("poll", "control socket")) }
    }
  }
}
