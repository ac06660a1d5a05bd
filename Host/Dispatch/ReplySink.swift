import CRoost
package import HostBridge
package import HostRouter
package import NIOCore

/// Where an exchange's answer goes: the connection it came by. Called on the exchange's loop only;
/// an exchange that is no longer the connection's current one is ignored.
package protocol ReplySink: AnyObject, Sendable {
  /// Sends an HTTP answer, valid during the call.
  func respond(_ exchange: Exchange, _ answer: HTTPAnswer)
  /// Sends the head of a streaming answer, valid during the call.
  func openStream(_ exchange: Exchange, _ answer: HTTPAnswer)
  /// Sends a piece of a streaming answer; the promise tells when it has left.
  func writeStream(_ exchange: Exchange, _ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?)
  /// Ends a streaming answer.
  func closeStream(_ exchange: Exchange)
  /// Answers with an error, or breaks off an answer that has begun.
  func fail(_ exchange: Exchange, _ failure: DeliveryFailure)
  /// The handler failed.
  func handlerFailed(_ exchange: Exchange, _ failure: PluginFailure)
  /// Acknowledges an update, with one Bot API call as JSON when not empty, valid during the call.
  func acknowledge(_ exchange: Exchange, _ call: UnsafeRawBufferPointer)
  /// The plugin has taken what there was of a streamed request body.
  func bodyTaken(_ exchange: Exchange)
}

extension ReplySink {
  /// Tells the requester what its code means, and nothing of the message.
  package func handlerFailed(_ exchange: Exchange, _ failure: PluginFailure) {
    fail(exchange, DeliveryFailure(code: failure.code))
  }
}

/// Why an event got no answer of its plugin's own.
package struct DeliveryFailure: Error, Sendable, Equatable {
  /// The HTTP status for the requester.
  package let status: UInt32
  /// For the requester: says nothing of the plugin's inside.
  package let reason: String
  /// Seconds after which trying again makes sense.
  package let retryAfter: Int?

  /// No room: too many events wait for this plugin.
  package static let busy = DeliveryFailure(
    status: 503, reason: "too many requests are waiting for this service", retryAfter: 1)
  /// The plugin is not there at the moment.
  package static let unavailable = DeliveryFailure(
    status: 503, reason: "the service is not available at the moment", retryAfter: 5)
  /// The plugin did not answer in time.
  package static let deadline = DeliveryFailure(
    status: 504, reason: "the service did not answer in time", retryAfter: nil)
  /// The plugin's process ended with the event in its hands.
  package static let lost = DeliveryFailure(
    status: 502, reason: "the service broke off: it may or may not have happened", retryAfter: nil)
  /// The path is served by nobody (any more).
  package static let notFound = DeliveryFailure(
    status: 404, reason: "nothing is served here", retryAfter: nil)

  /// What a requester is told of a plugin's failure.
  package init(code: Int32) {
    switch code {
    case ROOST_RETRYABLE, ROOST_BUSY:
      self.init(status: 503, reason: "the service cannot answer at the moment", retryAfter: 1)
    case ROOST_DENIED: self.init(status: 403, reason: "not allowed", retryAfter: nil)
    case ROOST_CONFLICT:
      self.init(
        status: 409, reason: "something else was changed at the same time", retryAfter: nil)
    case ROOST_UNKNOWN:
      self.init(
        status: 502, reason: "the outcome is unknown: it may or may not have happened", retryAfter: nil)
    default: self.init(status: 500, reason: "the service failed", retryAfter: nil)
    }
  }

  /// Makes a failure. `reason` reaches the requester; `retryAfter` is in seconds.
  package init(status: UInt32, reason: String, retryAfter: Int?) {
    self.status = status
    self.reason = reason
    self.retryAfter = retryAfter
  }
}
