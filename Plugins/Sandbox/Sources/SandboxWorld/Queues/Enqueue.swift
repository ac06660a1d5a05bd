import RoostJSON

// The updates that wait for each bot.
extension World {
  /// The kinds there are (https://core.telegram.org/bots/api#update), as far as something makes them here.
  static let updateKinds: Set<String> = [
    "message", "edited_message", "channel_post", "edited_channel_post", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages",
  ]
  /// Kinds that a bot gets only when it names them.
  static let askedFor: Set<String> = ["chat_member", "message_reaction", "message_reaction_count"]

  /// Puts an update into a bot's queue if it wants such.
  ///
  /// - Parameter expiresAfter: seconds.
  mutating func enqueue(
    _ kind: String, for id: Int, lane: String, _ payload: JSONValue, expiresAfter: Int
  ) {
    guard let bot = bots[id] else { return }
    if let allowed = bot.allowedUpdates {
      guard allowed.contains(kind) else { return }
    } else if Self.askedFor.contains(kind) {
      return
    }
    var number = bot.nextUpdate
    // After a week without updates the numbers go on somewhere else.
    if bot.lastUpdateTime > 0, seconds - bot.lastUpdateTime > 7 * 86_400 {
      number = Int.random(in: 100_000_000..<1_000_000_000, using: &random)
    }
    let time = seconds
    bots.change(id) { bot in
      bot.nextUpdate = number + 1
      bot.lastUpdateTime = time
    }
    let body = JSONValue.fields(["update_id": number]).with(kind, payload)
    let key = UpdateKey(id, number)
    updates[key] = QueuedUpdate(
      key: key, kind: kind, lane: lane, body: body, expires: now + expiresAfter * 1000)
    let isEarly = takeFault(.reorderUpdates, bot: id) != nil && queues[id]?.isEmpty == false
    queues[id, default: []].insert(number, at: (queues[id]?.count ?? 0) - (isEarly ? 1 : 0))
    if queues[id]!.count > settings.queueLength { drop(UpdateKey(id, queues[id]![0])) }
    remember(key, body)
    wakes.insert(id)
  }

  /// Takes an update out of its queue.
  mutating func drop(_ key: UpdateKey, isDelivered: Bool = false) {
    if let index = recent.lastIndex(where: { $0.key == key }) {
      recent[index].state = isDelivered ? "delivered" : "dropped"
    }
    updates[key] = nil
    queues[key.bot]?.removeAll { $0 == key.id }
  }

  /// The bot has an update. Where it is to come twice it stays for once more.
  mutating func confirm(_ key: UpdateKey) {
    if deliveries[key.bot]?.repeated.contains(key.id) != true,
      takeFault(.duplicateUpdates, bot: key.bot) != nil
    {
      deliveries[key.bot, default: DeliveryState()].repeated.insert(key.id)
      return
    }
    deliveries[key.bot]?.repeated.remove(key.id)
    drop(key, isDelivered: true)
  }

  /// Drops what is too old to be of use.
  mutating func expireUpdates(_ bot: Int) {
    for id in queues[bot] ?? [] {
      let key = UpdateKey(bot, id)
      if let update = updates[key], update.expires <= now { drop(key) }
    }
  }

  mutating func dropAllUpdates(_ bot: Int) {
    for id in queues[bot] ?? [] { updates[UpdateKey(bot, id)] = nil }
    queues[bot] = []
    deliveries[bot] = nil
  }
}
