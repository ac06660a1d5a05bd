internal import CHostSystem
internal import Glibc

/// Writes log lines on a thread of its own, so that a slow reader of the log never holds up an event loop.
///
/// A bounded queue lies between; lines that do not fit are dropped and counted, and the count is logged as
/// soon as there is room.
package final class LogOutput: Sendable {
  private struct Queue {
    var bytes: [UInt8] = []
    var isWriting = false
    var isClosed = false
    var dropped: UInt64 = 0
    var unreported: UInt64 = 0
    /// Told once everything that is queued now is written.
    var waiting: [@Sendable () -> Void] = []
  }

  private let queue = Monitor(Queue())
  private let limit: Int
  let descriptor: Int32

  /// Starts writing to an open descriptor, which stays the caller's and must outlive the output.
  ///
  /// - Parameter queueBytes: how much may wait before lines are dropped.
  package init(descriptor: Int32, queueBytes: Int = 4 << 20) {
    self.descriptor = descriptor
    limit = queueBytes
  }

  /// Lines dropped since the start.
  package var dropped: UInt64 { queue.withLock { $0.dropped } }

  /// Starts the writing thread. The note makes the line that tells of dropped ones.
  func start(note: @escaping @Sendable (UInt64) -> [UInt8]) throws(SystemFailure) {
    let (queue, descriptor) = (queue, descriptor)
    try SystemThread.start("log") { Self.drain(queue, to: descriptor, note: note) }.detach()
  }

  deinit { queue.withLock(wake: true) { $0.isClosed = true } }

  /// Queues a line, its newline included.
  func write(_ line: [UInt8]) {
    queue.withLock(wake: true) { queue in
      guard queue.bytes.count + line.count <= limit else {
        queue.dropped += 1
        queue.unreported += 1
        return
      }
      queue.bytes.append(contentsOf: line)
      csystem_log_pending(1)
    }
  }

  /// Waits until everything queued so far is written; false at the deadline.
  func flush(within duration: Duration) -> Bool {
    queue.wait(until: .now + duration) {
      $0.bytes.isEmpty && $0.unreported == 0 && !$0.isWriting ? true : nil
    }
      ?? false
  }

  /// Tells when everything queued so far is written: at once if it is, otherwise on the writing thread.
  func whenWritten(_ tell: @escaping @Sendable () -> Void) {
    let isWritten = queue.withLock { queue in
      if queue.bytes.isEmpty && !queue.isWriting { return true }
      queue.waiting.append(tell)
      return false
    }
    if isWritten { tell() }
  }

  private static func drain(
    _ queue: Monitor<Queue>, to descriptor: Int32, note: @Sendable (UInt64) -> [UInt8]
  ) {
    var batch: [UInt8] = []
    var due: [@Sendable () -> Void] = []
    while true {
      batch.removeAll(keepingCapacity: batch.capacity <= 1 << 20)
      let isOpen = queue.wait { queue -> Bool? in
        guard !queue.bytes.isEmpty || queue.unreported > 0 else { return queue.isClosed ? false : nil }
        swap(&queue.bytes, &batch)
        swap(&queue.waiting, &due)
        if queue.unreported > 0 { batch.append(contentsOf: note(queue.unreported)) }
        queue.unreported = 0
        queue.isWriting = true
        return true
      }
      guard isOpen == true else { return }
      unsafe batch.withUnsafeBytes { unsafe write($0, to: descriptor) }
      queue.withLock(wake: true) { queue in
        queue.isWriting = false
        guard queue.bytes.isEmpty else { return }
        csystem_log_pending(0)
        // Who came while it was written has nothing else to wait for.
        due += queue.waiting
        queue.waiting = []
      }
      for tell in due { tell() }
      due = []
    }
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) {
    var rest = unsafe bytes
    while unsafe !rest.isEmpty {
      let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      if count >= 0 {
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno == EAGAIN {
        // Standard error may be a pipe that somebody else made non-blocking.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        unsafe poll(&ready, 1, -1)
      } else if errno != EINTR {
        // Nobody reads the log any more, and there is nowhere to say so.
        return
      }
    }
  }
}
