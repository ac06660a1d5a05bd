import CRoostSDK
import Synchronization

/// Writes an answer's body piece by piece. Tasks may share it; between the pieces of a write of more
/// than 64 KiB there may be some of theirs.
public struct BodyWriter: Sendable {
  let exchange: Exchange

  /// True once the host wants this generation to end: finish soon.
  public var isDraining: Bool { exchange.waiting.withLock { $0.draining } }

  /// Sends text; waits while the client reads slowly.
  ///
  /// - Throws: `CancellationError` when the client is gone or the deadline passed.
  public func write(_ text: String) async throws { try await write(Array(text.utf8)) }

  /// Sends bytes; waits while the client reads slowly.
  ///
  /// - Throws: `CancellationError` when the client is gone or the deadline passed.
  public func write(_ bytes: [UInt8]) async throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      try Task.checkCancellation()
      let piece = rest.prefix(Self.pieceSize)
      let announced = exchange.waiting.withLock { $0.announced }
      let code = unsafe piece.withUnsafeBufferPointer {
        unsafe roost_sdk_stream_write(exchange.ticket, $0.baseAddress, UInt64($0.count))
      }
      switch code {
      case ROOST_DONE: rest = rest.dropFirst(piece.count)
      case ROOST_BUSY: await room(after: announced)
      default: throw CancellationError()
      }
    }
  }

  private static let pieceSize = 1 << 16

  /// Waits for more room than had been announced before the refused write.
  private func room(after announced: Int) async {
    await withCheckedContinuation { continuation in
      let ready = exchange.waiting.withLock { waiting in
        if waiting.announced != announced || waiting.cancelled != nil { return true }
        waiting.writers.append(continuation)
        return false
      }
      if ready { continuation.resume() }
    }
  }
}

/// Writes server-sent events.
public struct EventWriter: Sendable {
  let body: BodyWriter

  /// Sends one event.
  ///
  /// - Parameters:
  ///   - data: its text; line ends are kept.
  ///   - event: its type, one line.
  ///   - id: what the client sends as Last-Event-ID after a break, one line.
  /// - Throws: `CancellationError` when the client is gone or the host drains.
  public func send(_ data: String, event: String? = nil, id: String? = nil) async throws {
    var text = ""
    if let event { text += "event: \(Self.line(event))\n" }
    if let id { text += "id: \(Self.line(id))\n" }
    for line in data.split(omittingEmptySubsequences: false, whereSeparator: Self.endsLine) {
      text += "data: \(line)\n"
    }
    try await body.write(text + "\n")
  }

  /// Sends a comment, which keeps proxies from closing a silent connection.
  public func keepAlive() async throws { try await body.write(":\n\n") }

  private static func line(_ text: String) -> String { text.filter { !endsLine($0) && $0 != "\0" } }

  /// The line ends of server-sent events; Unicode's others are text.
  private static func endsLine(_ character: Character) -> Bool {
    character == "\n" || character == "\r" || character == "\r\n"
  }
}
