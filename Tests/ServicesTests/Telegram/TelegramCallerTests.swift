import Foundation
import HostOperations
import RoostJSON
import Synchronization
import Testing

@testable import HostServices

/// Calls of the Bot API, over libcurl, against a server on this machine.
@Suite struct TelegramCallerTests {
  private static let token = try! BotToken("4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcK")

  private func call(
    _ server: WebServer, _ method: String = "sendMessage",
    _ parameters: String = #"{"chat_id":7,"text":"a"}"#,
    files: [TelegramCall.File] = [], timeout: Int = 5000
  ) async throws -> TelegramOutcome {
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let caller = TelegramCaller(fetcher, try TelegramAPI(server.url))
    let call = try TelegramCall(method, JSONValue(parsing: parameters), files: files, timeout: timeout)
    return await withCheckedContinuation { waiting in
      caller.call(call, as: Self.token) { waiting.resume(returning: $0) }
    }
  }

  @Test func `a call is a POST of JSON, and its result comes back`() async throws {
    let server = try WebServer { _ in .text(200, #"{"ok":true,"result":{"message_id":12345678901234567890}}"#)
    }
    #expect(try await call(server) == .done(Array(#"{"message_id":12345678901234567890}"#.utf8)))
    let request = try #require(server.requests.first)
    #expect(
      request.head.hasPrefix("POST /bot\(String(decoding: Self.token.reveal(), as: UTF8.self))/sendMessage "))
    #expect(request.value("content-type") == "application/json")
    #expect(String(decoding: request.body, as: UTF8.self) == #"{"chat_id":7,"text":"a"}"#)
  }

