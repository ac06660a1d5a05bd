internal import HostOperations
internal import RoostJSON

/// Sets a bot's webhook, looks whether it stays as it should, and heals it.
struct WebhookKeeper: Sendable {
  let bot: BotRegistry.Served
  let caller: TelegramCaller
  let feed: UpdateFeed
  let clock: StateClock

  /// Goes on until the task is cancelled or the token is no more.
  func run(_ base: String) async {
    let url = base + bot.record.path
    let name = bot.record.name
    // Without handlers nobody knows which updates are wanted.
    guard var allowed = await firstAllowed() else { return }
    var plan = WebhookPlan(.init(url: url, allowed: allowed), interval: feed.interval)
    while !Task.isCancelled {
      guard feed.isMine(name) else {
        try? await Task.sleep(for: .seconds(1))
        continue
      }
      switch plan.next(at: clock.wall()) {
      case .set:
        let outcome = await set(url, allowed)
        if let notice = plan.isSet(outcome, at: clock.wall()) { feed.notice(name, notice) }
      case .verify:
        let (info, outcome) = await info()
        let notices = plan.isKnown(info, outcome, at: clock.wall())
        for notice in notices { feed.notice(name, notice) }
      case .wait(let time):
        try? await Task.sleep(for: .milliseconds(max(1, min(1000, time - clock.wall()))))
        if let now = feed.allowed(name), now != allowed {
          allowed = now
          plan.want(.init(url: url, allowed: allowed))
        }
      case .stop(let why): return feed.revoked(name, why)
      }
    }
  }

  private func firstAllowed() async -> [String]? {
    while !Task.isCancelled {
      if let allowed = feed.allowed(bot.record.name) { return allowed }
      try? await Task.sleep(for: .milliseconds(250))
    }
    return nil
  }

  private func set(_ url: String, _ allowed: [String]) async -> TelegramOutcome {
    let parameters = JSONValue.object([
      JSONMember("url", .string(url)),
      JSONMember("secret_token", .string(String(decoding: bot.secrets[0].reveal(), as: UTF8.self))),
      // Always given: left out, Telegram keeps those of before.
      JSONMember("allowed_updates", .array(allowed.map { .string($0) })),
    ])
    guard let call = try? TelegramCall("setWebhook", parameters, timeout: 30_000) else { return .notSent("") }
    return await caller.call(call, as: bot.token)
  }

  private func info() async -> (WebhookPlan.Info?, TelegramOutcome) {
    guard let call = try? TelegramCall("getWebhookInfo", timeout: 30_000) else { return (nil, .notSent("")) }
    let outcome = await caller.call(call, as: bot.token)
    guard case .done(let json) = outcome, let answer = try? JSONValue(parsing: json),
      let url = answer["url"]?.string
    else { return (nil, outcome) }
    return (
      WebhookPlan.Info(
        url: url, allowed: answer["allowed_updates"]?.array?.compactMap(\.string) ?? [],
        lastError: Int64(answer["last_error_date"]?.int ?? 0),
        lastMessage: answer["last_error_message"]?.string ?? "",
        pending: answer["pending_update_count"]?.int ?? 0), outcome
    )
  }
}
