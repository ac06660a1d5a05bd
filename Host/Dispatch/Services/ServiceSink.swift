import CRoost
import HostBridge
import HostRouter
import Logging
import NIOCore

/// Where the answer to a call goes: to the plugin that called. On the call's loop.
final class ServiceSink: ReplySink {
  private let call: ServiceCall
  private let dispatcher: Dispatcher

  init(_ call: ServiceCall, _ dispatcher: Dispatcher) { (self.call, self.dispatcher) = (call, dispatcher) }

  func acknowledge(_ exchange: Exchange, _ answer: UnsafeRawBufferPointer) {
    guard answer.count <= Int(ROOST_SERVICE_BODY_MAX) else {
      let why = "\(call.name) answered \(answer.count) bytes, and \(ROOST_SERVICE_BODY_MAX) are the most"
      exchange.generation.logger.error("\(why)", metadata: ["request_id": "\(exchange.id)"])
      return call.fail(ROOST_INVALID, why)
    }
    unsafe call.answer(answer)
  }

  func handlerFailed(_ exchange: Exchange, _ failure: PluginFailure) {
    call.fail(failure.code, failure.message)
  }

  func fail(_ exchange: Exchange, _ failure: DeliveryFailure) {
    // Without a ticket no handler has seen it.
    guard exchange.ticket == 0 else {
      let why =
        failure == .deadline ? "its deadline passed" : failure == .lost ? "its worker ended" : "it ended"
      return call.fail(
        ROOST_UNKNOWN,
        "\(exchange.target.plugin) had \(call.name) when \(why): it may or may not have happened")
    }
    switch failure {
    case .busy: call.fail(ROOST_BUSY, "too many events wait for \(exchange.target.plugin)")
    case .deadline:
      call.fail(
        ROOST_RETRYABLE, "\(exchange.target.plugin) did not take \(call.name) before its deadline passed")
    case .unavailable where exchange.target.slot.isQuarantined:
      call.fail(ROOST_RETRYABLE, Dispatcher.absence(of: exchange.target.plugin, "quarantined"))
    // It waited for a version that does not provide it, or for one that never came.
    default: dispatcher.tellAbsence(of: call)
    }
  }

  // Handlers of calls have no HTTP answers to give: they fail before they come here.
  func respond(_ exchange: Exchange, _ answer: HTTPAnswer) { call.fail(ROOST_INVALID, "") }
  func openStream(_ exchange: Exchange, _ answer: HTTPAnswer) {}
  func writeStream(_ exchange: Exchange, _ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
    promise?.succeed()
  }
  func closeStream(_ exchange: Exchange) { call.fail(ROOST_INVALID, "") }
  func bodyTaken(_ exchange: Exchange) {}
}
