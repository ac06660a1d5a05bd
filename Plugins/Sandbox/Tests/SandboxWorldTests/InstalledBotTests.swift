import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct InstalledBotTests {
  private func bot(_ webhook: String?, secret: String? = "s-1", username: String = "shop_bot") -> InstalledBot
  {
    InstalledBot(
      name: "Shop", username: username, webhook: webhook, secret: secret,
      commands: [(name: "start", about: "Begin again")])
  }

  @Test func `a bot of the settings is there once, with its webhook and commands`() throws {
    var bench = try Bench(limits: true)
    let before = bench.world.bots.rows.count
    for _ in 0..<2 { try bench.world.install(bot("http://127.0.0.1:8080/hook")) }
    #expect(bench.world.bots.rows.count == before + 1)
    let id = try #require(bench.world.usernames["shop_bot"])
    #expect(try bench.call("getWebhookInfo", as: id)["url"]?.string == "http://127.0.0.1:8080/hook")
    #expect(try bench.call("getMyCommands", as: id).array?.first?["command"]?.string == "start")
    _ = try bench.world.pageStart(user: bench.user, bot: id, payload: nil)
    #expect(bench.world.takeDeliveries(id).first?.secret == "s-1")
  }

  @Test func `a start brings back what ended the bot, and keeps its updates`() throws {
    var bench = try Bench()
    try bench.world.install(bot("http://127.0.0.1:8080/hook"))
    let id = try #require(bench.world.usernames["shop_bot"])
    _ = try bench.world.pageStart(user: bench.user, bot: id, payload: nil)
    try bench.call("deleteWebhook", as: id)
    try bench.call("logOut", as: id)
    try bench.world.install(bot("http://127.0.0.1:8081/other"))
    #expect(try bench.call("getWebhookInfo", as: id)["url"]?.string == "http://127.0.0.1:8081/other")
    #expect(bench.world.takeDeliveries(id).count == 1)
  }

  @Test func `a bot of the settings without a webhook polls`() throws {
    var bench = try Bench()
    try bench.world.install(bot("http://127.0.0.1:8080/hook"))
    try bench.world.install(bot(nil))
    let id = try #require(bench.world.usernames["shop_bot"])
    #expect(bench.refusal("getUpdates", as: id) == "")
  }

  @Test func `what no bot can have is refused`() throws {
    var bench = try Bench()
    for wrong in [
      bot("http://example.org/"), bot("https://example.org/", secret: "ö"), bot(nil, username: "shop"),
    ] {
      #expect(throws: APIError.self) { try bench.world.install(wrong) }
    }
  }
}
