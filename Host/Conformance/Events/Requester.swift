import HostBridge
import HostDispatch
import HostRouter
import NIOCore
import Synchronization

/// Whoever asked: takes one event's answer in the connection's place.
final class Requester: ReplySink {
  /// What came of it.
  enum Answer: Sendable, Equatable {
    case status(UInt32)
    case acknowledged([UInt8])
    case failed(DeliveryFailure)
  }

  private struct State {
    var answer: Answer?
    var isStreaming = false
    var exchange: Exchange?
    var waiter: CheckedContinuation<Bool, Never>?
  }

  /// What was asked.
  let event: Event
  /// Tells when a wait has been long enough.
  private let clock: any EventLoop
  private let state = Mutex(State())

  init(_ event: Event, clock: any EventLoop) {
    self.event = event
    self.clock = clock
  }

  /// Waits for the answer, or its beginning; false when the time is up first. Once.
  func answered(within time: Duration) async -> Bool {
    // Not Task.sleep: a cancelled one keeps its memory until its time, and memory is looked at.
    let timer = clock.scheduleTask(in: TimeAmount(time)) {
      self.state.withLock { $0.waiter.take() }?.resume(returning: false)
    }
    defer { timer.cancel() }
    return await withCheckedContinuation { waiter in
      let isAnswered = state.withLock { state in
        if state.answer == nil { state.waiter = waiter }
        return state.answer != nil
      }
      if isAnswered { waiter.resume(returning: true) }
    }
  }

  /// The answer so far.
  var answer: Answer? { state.withLock { $0.answer } }

  /// Whether an answer streams and has not ended.
  var isStreaming: Bool { state.withLock { $0.isStreaming } }

  /// Sends the event on its way.
  func submit(_ exchange: Exchange, to dispatcher: Dispatcher, pieces: [ByteBuffer], end: Int32) {
    state.withLock { $0.exchange = exchange }
    exchange.loop.execute {
      dispatcher.submit(exchange)
      guard exchange.incoming != nil else { return }
      for piece in pieces { exchange.bodyArrived(piece, end: 0) }
      exchange.bodyArrived(nil, end: end)
    }
  }

  /// Goes away, as a client that closes its connection.
  func leave() {
    guard let exchange = state.withLock({ $0.exchange.take() }) else { return }
    exchange.loop.execute {
      if exchange.incoming != nil { exchange.bodyArrived(nil, end: -1) }
      exchange.requesterLeft()
    }
  }

  private func take(_ answer: Answer, isStreaming: Bool = false) {
    let waiter = state.withLock { state in
      if state.answer == nil { state.answer = answer }
      state.isStreaming = isStreaming
      if !isStreaming { state.exchange = nil }
      return state.waiter.take()
    }
    waiter?.resume(returning: true)
  }

  // MARK: From the exchange

  func respond(_ exchange: Exchange, _ answer: HTTPAnswer) { take(.status(answer.status)) }

  func openStream(_ exchange: Exchange, _ answer: HTTPAnswer) {
    take(.status(answer.status), isStreaming: true)
  }

  func writeStream(_ exchange: Exchange, _ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
    // Not at once, as if the client took it all however fast it came.
    exchange.loop.execute { promise?.succeed() }
  }

  func closeStream(_ exchange: Exchange) { take(.status(200)) }

  func fail(_ exchange: Exchange, _ failure: DeliveryFailure) { take(.failed(failure)) }

  func acknowledge(_ exchange: Exchange, _ call: UnsafeRawBufferPointer) {
    take(.acknowledged(unsafe Array(call)))
  }

  func bodyTaken(_ exchange: Exchange) {}
}
