import CRoost
@testable import HostBridge
import HostFakes
@testable import HostIngress
@testable import HostOperations
import HostRouter
import NIOHTTP1
import Testing

/// Updates come by webhooks, from whoever knows the secret.
@Suite struct WebhookTests {
  private static let bots = [
    HostConfiguration.Bot(name: "one", path: "/telegram/one", secret: Secret("s3cret"), plugins: ["demo"]),
    HostConfiguration.Bot(name: "two", path: "/telegram/two", secret: Secret("other"), plugins: []),
    HostConfiguration.Bot(
      name: "three", path: "/telegram/3", secret: Secret("third"), plugins: ["demo", "gone"]),
    HostConfiguration.Bot(name: "four", path: "/telegram/4", secret: Secret("fourth"), plugins: ["gone"]),
  ]
  private let secret = "X-Telegram-Bot-Api-Secret-Token: s3cret"
  private let update =
    #"{"update_id":7,"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"},"text":"hi"}}"#

  private func client() async throws -> Client { try await Client(bots: Self.bots) }

  @Test func `the secret decides, sent once`() {
    let webhooks = Webhooks(Self.bots)
    func check(_ path: String, _ secrets: String...) -> String {
      let facts = HeadFacts(HTTPHeaders(secrets.map { ("X-Telegram-Bot-Api-Secret-Token", $0) }))
      return "\(webhooks.check(path: path[...], facts))"
    }
    #expect(check("/telegram/one", "s3cret") == "bot(0)")
    #expect(check("/telegram/two", "other") == "bot(1)")
    #expect(check("/telegram/one", "other") == "refused(bot: 0)")
    #expect(check("/telegram/one") == "refused(bot: 0)")
    #expect(check("/telegram/one", "") == "refused(bot: 0)")
    #expect(check("/telegram/one", "s3cret", "s3cret") == "refused(bot: 0)")
    #expect(check("/telegram/three", "s3cret") == "unknown")
    #expect(check("/telegram/one/", "s3cret") == "unknown")
  }

  @Test func `bots come and go behind the configuration's, with the proof of before for a while`() {
    let webhooks = Webhooks(Self.bots)
    func check(_ path: String, _ secret: String) -> String {
      "\(webhooks.check(path: path[...], HeadFacts(HTTPHeaders([("X-Telegram-Bot-Api-Secret-Token", secret)]))))"
    }
    webhooks.serve([.init(bot: 2, path: "/telegram/new", secrets: [Secret("fresh"), Secret("stale")])])
    #expect(check("/telegram/new", "fresh") == "bot(2)" && check("/telegram/new", "stale") == "bot(2)")
    #expect(check("/telegram/new", "s3cret") == "refused(bot: 2)")
    #expect(check("/telegram/one", "s3cret") == "bot(0)")
    webhooks.serve([])
    #expect(check("/telegram/new", "fresh") == "unknown" && check("/telegram/one", "s3cret") == "bot(0)")
  }

  @Test(arguments: [
    ("149.154.167.220", true), ("91.108.7.255", true), ("149.154.176.1", false), ("91.108.8.0", false),
    ("127.0.0.1", false), ("::ffff:149.154.167.220", true), ("unix", false),
  ])
  func `where asked for, Telegram's addresses alone are let in`(client: String, isIn: Bool) {
    #expect(Webhooks(Self.bots, isOpen: false).admits(client) == isIn)
    #expect(Webhooks(Self.bots).admits(client))
  }

  @Test func `an update is delivered and its call is the answer`() async throws {
    let client = try await client()
    client.link.answer { delivery in
      var call = #"{"method":"sendMessage"}"#
      call.withUTF8 {
        _ = unsafe HostTable.core.pointee.complete(delivery.ticket, roost_bytes(UnsafeRawBufferPointer($0)))
      }
      return ROOST_PENDING
    }
    let answer = try client.ask(post("/telegram/one", update, secret))
    #expect(client.delivered == [update])
    #expect(answer.status == 200)
    #expect(answer["content-type"] == ["application/json"])
    #expect(answer.body == #"{"method":"sendMessage"}"#)
  }

  @Test func `a wrong secret is refused without its body, counted and logged without the secret`()
    async throws
  {
    let client = try await client()
    let answer = try client.ask(post("/telegram/one", update, "X-Telegram-Bot-Api-Secret-Token: guess"))
    #expect(answer.status == 401)
    #expect(client.delivered == [])
    #expect(client.host.metric("roost_webhook_wrong_secret_total") == "1")
    let lines = client.host.log.lines.filter { $0.message.contains("without the right secret") }
    #expect(lines.count == 1)
    #expect(lines.allSatisfy { !"\($0.message) \($0.metadata)".contains("guess") })
  }

  @Test func `an update nobody wants is acknowledged and counted`() async throws {
    let client = try await client()
    let answer = try client.ask(post("/telegram/two", update, "X-Telegram-Bot-Api-Secret-Token: other"))
    #expect(answer.status == 200 && answer.body == "")
    #expect(client.host.metric("roost_updates_unhandled_total") == "1")
  }

  @Test func `an update that a plugin which does not serve may want is left to be sent again`() async throws {
    let client = try await client()
    client.link.answer { _ in ROOST_DONE }
    let taken = try client.ask(post("/telegram/3", update, "X-Telegram-Bot-Api-Secret-Token: third"))
    #expect(taken.status == 200 && client.delivered == [update])
    for _ in 1...3 {
      let answer = try client.ask(post("/telegram/4", update, "X-Telegram-Bot-Api-Secret-Token: fourth"))
      #expect(answer.status == 503 && answer["retry-after"] == ["5"])
    }
    #expect(client.delivered == [update])
    #expect(client.host.metric("roost_updates_refused_total") == "3")
    #expect(client.host.metric("roost_updates_unhandled_total") == "0")
    let said = "gone, a plugin of their bot, does not serve"
    #expect(client.host.log.lines.count { $0.message.contains(said) } == 1)
  }

  @Test func `what is no update, no POST or no webhook is refused`() async throws {
    let client = try await client()
    #expect(try client.ask(post("/telegram/one", "{", secret)).status == 400)
    #expect(try client.ask(request("/telegram/one", secret)).status == 405)
    #expect(try client.ask(post("/telegram/three", update, secret)).status == 404)
    #expect(
      try client.ask("POST /telegram/one HTTP/1.1\r\nHost: h\r\n\(secret)\r\nContent-Length: 1048577\r\n\r\n")
        .status
        == 413)
    #expect(client.delivered == [])
  }
}
