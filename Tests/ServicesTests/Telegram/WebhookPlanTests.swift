import HostOperations
import Testing

@testable import HostServices

/// What is done about webhooks, on a virtual clock.
@Suite struct WebhookPlanTests {
  private static let url = "https://a.example/telegram/x"

  private func info(
    url: String = Self.url, allowed: [String] = ["message"], error: Int64 = 0, _ message: String = ""
  ) -> WebhookPlan.Info {
    WebhookPlan.Info(url: url, allowed: allowed, lastError: error, lastMessage: message, pending: 3)
  }

  private func plan() -> WebhookPlan {
    WebhookPlan(.init(url: Self.url, allowed: ["message"]), interval: 300_000)
  }

  private let done = TelegramOutcome.done(Array("true".utf8))

  @Test func `it is set, looked at, and looked at again`() {
    var plan = plan()
    #expect(plan.next(at: 0) == .set)
    #expect(plan.isSet(done, at: 0) == nil)
    #expect(plan.next(at: 0) == .verify)
    #expect(plan.isKnown(info(), done, at: 0) == [])
    #expect(plan.next(at: 1) == .wait(until: 300_000))
    #expect(plan.next(at: 300_000) == .verify)
  }

  @Test func `a change from outside is healed at once, then ever later, and told once`() {
    var plan = plan()
    _ = plan.isSet(done, at: 0)
    var (now, notices, sets) = (Int64(0), [String](), 0)
    for _ in 0..<12 {
      switch plan.next(at: now) {
      case .set:
        sets += 1
        _ = plan.isSet(done, at: now)
      case .verify: notices += plan.isKnown(info(url: "https://b/"), done, at: now)
      case .wait(let time): now = time
      case .stop: Issue.record("stopped")
      }
    }
    #expect(notices.count == 1 && notices[0].contains("changed from outside"))
    #expect(sets == 4 && now == 2000 + 4000 + 8000)
    #expect(plan.isKnown(info(), done, at: now) == [])
    #expect(plan.next(at: now) == .wait(until: now + 300_000))
    // Changed again at once it is no news; after three looks it is.
    #expect(plan.isKnown(info(url: ""), done, at: now) == [])
    for _ in 0..<3 { #expect(plan.isKnown(info(), done, at: now) == []) }
    #expect(plan.isKnown(info(url: ""), done, at: now).count == 1)
  }

  @Test func `other kinds of updates are a change too, and handlers that want others set it`() {
    var plan = plan()
    _ = plan.isSet(done, at: 0)
    #expect(plan.isKnown(info(allowed: []), done, at: 0).count == 1)
    #expect(plan.next(at: 0) == .set)
    _ = plan.isSet(done, at: 0)
    _ = plan.isKnown(info(), done, at: 0)
    plan.want(.init(url: Self.url, allowed: ["poll", "message"]))
    #expect(plan.next(at: 0) == .set)
  }

  @Test func `what Telegram cannot deliver is told once each time`() {
    var plan = plan()
    _ = plan.isSet(done, at: 0)
    let now: Int64 = 1_800_000_000_000
    #expect(plan.isKnown(info(error: 1_799_999_999, "Wrong response"), done, at: now).count == 1)
    #expect(plan.isKnown(info(error: 1_799_999_999, "Wrong response"), done, at: now) == [])
    #expect(plan.isKnown(info(error: 1_800_000_000, "timeout"), done, at: now).count == 1)
  }

  @Test func `429 is waited for, failures are told once and tried ever later`() {
    var plan = plan()
    #expect(plan.isSet(.retry(after: 7, ""), at: 0) == nil)
    #expect(plan.next(at: 0) == .wait(until: 7000))
    #expect(plan.next(at: 7000) == .set)
    var waits: [Int64] = []
    var notices = 0
    for _ in 0..<10 {
      if plan.isSet(.unknown("no answer"), at: 0) != nil { notices += 1 }
      if case .wait(let time) = plan.next(at: 0) { waits.append(time) }
    }
    #expect(notices == 1)
    #expect(waits == waits.sorted() && waits.last == 300_000)
  }

  @Test func `a token that is no more ends it`() {
    var plan = plan()
    #expect(plan.isSet(.revoked("Unauthorized"), at: 0) == nil)
    #expect(plan.next(at: .max) == .stop("Unauthorized"))
  }
}

/// Bots as they are kept.
@Suite struct BotRecordTests {
  @Test func `a record is read as it was written, and a cut one is refused`() throws {
    let vault = try TokenVaultTests.vault(TokenVaultTests.first)
    var record = BotRecord(
      id: 42, name: "shop", username: "shop_bot", token: vault.seal(try TokenVaultTests.token(42)),
      path: "/telegram/abc", secret: vault.seal(.init("s"), "webhook", of: 42), plugins: ["a", "b"],
      mode: "sale", isKept: true, status: .disabled, reason: "why", added: 7)
    #expect(try BotRecord(record: record.record) == record)
    record.previous = record.secret
    record.previousUntil = 9
    #expect(try BotRecord(record: record.record) == record)
    let bytes = record.record
    for count in 0..<bytes.count {
      #expect(throws: RecordError.self) { try BotRecord(record: Array(bytes.prefix(count))) }
    }
  }

  @Test func `what proves a webhook opens for nothing else`() throws {
    let vault = try TokenVaultTests.vault(TokenVaultTests.first)
    let sealed = vault.seal(.init("s3cret"), "webhook", of: 42)
    #expect(try vault.open(sealed, "webhook", of: 42) == .init("s3cret"))
    #expect(throws: TokenVaultError.self) { try vault.open(sealed, "webhook", of: 43) }
    #expect(throws: TokenVaultError.self) { try vault.open(sealed, "other", of: 42) }
    #expect(throws: TokenVaultError.self) { try vault.open(sealed, of: 42) }
  }
}
