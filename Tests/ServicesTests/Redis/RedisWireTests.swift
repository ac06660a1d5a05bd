import HostOperations
import HostServices
import NIOCore
import Testing

/// Servers that do not keep to the protocol, as the Redis driver sees them.
@Suite struct RedisWireTests {
  private func open(_ server: ScriptedServer, timeout: TimeAmount = .seconds(5)) throws -> RedisStore {
    var settings = RedisSettings([.unix(server.socket)])
    (settings.patience, settings.timeout) = (.zero, timeout)
    return try RedisStore(settings, on: StoreDriver.redisLoop)
  }

  private func refusal(_ says: String..., timeout: TimeAmount = .seconds(5)) throws -> String {
    let server = try ScriptedServer(says.map { bytes($0) })
    do {
      try open(server, timeout: timeout).close()
      return "it is not"
    } catch { return "\(error)" }
  }

  /// A good opening: INFO, CONFIG GET and seven scripts.
  private static let opening: String = {
    let info = "redis_version:7.0.0\r\nrole:master\r\nmaxmemory_policy:noeviction\r\n"
    return "$\(info.utf8.count)\r\n\(info)\r\n*0\r\n" + String(repeating: "+x\r\n", count: 7)
  }()
  private static let joined = "*3\r\n+joined\r\n$16\r\n0123456789abcdef\r\n$8\r\n\0\0\0\0\0\0\0\u{5}\r\n"
  private static let swept = "*2\r\n+swept\r\n:0\r\n"

  @Test(arguments: [
    "HTTP/1.1 400 Bad Request\r\n\r\n", "$-2\r\n", "*2000000\r\n", "$9999999999999999999\r\n",
    "*99999999999\r\n",
    ":one\r\n", String(repeating: "*1\r\n", count: 20), "\u{0}\u{0}\u{0}", "%1\r\n+a\r\n+b\r\n",
  ])
  func `what is not Redis' protocol is said to be none`(_ answer: String) throws {
    let refusal = try refusal(answer)
    #expect(refusal.contains("not Redis' protocol"))
  }

  @Test func `an error without end is bounded`() throws {
    // More than one read of the loop brings, and never a whole reply.
    let refusal = try refusal("-" + String(repeating: "x", count: 100_000), timeout: .milliseconds(300))
    #expect(refusal.contains("no reply within 300 ms"))
  }

  @Test func `answers of the wrong kind are refused`() throws {
    // INFO, CONFIG GET and the scripts.
    #expect(try refusal(String(repeating: "+OK\r\n", count: 9)).contains("its version"))
    #expect(try refusal(String(repeating: ":1\r\n", count: 9)).contains("no answer to INFO"))
    #expect(try refusal(String(repeating: "*0\r\n", count: 9)).contains("no answer to INFO"))
  }

  @Test func `more answers than questions end the connection`() throws {
    #expect(try refusal(String(repeating: "+OK\r\n", count: 99)).contains("Redis at"))
  }

  @Test func `a server of an older version is refused`() throws {
    let info = "redis_version:6.2.14\r\nrole:master\r\n"
    let answer = "$\(info.utf8.count)\r\n\(info)\r\n*0\r\n" + String(repeating: "+x\r\n", count: 7)
    #expect(try refusal(answer).contains("7.0 or newer"))
  }

  @Test(arguments: [
    "*0\r\n", "+OK\r\n", "*3\r\n+joined\r\n$1\r\nx\r\n$1\r\nx\r\n", "*1\r\n*0\r\n", "-ERR no\r\n",
  ])
  func `a join that says nothing known is refused`(_ joined: String) throws {
    let refusal = try refusal(Self.opening, joined)
    #expect(refusal.contains("its answer is none") || refusal.contains("ERR no"))
  }

  private func commit(_ answer: String, _ step: StateCommit.Step) async throws -> StateFailure.Kind? {
    let server = try ScriptedServer([Self.opening, Self.joined, Self.swept, answer].map { bytes($0) })
    let store = try open(server)
    defer { store.close() }
    return await failure { try await store.commit(StateCommit(id: nil, steps: [step]), to: .plain) }
  }

  @Test(arguments: [
    "*1\r\n+commits\r\n", "*2\r\n+commits\r\n$3\r\nabc\r\n", "+OK\r\n", "*2\r\n+conflict\r\n:7\r\n",
    "*2\r\n+commits\r\n*4\r\n+conflict\r\n:0\r\n:0\r\n$8\r\n12345678\r\n", "-ERR something\r\n", "*0\r\n",
    "?\r\n", "*2\r\n+commits\r\n*0\r\n", "*2\r\n+others\r\n$8\r\n\0\0\0\0\0\0\0\u{6}\r\n",
    "*2\r\n+commits\r\n$10\r\n\0\0\0\0\0\0\0\u{6} x\r\n",
    "*3\r\n+commits\r\n$8\r\n\0\0\0\0\0\0\0\u{6}\r\n$8\r\n\0\0\0\0\0\0\0\u{7}\r\n",
  ])
  func `a commit's answer that is none leaves its outcome unknown`(_ answer: String) async throws {
    #expect(try await commit(answer, .put("a", "1")) == .unknown)
  }

  @Test func `a commit's refusal is one, and its receipt too`() async throws {
    #expect(try await commit("-OOM no\r\n", .put("a", "1")) == .unavailable)
    #expect(try await commit("-READONLY no\r\n", .put("a", "1")) == .unavailable)
    let conflict = "*2\r\n+commits\r\n*4\r\n+conflict\r\n:0\r\n:0\r\n$8\r\n12345678\r\n"
    #expect(try await commit(conflict, .expect("a", 1)) == .conflict)
    #expect(try await commit("*2\r\n+commits\r\n$8\r\n\0\0\0\0\0\0\0\u{6}\r\n", .put("a", "1")) == nil)
    // A version that was given away before: it is not the data that we know.
    let old = "*2\r\n+commits\r\n$8\r\n\0\0\0\0\0\0\0\u{5}\r\n"
    #expect(try await commit(old, .put("a", "1")) == .unavailable)
  }

  @Test(arguments: [
    "*1\r\n+found\r\n", "*2\r\n+found\r\n$3\r\nabc\r\n", "*3\r\n+found\r\n$-1\r\n$-1\r\n", "+OK\r\n",
  ])
  func `a malformed answer to a question is no answer`(_ answer: String) async throws {
    let server = try ScriptedServer([Self.opening, Self.joined, Self.swept, answer].map { bytes($0) })
    let store = try open(server)
    defer { store.close() }
    #expect(await failure { try await store.get([bytes("a")], of: .plain) } == .unavailable)
  }
}
