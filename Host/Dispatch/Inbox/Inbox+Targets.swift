import CRoost
import HostRouter
import NIOCore

/// Where a kept event goes now.
enum DurableTarget: ~Copyable {
  case handler(HandlerTarget, Exchange.Kind, EventBlock)
  /// Whoever may want it does not serve.
  case absent
  /// Nobody wants it.
  case nobody
  /// It makes no sense any more, for the reason given.
  case expired(String)
  /// No handler can have it, for the reason given.
  case malformed(String)
}

extension Inbox {
  /// Finds the handler that an event is for, by the present routes.
  func target(of delivery: DurableDelivery) -> DurableTarget {
    let event = delivery.event
    // An outcome comes in the lane of whatever caused the effect, and goes to who did.
    if event.kind == .outcome { return message(delivery, for: event.sender) }
    switch delivery.source.origin {
    case .bot(let bot): return update(event, of: bot)
    case .plugin(let plugin) where event.kind == .http: return request(event, for: plugin)
    case .plugin(let plugin), .effects(let plugin): return message(delivery, for: plugin)
    }
  }

  private func message(_ delivery: DurableDelivery, for plugin: String) -> DurableTarget {
    let event = delivery.event
    let kind =
      switch event.kind {
      case .job: UInt32(ROOST_EVENT_JOB)
      case .run: UInt32(ROOST_EVENT_RUN)
      case .outcome: UInt32(ROOST_EVENT_OUTCOME)
      default: UInt32(ROOST_EVENT_TOPIC)
      }
    let routes = dispatcher.routes
    guard let target = routes.messages.target(kind, event.name, plugin) else {
      // A plugin that serves has said all that it wants.
      return routes.serves(plugin) ? .nobody : .absent
    }
    let block = MessageBlock.make(
      name: event.name, sender: event.sender, eventID: event.id, attempt: delivery.attemptNumber,
      time: event.time)
    return .handler(target, .message(kind, name: event.name, plugin: plugin), block)
  }

  private func update(_ event: StoredEvent, of bot: Int) -> DurableTarget {
    // At the start what was kept for a bot may be here before the bot's routes are.
    guard dispatcher.routes.bots.indices.contains(bot) else { return .absent }
    do throws(UpdateError) {
      let envelope = try unsafe event.body.withUnsafeReadableBytesTyped { (json) throws(UpdateError) in
        try unsafe UpdateEnvelope(scanning: json)
      }
      let age = now - event.received
      if let life = ExpiryPolicy.life(ofUpdate: envelope.kind), age > life {
        return .expired("it is \(age / 1000) s old, and can be answered for \(life / 1000) s")
      }
      switch dispatcher.resolve(bot: bot, envelope) {
      case .handler(let target):
        let block = envelope.block(bot: dispatcher.routes.bots[bot].name, eventID: event.id)
        return .handler(target, .update(bot: bot), block)
      case .nobody: return .nobody
      case .absent: return .absent
      }
    } catch {
      return .malformed("it is no update: \(error)")
    }
  }
}
