import CRoost
@testable import HostDispatch
import HostRouter
import NIOCore
import Synchronization

/// Keeps the answers of exchanges; pieces of streams stay unsent while it holds them.
final class RecordingSink: ReplySink {
  enum Entry: Equatable {
    case answered(UInt32, String)
    case opened(UInt32, String)
    case piece(Int)
    case closed
    case failed(DeliveryFailure)
    case acknowledged(String)
    case bodyTaken
  }

  private struct State {
    var entries: [Entry] = []
    var held: [EventLoopPromise<Void>] = []
  }
  private let state = Mutex(State())
  private let holds: Bool

  /// A sink; one that holds behaves like a client that does not read.
  init(holds: Bool = false) { self.holds = holds }

  var entries: [Entry] { state.withLock { $0.entries } }

  /// The client reads: the oldest piece leaves.
  func sendOne() { state.withLock { $0.held.removeFirst() }.succeed() }

  private func note(_ entry: Entry) { state.withLock { $0.entries.append(entry) } }

  func respond(_ exchange: Exchange, _ answer: HTTPAnswer) {
    note(.answered(answer.status, Self.text(answer)))
  }
  func openStream(_ exchange: Exchange, _ answer: HTTPAnswer) {
    note(.opened(answer.status, Self.text(answer)))
  }
  func closeStream(_ exchange: Exchange) { note(.closed) }
  func fail(_ exchange: Exchange, _ failure: DeliveryFailure) { note(.failed(failure)) }
  func bodyTaken(_ exchange: Exchange) { note(.bodyTaken) }

  func acknowledge(_ exchange: Exchange, _ call: UnsafeRawBufferPointer) {
    note(.acknowledged(unsafe String(decoding: call, as: UTF8.self)))
  }

  func writeStream(_ exchange: Exchange, _ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
    note(.piece(bytes.readableBytes))
    guard let promise else { return }
    if holds { state.withLock { $0.held.append(promise) } } else { promise.succeed() }
  }

  private static func text(_ answer: HTTPAnswer) -> String {
    unsafe String(decoding: answer.body, as: UTF8.self)
  }
}
