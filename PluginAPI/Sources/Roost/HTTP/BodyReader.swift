import CRoostSDK
import Synchronization

/// A streamed request body: pieces of at most 64 KiB, read once.
public struct BodyReader: AsyncSequence, Sendable {
  let exchange: Exchange

  /// Reads from the start.
  public func makeAsyncIterator() -> Iterator { Iterator(exchange: exchange) }

  /// Reads piece by piece.
  public struct Iterator: AsyncIteratorProtocol {
    let exchange: Exchange

    /// The next piece; nil at the end.
    ///
    /// - Throws: ``PluginError`` retryable when the client broke off, `CancellationError` when the
    ///   deadline passed.
    public mutating func next() async throws -> [UInt8]? {
      while true {
        switch take() {
        case .piece(let piece): return piece
        case .end: return nil
        case .broken: throw PluginError.retryable("the client broke off its body")
        case .cancelled: throw CancellationError()
        case .grant:
          guard roost_sdk_body_read(exchange.ticket, UInt64(Self.window)) == ROOST_DONE else {
            throw CancellationError()
          }
        case .wait: await arrival()
        }
      }
    }

    private static var window: Int { 1 << 16 }

    private enum Step {
      case piece([UInt8])
      case end, broken, cancelled, grant, wait
    }

    private func take() -> Step {
      exchange.waiting.withLock { waiting in
        if !waiting.pieces.isEmpty { return .piece(waiting.pieces.removeFirst()) }
        if waiting.end != 0 { return waiting.end > 0 ? .end : .broken }
        if waiting.cancelled != nil { return .cancelled }
        if waiting.credit > 0 { return .wait }
        waiting.credit = Self.window
        return .grant
      }
    }

    private func arrival() async {
      await withCheckedContinuation { continuation in
        let ready = exchange.waiting.withLock { waiting in
          if !waiting.pieces.isEmpty || waiting.end != 0 || waiting.cancelled != nil { return true }
          waiting.reader = continuation
          return false
        }
        if ready { continuation.resume() }
      }
    }
  }
}
