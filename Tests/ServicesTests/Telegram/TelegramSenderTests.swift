import HostOperations
import RoostJSON
import Synchronization
import Testing

@testable import HostServices

/// What is done with answers, against a server on this machine.
@Suite struct TelegramSenderTests {
  private static let token = try! BotToken("4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK")
  private static let fine = #"{"ok":true,"result":true}"#

  private final class Stage: Sendable {
    let server: WebServer
    let fetcher: Fetcher
    let sender: TelegramSender
    let told = Told()

    init(_ answer: @escaping @Sendable (WebServer.Request) -> WebServer.Reply) throws {
      server = try WebServer(answer)
      fetcher = try Fetcher()
      let told = told
      sender = TelegramSender(
        TelegramCaller(fetcher, try TelegramAPI(server.url)),
        token: { $0 == 1 ? TelegramSenderTests.token : nil },
        revoked: { bot, _ in told.bots.withLock { $0.append(bot) } })
    }

    final class Told: Sendable { let bots = Mutex<[Int64]>([]) }
    func send(
      _ chat: Int64, bot: Int64 = 1, patience: Int64 = 20_000,
      before: @Sendable () async -> Bool = { true }
    ) async throws -> TelegramOutcome {
      try await report(chat, bot: bot, patience: patience, before: before).outcome
    }

    func report(
      _ chat: Int64, bot: Int64 = 1, patience: Int64? = 20_000, waitsOut: Bool = true,
      before: @Sendable () async -> Bool = { true }
    ) async throws -> TelegramSender.Report {
      let call = try TelegramCall(
        "sendMessage", JSONValue(parsing: #"{"chat_id":\#(chat),"text":"a"}"#), timeout: 5000)
      return await sender.send(
        .init(call, bot: bot, caller: "a", urgency: .answer, patience: patience, waitsOut: waitsOut),
        before: before)
    }

    /// The chats of the requests, in order.
    var chats: [Int] {
      server.requests.compactMap { (try? JSONValue(parsing: $0.body))?["chat_id"]?.int }
    }

    deinit { fetcher.close() }
  }

  private static func refusal(_ code: Int, _ more: String = "") -> WebServer.Reply {
    .text(code, #"{"ok":false,"error_code":\#(code),"description":"no"\#(more)}"#)
  }

  @Test func `a group that has become a supergroup gets the message once, under its new id`() async throws {
    let stage = try Stage { request in
      String(decoding: request.body, as: UTF8.self).contains("-100777")
        ? .text(200, Self.fine) : Self.refusal(400, #","parameters":{"migrate_to_chat_id":-100777}"#)
    }
    let attempts = Atomic(0)
    let outcome = try await stage.send(-5) {
      attempts.add(1, ordering: .relaxed)
      return true
    }
    #expect(outcome == .done(Array("true".utf8)))
    #expect(stage.chats == [-5, -100_777])
    #expect(attempts.load(ordering: .relaxed) == 2)
  }

  @Test func `a group that moves on and on is followed once`() async throws {
    let stage = try Stage { _ in Self.refusal(400, #","parameters":{"migrate_to_chat_id":-100777}"#) }
    #expect(try await stage.send(-5) == .migrated(to: -100_777, "no"))
    #expect(stage.chats == [-5, -100_777])
  }

  @Test func `a 429 is waited for, and then the call goes again`() async throws {
    let refused = Atomic(false)
    let stage = try Stage { _ in
      refused.exchange(true, ordering: .relaxed)
        ? .text(200, Self.fine) : Self.refusal(429, #","parameters":{"retry_after":1}"#)
    }
    let start = ContinuousClock.now
    #expect(try await stage.send(5) == .done(Array("true".utf8)))
    #expect(ContinuousClock.now - start >= .seconds(1) && stage.chats == [5, 5])
  }

  @Test func `a 429 that outlasts who asks is told at once, and obeyed by those that follow`() async throws {
    let stage = try Stage { request in
      String(decoding: request.body, as: UTF8.self).contains(#""chat_id":5"#)
        ? Self.refusal(429, #","parameters":{"retry_after":35}"#) : .text(200, Self.fine)
    }
    #expect(try await stage.send(5) == .retry(after: 35, "no"))
    // The chat is held; another is not.
    guard case .notSent = try await stage.send(5, patience: 300) else { throw Deviation("it was sent") }
    #expect(try await stage.send(6) == .done(Array("true".utf8)))
    #expect(stage.chats == [5, 6])
  }

  @Test func `a revoked token is told of, and a bot without one sends nothing`() async throws {
    let stage = try Stage { _ in Self.refusal(401) }
    #expect(try await stage.send(5) == .revoked("no"))
    #expect(stage.told.bots.withLock { $0 } == [1])
    guard case .notSent = try await stage.send(5, bot: 2) else { throw Deviation("it was sent") }
    #expect(stage.chats == [5])
  }

  @Test func `what is not wanted any more when its turn comes is not sent`() async throws {
    let stage = try Stage { _ in .text(200, Self.fine) }
    guard case .notSent = try await stage.send(5, before: { false }) else { throw Deviation("it was sent") }
    #expect(stage.chats == [])
    #expect(try await stage.send(5) == .done(Array("true".utf8)))
  }

  @Test func `a blocked bot and an unanswered send are told as what they are`() async throws {
    let stage = try Stage { request in
      String(decoding: request.body, as: UTF8.self).contains(#""chat_id":5"#)
        ? Self.refusal(403) : WebServer.Reply(bytes: [], closes: true)
    }
    #expect(try await stage.send(5) == .gone("no"))
    guard case .unknown = try await stage.send(6) else { throw Deviation("not unknown") }
    #expect(stage.chats == [5, 6])
  }

  @Test func `who asks is told the new id of a group`() async throws {
    let stage = try Stage { request in
      String(decoding: request.body, as: UTF8.self).contains("-100777")
        ? .text(200, Self.fine) : Self.refusal(400, #","parameters":{"migrate_to_chat_id":-100777}"#)
    }
    #expect(try await stage.report(-5).chat == -100_777)
  }

  @Test func `a 429 that is not to be waited out is told at once, and the chat is held`() async throws {
    let stage = try Stage { _ in Self.refusal(429, #","parameters":{"retry_after":30}"#) }
    let report = try await stage.report(5, patience: nil, waitsOut: false)
    #expect(report == .init(outcome: .retry(after: 30, "no"), chat: nil, hadTurn: true))
    #expect(try await stage.report(5, patience: 200).hadTurn == false)
    #expect(stage.chats == [5])
  }

  @Test func `when it closes, what waits for its turn is told, and nothing goes any more`() async throws {
    let stage = try Stage { _ in Self.refusal(429, #","parameters":{"retry_after":30}"#) }
    _ = try await stage.report(5, waitsOut: false)
    async let waiting = stage.report(5, patience: nil)
    try await Task.sleep(for: .milliseconds(50))
    stage.sender.close()
    #expect(try await waiting.hadTurn == false)
    #expect(try await stage.report(6, patience: nil).hadTurn == false)
    #expect(stage.chats == [5])
  }

  @Test func `a token in what a server answers is masked`() async throws {
    let stage = try Stage { _ in
      .text(200, #"{"ok":true,"result":"/a/\#(String(decoding: Self.token.reveal(), as: UTF8.self))/b"}"#)
    }
    #expect(try await stage.send(5) == .done(Array(#""/a/[token]/b""#.utf8)))
  }
}
