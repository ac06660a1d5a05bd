internal import CHostSystem
internal import Glibc
internal import Synchronization

/// A signal that the host acts on.
package enum HostSignal: Sendable, Equatable {
  /// SIGTERM: drain, then exit.
  case terminate
  /// SIGINT: the same, from a keyboard.
  case interrupt
  /// SIGHUP: read again what can be read again.
  case hangUp
}

/// Turns SIGTERM, SIGINT and SIGHUP into a stream and ignores SIGPIPE. One at a time in a process.
///
/// A second signal of a kind comes through like the first: what it means is the caller's to decide.
package final class SignalWatcher: Sendable {
  /// The signals as they come, until ``stop()``.
  package let signals: AsyncStream<HostSignal>
  private let reader: SystemThread
  private let hasStopped = Atomic<Bool>(false)

  /// Takes over the signals; throws when another watcher has them.
  package init() throws(SystemFailure) {
    let end = csystem_signals_begin()
    if end < 0 { throw SystemFailure("sigaction", "SIGTERM") }
    let (stream, continuation) = AsyncStream.makeStream(
      of: HostSignal.self, bufferingPolicy: .bufferingOldest(64))
    signals = stream
    reader = try SystemThread.start("signals") {
      Self.read(from: Descriptor(owning: end), into: continuation)
    }
  }

  /// Gives the signals their default effects again and ends the stream. More than once is harmless.
  package func stop() {
    guard !hasStopped.exchange(true, ordering: .relaxed) else { return }
    csystem_signals_end()
    reader.join()
  }

  private static func read(
    from pipe: consuming Descriptor, into continuation: AsyncStream<HostSignal>.Continuation
  ) {
    defer { continuation.finish() }
    var byte: UInt8 = 0
    while true {
      let count = unsafe withUnsafeMutableBytes(of: &byte) { try? unsafe pipe.read(into: $0) }
      guard count == 1 else { return }
      switch Int32(byte) {
      case SIGTERM: continuation.yield(.terminate)
      case SIGINT: continuation.yield(.interrupt)
      case SIGHUP: continuation.yield(.hangUp)
      default: break
      }
    }
  }
}
