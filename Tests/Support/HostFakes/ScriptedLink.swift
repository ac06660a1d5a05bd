package import CRoost
package import HostBridge
package import HostLoader
import HostOperations
import Synchronization

/// A plugin without code: a test says how it answers events and lifecycle steps.
package final class ScriptedLink: PluginLink {
  /// An event as the handler got it.
  @safe package struct Delivery: @unchecked Sendable {
    /// To complete it with.
    package let ticket: UInt64
    /// The contract's struct, valid until the ticket is completed.
    package let event: UnsafePointer<roost_event>

    /// The request's path, an update's JSON, or the method that is called.
    package let name: String
    /// The buffered body.
    package let body: String

    fileprivate init(_ event: UnsafePointer<roost_event>, _ ticket: UInt64) {
      unsafe self.event = event
      self.ticket = ticket
      body = unsafe String(decoding: event.pointee.body_ticket.bytes, as: UTF8.self)
      if unsafe event.pointee.kind == UInt32(ROOST_EVENT_HTTP) {
        let request = unsafe event.pointee.block_ticket!.assumingMemoryBound(to: roost_http_request.self)
        name = unsafe String(decoding: roost_span_bytes(request, request.pointee.path).bytes, as: UTF8.self)
      } else if unsafe event.pointee.kind == UInt32(ROOST_EVENT_SERVICE) {
        let call = unsafe event.pointee.block_ticket!.assumingMemoryBound(to: roost_service_call.self)
        name = unsafe String(decoding: roost_span_bytes(call, call.pointee.name).bytes, as: UTF8.self)
      } else {
        name = body
      }
    }
  }

  /// How a handler answers.
  package typealias Script = @Sendable (Delivery) -> Int32
  /// How a lifecycle step answers.
  package typealias Steps = @Sendable (LifecycleStep, _ ticket: UInt64) -> Int32

  private let script: Mutex<Script>
  private let steps: Steps
  private let keepsDeliveries: Bool
  private let seen = Mutex<[Delivery]>([])
  private let destroyed = Atomic<Int>(0)

  /// A plugin whose handlers stay pending and whose lifecycle succeeds, unless told otherwise.
  ///
  /// - Parameter keepsDeliveries: false when there are too many to be kept.
  package init(
    keepsDeliveries: Bool = true,
    steps: @escaping Steps = { _, _ in ROOST_DONE }, answer script: @escaping Script = { _ in ROOST_PENDING }
  ) {
    self.keepsDeliveries = keepsDeliveries
    self.steps = steps
    self.script = Mutex(script)
  }

  /// Answers differently from now on.
  package func answer(_ script: @escaping Script) { self.script.withLock { $0 = script } }

  /// The events delivered so far.
  package var deliveries: [Delivery] { seen.withLock { $0 } }

  /// How often the instance was freed.
  package var destructions: Int { destroyed.load(ordering: .relaxed) }

  package func perform(
    _ step: LifecycleStep, bytes: [UInt8], version: UInt32, ticket: UInt64,
    returned: @escaping @Sendable (Int32) -> Void
  ) throws(PluginFailure) {
    let steps = steps
    do throws(SystemFailure) {
      try SystemThread.start("scripted") { returned(steps(step, ticket)) }.detach()
    } catch {
      throw PluginFailure(code: ROOST_RETRYABLE, message: "\(error)")
    }
  }

  package func deliver(
    _ event: UnsafePointer<roost_event>, to handler: RegisteredHandler, ticket: UInt64
  ) -> Int32 {
    let delivery = unsafe Delivery(event, ticket)
    if keepsDeliveries { seen.withLock { $0.append(delivery) } }
    return script.withLock { $0 }(delivery)
  }

  package func destroy() { destroyed.add(1, ordering: .relaxed) }
}

extension roost_bytes {
  fileprivate var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: data, count: Int(size))
  }
}
