import RoostJSON

/// How far a bot's webhook is with its lanes.
struct DeliveryState: Sendable {
  struct Lane: Sendable {
    var isInFlight = false
    var attempts = 0
    /// Milliseconds before which it is not tried again.
    var next = 0
  }

  var lanes: [String: Lane] = [:]
  var inFlight = 0
  /// Updates that came once and are to come again.
  var repeated: Set<Int> = []
}

/// One update on its way to a webhook.
package struct Delivery: Sendable {
  /// The bot.
  package let bot: Int
  let update: Int
  let lane: String
  /// Where it goes.
  package let url: String
  /// The value of `X-Telegram-Bot-Api-Secret-Token`; nil for none.
  package let secret: String?
  /// The update as JSON.
  package let body: [UInt8]
  /// In which state of the webhook it left: what ends after another was set counts for nothing.
  let webhook: Webhook

  /// What came of it.
  package enum Outcome: Sendable {
    /// A status, and the seconds of Retry-After if it had any.
    case answered(status: Int, retryAfter: Int?)
    /// No answer, for that reason.
    case failed(String)
  }
}

// Webhooks: one update of a lane at a time, the next when the one before has arrived.
extension World {
  /// Bots whose webhooks may have something to get.
  package var webhookBots: [Int] { bots.rows.values.filter { $0.webhook != nil }.map(\.id) }

  /// The updates that leave now, each counted as on its way.
  package mutating func takeDeliveries(_ id: Int) -> [Delivery] {
    guard let bot = bots[id], let webhook = bot.webhook, !bot.isLoggedOut else { return [] }
    expireUpdates(id)
    var state = deliveries[id] ?? DeliveryState()
    var taken: [Delivery] = []
    var blocked: Set<String> = []
    for number in queues[id] ?? [] where state.inFlight < webhook.connections {
      guard let update = updates[UpdateKey(id, number)], blocked.insert(update.lane).inserted else {
        continue
      }
      var lane = state.lanes[update.lane] ?? DeliveryState.Lane()
      guard !lane.isInFlight, lane.next <= now else { continue }
      lane.isInFlight = true
      state.lanes[update.lane] = lane
      state.inFlight += 1
      taken.append(
        Delivery(
          bot: id, update: number, lane: update.lane, url: webhook.url, secret: webhook.secret,
          body: update.body.serialized(), webhook: Self.identity(webhook)))
    }
    deliveries[id] = state
    return taken
  }

  /// Forgets what was on its way: whoever sent it has ended without saying what came of it.
  package mutating func forgetDeliveries() { deliveries = [:] }

  /// When the next update of a bot is to be tried again, milliseconds; nil when nothing waits for time to pass.
  package func nextDelivery(_ id: Int) -> Int? {
    guard bots[id]?.webhook != nil, let state = deliveries[id], queues[id]?.isEmpty == false else {
      return nil
    }
    return state.lanes.values.filter { !$0.isInFlight && $0.next > now }.map(\.next).min()
  }

  /// Takes in what came of a delivery.
  package mutating func finish(_ delivery: Delivery, _ outcome: Delivery.Outcome) {
    let id = delivery.bot
    guard var webhook = bots[id]?.webhook, Self.identity(webhook) == delivery.webhook else { return }
    deliveries[id]?.inFlight -= 1
    wakes.insert(id)
    if case .answered(let status, _) = outcome, (200..<300).contains(status) {
      deliveries[id]?.lanes[delivery.lane] = nil
      confirm(UpdateKey(id, delivery.update))
      guard webhook.goneSince != nil else { return }
      webhook.goneSince = nil
      bots.change(id) { $0.webhook = webhook }
      return
    }
    var wait: Int?
    switch outcome {
    case .answered(let status, let retryAfter):
      webhook.lastError = "Wrong response from the webhook: \(status) \(Self.reason(status))"
      wait = retryAfter.map { min(max($0, 0), 3600) }
      webhook.goneSince = status == 410 ? webhook.goneSince ?? seconds : nil
    case .failed(let why): webhook.lastError = why
    }
    webhook.lastErrorDate = seconds
    var lane = deliveries[id]?.lanes[delivery.lane] ?? DeliveryState.Lane()
    lane.isInFlight = false
    lane.attempts += 1
    lane.next = now + (wait ?? Self.wait(lane.attempts, &random)) * 1000
    deliveries[id]?.lanes[delivery.lane] = lane
    bots.change(id) { $0.webhook = webhook }
    if let since = webhook.goneSince, seconds - since >= 23 * 3600 { _ = removeWebhook(id) }
    tellBot(id)
  }

  /// Seconds after so many attempts: 0, 2, 4, 8 and so on, then somewhere between 60 and 120.
  static func wait(_ attempts: Int, _ random: inout Random) -> Int {
    guard attempts > 1 else { return 0 }
    let wait = attempts < 8 ? 1 << (attempts - 1) : 128
    return wait < 60 ? wait : Int.random(in: 60...120, using: &random)
  }

  /// A webhook without what its answers change.
  static func identity(_ webhook: Webhook) -> Webhook {
    var webhook = webhook
    (webhook.lastError, webhook.lastErrorDate, webhook.goneSince) = (nil, nil, nil)
    return webhook
  }

  private static func reason(_ status: Int) -> String {
    [
      400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 410: "Gone",
      429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
    ][status] ?? "Error"
  }
}
