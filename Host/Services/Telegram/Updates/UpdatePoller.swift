internal import RoostJSON

/// Fetches a bot's updates where Telegram cannot reach the host.
struct UpdatePoller: Sendable {
  let bot: BotRegistry.Served
  let caller: TelegramCaller
  let store: any StateStore
  let feed: UpdateFeed

  /// For how long Telegram waits for an update, in seconds.
  private static let patience = 25

  /// Goes on until the task is cancelled or the token is no more.
  func run() async {
    let name = bot.record.name
    var offset: Int64?
    var (failures, told) = (0, "")
    var mustClear = true
    while !Task.isCancelled {
      guard feed.isMine(name), let allowed = feed.allowed(name) else {
        try? await Task.sleep(for: .milliseconds(250))
        continue
      }
      // getUpdates is refused while there is a webhook.
      if mustClear { mustClear = await !clear() }
      let from: Int64
      if let offset { from = offset } else { from = await lastOffset() }
      let outcome = await fetch(from, allowed)
      if Task.isCancelled { return }
      switch outcome {
      case .done(let json):
        (failures, told) = (0, "")
        let next = await keep(json, from)
        // Another host may go on from here.
        offset = feed.isMine(name) ? next : nil
        continue
      case .revoked(let why): return feed.revoked(name, why)
      case .retry(let seconds, _):
        try? await Task.sleep(for: .seconds(seconds))
        continue
      case .refused(409, let words):
        mustClear = words.contains("webhook")
        let why =
          mustClear
          ? "a webhook was set from outside. It is removed"
          : "another program fetches its updates too — hint: stop that one, or give it a token of its own"
        if told != why { feed.notice(name, why) }
        told = why
      default:
        let why = "updates cannot be fetched: \(outcome). It is tried again"
        if told.isEmpty { feed.notice(name, why) }
        told = why
      }
      failures += 1
      try? await Task.sleep(for: .milliseconds(min(60_000, 500 << min(10, failures - 1))))
    }
  }

  private var key: [UInt8] { Array("offset/\(bot.record.id)".utf8) }

  private func lastOffset() async -> Int64 {
    let found = await withCheckedContinuation { waiting in
      store.get([key], of: BotRecord.offsets) { waiting.resume(returning: $0) }
    }
    guard let value = try? found.get().first??.value else { return 0 }
    return Int64(String(decoding: value, as: UTF8.self)) ?? 0
  }

  private func clear() async -> Bool {
    guard let call = try? TelegramCall("deleteWebhook", timeout: 30_000) else { return false }
    if case .done = await caller.call(call, as: bot.token) { return true }
    return false
  }

  private func fetch(_ offset: Int64, _ allowed: [String]) async -> TelegramOutcome {
    var members = [
      JSONMember("timeout", .number(JSONNumber(Int64(Self.patience)))),
      JSONMember("allowed_updates", .array(allowed.map { .string($0) })),
    ]
    if offset > 0 { members.append(JSONMember("offset", .number(JSONNumber(offset)))) }
    guard
      let call = try? TelegramCall("getUpdates", .object(members), timeout: (Self.patience + 10) * 1000)
    else { return .notSent("") }
    return await caller.call(call, as: bot.token)
  }

  /// Keeps updates in their order, each with the offset behind it: what Telegram is told to forget is in the store.
  private func keep(_ json: [UInt8], _ offset: Int64) async -> Int64 {
    var offset = offset
    for update in (try? JSONValue(parsing: json))?.array ?? [] {
      guard let id = update["update_id"]?.int else { continue }
      let next = Int64(id) + 1
      let part = StateCommit.Part(
        BotRecord.offsets, [.put(key, Array("\(next)".utf8), expires: 0)])
      var isKept = false
      while !isKept, !Task.isCancelled {
        switch await feed.keep(bot.record.name, update.serialized(), part) {
        case .kept: isKept = true
        case .full: try? await Task.sleep(for: .seconds(1))
        case .malformed(let why):
          feed.notice(bot.record.name, "an update was left out: \(why)")
          isKept = true
        }
      }
      guard isKept else { return offset }
      offset = next
    }
    return offset
  }
}