  @Test(arguments: [
    (
      400, #""description":"Bad Request: chat not found""#,
      TelegramOutcome.refused(code: 400, "Bad Request: chat not found")
    ),
    (
      400, #""description":"m","parameters":{"migrate_to_chat_id":-1001234567890}"#,
      .migrated(to: -1_001_234_567_890, "m")
    ),
    (401, #""description":"Unauthorized""#, .revoked("Unauthorized")),
    (
      403, #""description":"Forbidden: bot was blocked by the user""#,
      .gone("Forbidden: bot was blocked by the user")
    ),
    (409, #""description":"Conflict""#, .refused(code: 409, "Conflict")),
    (
      429, #""description":"Too Many Requests","parameters":{"retry_after":35}"#,
      .retry(after: 35, "Too Many Requests")
    ),
    (
      429, #""description":"Too Many Requests","parameters":{"retry_after":9223372036854775807}"#,
      .retry(after: 86_400, "Too Many Requests")
    ),
    (500, #""description":"Internal""#, .unknown("Telegram has failed: 500 Internal")),
  ])
  func `a refusal says what it is`(status: Int, more: String, outcome: TelegramOutcome) async throws {
    let server = try WebServer { _ in .text(status, #"{"ok":false,"error_code":\#(status),\#(more)}"#) }
    #expect(try await call(server) == outcome)
  }

  @Test func `what is no answer of the Bot API leaves it unknown`() async throws {
    for reply in [WebServer.Reply.text(502, "<html>Bad Gateway</html>"), .text(200, ""), .text(200, "{}")] {
      let server = try WebServer { _ in reply }
      guard case .unknown = try await call(server) else { throw Deviation("\(reply) was taken") }
    }
  }

  @Test func `a call is sent once, also over a connection that ends before the answer`() async throws {
    // The first is answered, so that the connection is used again; from then on it ends without a word.
    let server = try WebServer { request in
      let isFirst = String(decoding: request.body, as: UTF8.self).contains("first")
      return isFirst
        ? .text(200, #"{"ok":true,"result":true}"#) : WebServer.Reply(bytes: [], closes: true)
    }
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let caller = TelegramCaller(fetcher, try TelegramAPI(server.url))
    func send(_ text: String) async throws -> TelegramOutcome {
      let call = try TelegramCall("sendMessage", .object([JSONMember("text", .string(text))]), timeout: 5000)
      return await withCheckedContinuation { waiting in
        caller.call(call, as: Self.token) { waiting.resume(returning: $0) }
      }
    }
    #expect(try await send("first") == .done(Array("true".utf8)))
    guard case .unknown = try await send("second") else { throw Deviation("not unknown") }
    #expect(server.requests.count == 2)
    #expect(server.requests.last?.connection == 1)
  }

  @Test func `what never went out is told so, without the token`() async throws {
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    // A port that nobody listens on.
    let port = try WebServer { _ in .text(200) }.port
    let caller = TelegramCaller(fetcher, try TelegramAPI("http://127.0.0.1:\(port)"))
    let call = try TelegramCall("getMe", timeout: 2000)
    let outcome = await withCheckedContinuation { waiting in
      caller.call(call, as: Self.token) { waiting.resume(returning: $0) }
    }
    guard case .notSent(let why) = outcome else { throw Deviation("\(outcome)") }
    #expect(!why.contains("AAFD") && why.contains("127.0.0.1"))
  }

  @Test func `a token that a server says back is masked`() async throws {
    let said = String(decoding: Self.token.reveal(), as: UTF8.self)
    let server = try WebServer { _ in
      .text(404, #"{"ok":false,"error_code":404,"description":"no /bot\#(said)/x here"}"#)
    }
    #expect(try await call(server) == .refused(code: 404, "no /bot[token]/x here"))
  }

  @Test func `files go out as multipart, read from where they are`() async throws {
    let scratch = Scratch()
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    try Data(bytes).write(to: URL(fileURLWithPath: scratch.file("a")))
    let server = try WebServer { _ in .text(200, #"{"ok":true,"result":true}"#) }
    let file = TelegramCall.File(
      name: "document", fileName: "a \"b\"\r\n.bin", content: .file(try OpenedUpload(path: scratch.file("a")))
    )
    let outcome = try await call(
      server, "sendDocument", #"{"chat_id":7,"reply_markup":{"x":[1]},"caption":"ü"}"#, files: [file])
    #expect(outcome == .done(Array("true".utf8)))
    let request = try #require(server.requests.first)
    let type = try #require(request.value("content-type"))
    let boundary = try #require(type.split(separator: "boundary=").last)
    var expected: [UInt8] = []
    for (name, value) in [("chat_id", "7"), ("reply_markup", #"{"x":[1]}"#), ("caption", "ü")] {
      expected += Array(
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    expected += Array(
      "--\(boundary)\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a %22b%22%0D%0A.bin\"\r\n\r\n"
        .utf8)
    #expect(request.body == expected + bytes + Array("\r\n--\(boundary)--\r\n".utf8))
  }

  @Test func `a file that is shorter than it was breaks the call off`() async throws {
    let scratch = Scratch()
    try Data([UInt8](repeating: 7, count: 100_000)).write(to: URL(fileURLWithPath: scratch.file("a")))
    let server = try WebServer { _ in .text(200, #"{"ok":true,"result":true}"#) }
    let content = TelegramCall.File.Content.file(try OpenedUpload(path: scratch.file("a")))
    #expect(unsafe truncate(scratch.file("a"), 50_000) == 0)
    let file = TelegramCall.File(name: "document", fileName: "a", content: content)
    let outcome = try await call(server, "sendDocument", "{}", files: [file])
    guard case .unknown = outcome else { throw Deviation("\(outcome)") }
    #expect(server.requests.isEmpty)
  }

  // MARK: Downloads

  /// A server that breaks off each file after a third of it.
  private func files(_ bytes: [UInt8], ranges: Bool) throws -> WebServer {
    try WebServer { request in
      if request.head.contains("/getFile ") {
        return .text(200, #"{"ok":true,"result":{"file_id":"f","file_path":"documents/f.bin"}}"#)
      }
      let from = ranges ? request.value("range").flatMap { Int($0.dropFirst(6).dropLast()) } ?? 0 : 0
      let isWhole = !ranges && request.connection > 2
      let part = isWhole ? bytes[...] : bytes[from..<min(bytes.count, from + bytes.count / 3)]
      var head =
        from == 0
        ? "HTTP/1.1 200 OK\r\n"
        : "HTTP/1.1 206 Part\r\nContent-Range: bytes \(from)-\(bytes.count - 1)/\(bytes.count)\r\n"
      head += "Content-Length: \(bytes.count - from)\r\n\r\n"
      return WebServer.Reply(bytes: Array(head.utf8) + part, closes: true)
    }
  }

  @Test(arguments: [true, false])
  func `a download goes on where it broke off`(ranges: Bool) async throws {
    let bytes = (0..<900_000).map { UInt8(truncatingIfNeeded: $0 &* 13) }
    let server = try files(bytes, ranges: ranges)
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let caller = TelegramCaller(fetcher, try TelegramAPI(server.url))
    var got: [UInt8] = []
    let count = try await caller.download("f", as: Self.token) { got += $0 }
    #expect(count == 900_000 && got == bytes)
    #expect(server.requests.count >= 3)
  }

  @Test func `a download ends at its limit`() async throws {
    let server = try files([UInt8](repeating: 1, count: 90_000), ranges: true)
    let fetcher = try Fetcher()
    defer { fetcher.close() }
    let caller = TelegramCaller(fetcher, try TelegramAPI(server.url))
    var got = 0
    await #expect(throws: TelegramDownloadError.tooLarge(limit: 50_000)) {
      try await caller.download("f", as: Self.token, limit: 50_000) { got += $0.count }
    }
    #expect(got <= 50_000)
  }

  // MARK: Parts

  @Test(arguments: [
    "http://api.example.org", "ftp://a", "http://10.0.0.1:80", "", "https://a/?b", "https://a b",
  ])
  func `a server that tokens must not go to is refused`(text: String) {
    #expect(throws: TelegramAPIError.self) { try TelegramAPI(text) }
  }

  @Test func `calls are counted for the chats they go to`() throws {
    func call(_ method: String, _ parameters: String) throws -> TelegramCall {
      try TelegramCall(method, JSONValue(parsing: parameters))
    }
    #expect(try call("sendMessage", #"{"chat_id":-5}"#).target == .chat(-5))
    #expect(try call("editMessageText", #"{"chat_id":"9"}"#).target == .chat(9))
    #expect(try call("sendPhoto", #"{"chat_id":"@News"}"#).target == .name("@news"))
    #expect(
      try call("answerCallbackQuery", #"{"callback_query_id":"1"}"#).target == .method("answercallbackquery"))
    #expect(try call("sendMediaGroup", #"{"chat_id":1,"media":[{},{},{}]}"#).weight == 3)
    #expect(try call("copyMessages", #"{"chat_id":1,"message_ids":[1,2]}"#).weight == 2)
    #expect(
      try call("sendMessage", #"{"chat_id":-5,"text":"a"}"#).moved(to: -100).parameters.serializedString()
        == #"{"chat_id":-100,"text":"a"}"#)
    #expect(try !call("sendMessage", "{}").isRepeatable && call("deleteMessage", "{}").isRepeatable)
    #expect(try call("editMessageText", "{}").isRepeatable && call("answerCallbackQuery", "{}").isRepeatable)
    // Telegram takes methods in any letters: none of them makes a call another one.
    for method in ["SENDMESSAGE", "SendMessage", "sendmessage"] {
      #expect(try !call(method, "{}").isRepeatable)
      #expect(try call(method, #"{"chat_id":-5}"#).target == .chat(-5))
    }
    #expect(try call("SENDMEDIAGROUP", #"{"chat_id":1,"media":[{},{},{}]}"#).weight == 3)
    // What is remembered of a call, or counted for it, has bounds.
    let many = "[" + Array(repeating: "1", count: 5000).joined(separator: ",") + "]"
    #expect(try call("copyMessages", #"{"chat_id":1,"message_ids":\#(many)}"#).weight == 100)
    let long = String(repeating: "A", count: 5000)
    #expect(
      try call("sendMessage", #"{"chat_id":"@\#(long)"}"#).target
        == .name("@" + String(repeating: "a", count: 63)))
    #expect(throws: FetchFailure.self) { try call("../getMe", "{}") }
    #expect(throws: FetchFailure.self) { try call("getMe", "[]") }
  }
}
