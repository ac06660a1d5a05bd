import CRoost
package import HostBridge
import HostRouter
import NIOCore

/// Calls are events like any other: they wait in the provider's place, and go to the generation that serves.
extension Dispatcher: ServiceDispatch {
  /// See ``ServiceDispatch``.
  package func begin(_ call: ServiceCall) {
    guard let target = routes.services[call.name] else { return tellAbsence(of: call) }
    guard target.slot.holdCount == 0 || !call.chain.waiting.contains(target.plugin) else {
      // It would wait for the hand-over, and the hand-over for the event that this is called for.
      return call.fail(
        ROOST_RETRYABLE, Self.absence(of: target.plugin, "it is being replaced, and has this in hand"))
    }
    let id = call.eventID ?? EventID.fresh()
    let exchange = Exchange(
      kind: .service(name: call.name, chain: call.chain), id: id, target: target,
      block: ServiceBlock.make(
        name: call.name, caller: call.caller, eventID: id, depth: call.chain.methods.count),
      body: call.body, limit: call.deadline, sink: ServiceSink(call, self), loop: call.loop,
      loopIndex: call.loopIndex, dispatcher: self)
    call.whenCallerLeaves { exchange.requesterLeft() }
    submit(exchange)
  }

  /// Answers a call that nobody takes: why nobody does is the manager's to know.
  func tellAbsence(of call: ServiceCall) {
    let plugin = String(call.name.prefix { $0 != "." })
    let routes = routes
    guard routes.services[call.name] == nil else {
      return call.fail(ROOST_RETRYABLE, Self.absence(of: plugin, "it is being replaced"))
    }
    guard !routes.serves(plugin) else {
      return call.fail(
        ROOST_PERMANENT, "no plugin provides \(call.name): \(plugin) serves, and has no such method")
    }
    Task {
      let state = await standing(of: plugin)
      call.loop.execute {
        guard let state else {
          return call.fail(
            ROOST_PERMANENT,
            "no plugin provides \(call.name): none of the id \(plugin) is installed — hint: roost plugins list"
          )
        }
        call.fail(ROOST_RETRYABLE, Self.absence(of: plugin, state))
      }
    }
  }

  /// What is said of a plugin that is there and does not serve.
  static func absence(of plugin: String, _ state: String) -> String {
    "\(plugin) does not serve at the moment: \(state) — hint: roost plugins list says why"
  }
}
