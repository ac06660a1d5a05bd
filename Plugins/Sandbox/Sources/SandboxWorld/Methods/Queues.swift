import RoostJSON

extension Method {
  /// How updates reach the bot.
  static let queues: [Method] = [
    Method("getUpdates", "offset:int limit:int timeout:int allowed_updates:array") { world, call in
      try world.beginPolling(call)
      return .array(world.poll(call))
    },
    Method(
      "setWebhook",
      "url! certificate:file ip_address max_connections:int allowed_updates:array drop_pending_updates:bool secret_token"
    ) { world, call in try world.setWebhook(call) },
    Method("deleteWebhook", "drop_pending_updates:bool") { world, call in
      if call.isTrue("drop_pending_updates") { world.dropAllUpdates(call.bot) }
      return world.removeWebhook(call.bot)
    },
    Method("getWebhookInfo") { world, call in world.webhookInfo(call.bot) },
  ]
}

extension World {
  /// Remembers which kinds a bot wants. What is not named stays as it was; an empty list is the default set.
  mutating func setAllowedUpdates(_ call: Call) {
    guard let list = call.array("allowed_updates") else { return }
    let kinds = list.compactMap(\.string).filter(Self.updateKinds.contains)
    bots.change(call.bot) { $0.allowedUpdates = kinds.isEmpty ? nil : kinds }
  }

  mutating func setWebhook(_ call: Call) throws -> JSONValue {
    guard let bot = bots[call.bot] else { throw APIError.unauthorized }
    guard let url = call.text("url")?.trimmed, !url.isEmpty else {
      if call.isTrue("drop_pending_updates") { dropAllUpdates(call.bot) }
      return removeWebhook(call.bot)
    }
    let connections = call.int("max_connections") ?? 40
    guard (1...100).contains(connections) else {
      throw APIError.bad("max_connections must be between 1 and 100")
    }
    let secret = call.text("secret_token").flatMap { $0.isEmpty ? nil : $0 }
    if let secret {
      guard secret.utf8.count <= 256 else { throw APIError.bad("secret token is too long") }
      guard secret.utf8.allSatisfy(Self.isTokenByte) else {
        throw APIError.bad("secret token contains unallowed characters")
      }
    }
    try Self.checkWebhook(url)
    let webhook = Webhook(
      url: url, secret: secret, connections: connections, address: call.text("ip_address"),
      hasCertificate: call.text("certificate") != nil)
    let same = bot.webhook.map(Self.identity)
    let kinds = bot.allowedUpdates
    setAllowedUpdates(call)
    if call.isTrue("drop_pending_updates") { dropAllUpdates(call.bot) }
    if same == webhook, kinds == bots[call.bot]?.allowedUpdates {
      return .string("Webhook is already set")
    }
    // One a second.
    if settings.hasLimits, bot.lastSetWebhook > 0, now - bot.lastSetWebhook < 1000 {
      throw APIError.tooMany(1)
    }
    let time = now
    bots.change(call.bot) { bot in
      bot.webhook = webhook
      bot.lastSetWebhook = time
    }
    deliveries[call.bot] = nil
    // A poll that waits is broken off.
    polls[call.bot]?.isTerminated = true
    polls[call.bot]?.why = "terminated by setWebhook request"
    wakes.insert(call.bot)
    tellBot(call.bot)
    return .string("Webhook was set")
  }

  mutating func removeWebhook(_ id: Int) -> JSONValue {
    guard bots[id]?.webhook != nil else { return .string("Webhook is already deleted") }
    bots.change(id) { $0.webhook = nil }
    deliveries[id] = nil
    wakes.insert(id)
    tellBot(id)
    return .string("Webhook was deleted")
  }

  static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
    default: false
    }
  }

  /// HTTPS on the ports that Telegram calls; the machine itself also without, as the server's local mode does.
  private static func checkWebhook(_ url: String) throws {
    let isSecure = url.hasPrefix("https://")
    guard isSecure || url.hasPrefix("http://") else {
      throw APIError.bad("bad webhook: An HTTPS URL must be provided for webhook")
    }
    let authority = url.dropFirst(isSecure ? 8 : 7).prefix { $0 != "/" && $0 != "?" }
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    let host = parts[0]
    guard !host.isEmpty, parts.count <= 2 else { throw APIError.bad("bad webhook: URL host is empty") }
    if host == "127.0.0.1" || host == "localhost" { return }
    guard isSecure else { throw APIError.bad("bad webhook: An HTTPS URL must be provided for webhook") }
    let port = parts.count > 1 ? Int(parts[1]) : 443
    guard [443, 80, 88, 8443].contains(port) else {
      throw APIError.bad("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    }
  }

  /// https://core.telegram.org/bots/api#webhookinfo
  func webhookInfo(_ id: Int) -> JSONValue {
    let webhook = bots[id]?.webhook
    return .fields([
      "url": webhook?.url ?? "", "has_custom_certificate": webhook?.hasCertificate ?? false,
      "pending_update_count": queues[id]?.count ?? 0, "ip_address": webhook?.address,
      "last_error_date": webhook?.lastErrorDate, "last_error_message": webhook?.lastError,
      "max_connections": webhook?.connections, "allowed_updates": bots[id]?.allowedUpdates,
    ])
  }
}
