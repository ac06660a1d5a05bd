import Roost
import RoostJSON
import SandboxWorld
import Synchronization

/// Sends waiting updates to webhooks. What goes when is the world's to say.
final class Deliverer: Sendable {
  private let engine: Engine
  private let fetch: Fetch
  private let api: BotAPI
  private let task = Mutex<Task<Void, Never>?>(nil)

  init(_ engine: Engine, _ fetch: Fetch, _ api: BotAPI) {
    self.engine = engine
    self.fetch = fetch
    self.api = api
  }

  func start() {
    task.withLock { task in
      if task == nil { task = Task { await self.run() } }
    }
  }

  /// Ends; what is under way is sent again by whoever comes next, as after any end of Telegram's server.
  func stop() { task.withLock { $0.take() }?.cancel() }

  private func run() async {
    await withDiscardingTaskGroup { group in
      while !Task.isCancelled {
        let seen = engine.signals.count(.deliveries)
        let due = try? await engine.step { world in
          let bots = world.webhookBots
          let deliveries = bots.flatMap { world.takeDeliveries($0) }
          let next = bots.compactMap { world.nextDelivery($0) }.min()
          return (deliveries, wait: next.map { max($0 - world.now, 1) } ?? 60_000)
        }
        for delivery in due?.0 ?? [] { group.addTask { await self.send(delivery) } }
        await engine.signals.wait(.deliveries, after: seen, atMost: .milliseconds(due?.wait ?? 1000))
      }
    }
  }

  private func send(_ delivery: Delivery) async {
    var request = FetchRequest(
      delivery.url, method: "POST", headers: [("Content-Type", "application/json")], body: delivery.body,
      timeout: .seconds(60), limit: 1 << 20)
    if let secret = delivery.secret { request.headers.append(("X-Telegram-Bot-Api-Secret-Token", secret)) }
    let outcome: Delivery.Outcome
    var reply: FetchResponse?
    do {
      let response = try await fetch(request)
      let retry = response.header("Retry-After").flatMap { Int($0) }
      outcome = .answered(status: response.status, retryAfter: retry)
      if response.isSuccess { reply = response }
    } catch {
      outcome = .failed(Self.reason(error))
    }
    if Task.isCancelled { return }
    try? await engine.step { $0.finish(delivery, outcome) }
    if let reply { await call(reply, delivery.bot) }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? PluginError else { return "Connection closed" }
    if error.class == .denied { return "The operator has not granted this address: \(error.description)" }
    return error.class == .unknown ? "Read timeout expired" : "Connection refused"
  }

  /// A webhook's answer may carry one call. Its result goes nowhere.
  private func call(_ reply: FetchResponse, _ bot: Int) async {
    guard !reply.body.isEmpty,
      let arguments = try? Arguments(query: "", contentType: reply.header("Content-Type"), body: reply.body),
      let name = arguments.values["method"]?.string, MethodTable.isForReplies(name)
    else { return }
    let result = await api.perform(name, bot, arguments)
    let error: APIError? = if case .failure(let error) = result { error } else { nil }
    try? await engine.step { $0.tellCall(name, bot: bot, error, milliseconds: 0) }
  }
}
