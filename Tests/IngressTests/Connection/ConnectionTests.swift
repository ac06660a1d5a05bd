import CRoost
import HostFakes
@testable import HostIngress
import HostRouter
import NIOCore
import NIOEmbedded
import Testing

/// Which connections stay open, and what a request's head decides.
@Suite struct ConnectionTests {
  @Test(
    arguments: [
      (request("/a/1"), true, []), (request("/a/1", "Connection: close"), false, ["close"]),
      (request("/a/1", version: "1.0"), false, ["close"]),
      (request("/a/1", version: "1.0", "Connection: keep-alive"), true, ["keep-alive"]),
    ] as [(String, Bool, [String])])
  func `a connection stays open as HTTP says`(_ text: String, _ stays: Bool, _ said: [String]) async throws {
    let client = try await Client()
    let answer = try client.ask(text)
    #expect(answer.status == 200)
    #expect(answer["connection"] == said)
    #expect(client.isClosed != stays)
  }

  @Test func `a draining connection ends with its answer`() async throws {
    let client = try await Client()
    client.link.answer { _ in ROOST_PENDING }
    try client.send(request("/a/1"))
    client.connection?.drain()
    #expect(!client.isClosed)
    _ = Client.respond(client.link.deliveries[0].ticket, 200, "last")
    #expect(try client.answers().map { $0["connection"] } == [["close"]])
    #expect(client.isClosed)
  }

  @Test func `an idle connection ends at once when it drains`() async throws {
    let client = try await Client()
    client.connection?.drain()
    client.loop.run()
    #expect(client.isClosed)
  }

  @Test func `HEAD is answered like GET without the body`() async throws {
    let client = try await Client()
    let head = try client.ask(request("/a/1", method: "HEAD"), isHead: true)
    #expect(head.status == 200)
    #expect(head["content-length"] == ["4"])
    #expect(try client.ask(request("/a/2")).body == "/a/2", "nothing of a body lies between")
  }

  @Test func `a streamed answer to HEAD has no body and keeps the connection`() async throws {
    let client = try await Client()
    client.link.answer {
      Client.openStream($0.ticket, "first")
      Client.write($0.ticket, "second")
      Client.closeStream($0.ticket)
      return ROOST_PENDING
    }
    #expect(try client.ask(request("/a/1", method: "HEAD"), isHead: true).status == 200)
    let answer = try client.ask(request("/a/1"))
    #expect(answer["transfer-encoding"] == ["chunked"])
    #expect(answer.body == "firstsecond")
  }

  @Test func `a streamed answer to HTTP 1.0 ends with the connection`() async throws {
    let client = try await Client()
    client.link.answer {
      Client.openStream($0.ticket, "first")
      Client.write($0.ticket, "second")
      Client.closeStream($0.ticket)
      return ROOST_PENDING
    }
    let answer = try client.ask(request("/a/1", version: "1.0", "Connection: keep-alive"))
    #expect(answer["transfer-encoding"] == [] && answer["content-length"] == [])
    #expect(answer["connection"] == ["close"])
    #expect(answer.body == "firstsecond")
    #expect(client.isClosed)
  }

  @Test func `a stream that fails is broken off, so that the client sees it`() async throws {
    let client = try await Client()
    client.link.answer { delivery in
      Client.openStream(delivery.ticket, "first")
      return ROOST_PERMANENT
    }
    try client.send(request("/a/1"))
    let answers = try client.answers()
    #expect(answers.map(\.status) == [200])
    #expect(answers.first?.isWhole == false)
    #expect(client.isClosed)
  }

  @Test(
    arguments: [
      (request("/a/1", "Host: again"), 400), ("GET /a/1 HTTP/1.1\r\n\r\n", 400),
      (request("/a/1", "Expect: miracles"), 417), (request("/" + String(repeating: "x", count: 8200)), 414),
      (request("h:1", method: "CONNECT"), 501),
      (request("/a/1", "Upgrade: websocket", "Sec-WebSocket-Key: x"), 501), (request("/none"), 404),
      (request("/a/1", "Connection: Upgrade", "Upgrade: h2c, WebSocket"), 501),
      (request("/a/1", method: "POST", "Transfer-Encoding: gzip, chunked"), 501),
      (request("/a/1", method: "POST", "Transfer-Encoding: gzip", "Transfer-Encoding: chunked"), 501),
      (request("/a/1", method: "POST", "Transfer-Encoding: chunked, gzip"), 400),
      ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505), ("GET /a/1 HTTP/9.9\r\nHost: h\r\n\r\n", 505),
      ("GET /a/1 HTTP/1.1\nHost: h\n\n", 400), ("GET /a/1\r\nHost: h\r\n\r\n", 400),
      ("GET /a/1 HTTP/1.1 x\r\nHost: h\r\n\r\n", 400),
      ("GET /a/1 HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400),
      ("GET /a/1 HTTP/1.1\r\nHost: a b/c@d\r\n\r\n", 400), (request("http://u@h/a/1"), 400),
      (request("http:///a/1"), 400),
      (request("/a/1", method: "DELETE"), 405), (request("/a/%zz"), 400),
      (post("/a/1", String(repeating: "x", count: 1001)), 413),
    ] as [(String, Int)])
  func `what HTTP forbids or nobody serves is refused`(_ text: String, _ status: Int) async throws {
    let client = try await Client()
    let answer = try client.ask(text)
    #expect(answer.status == status)
    #expect(answer["content-type"] == ["text/plain; charset=utf-8"])
    #expect(client.delivered == [])
  }

  @Test func `a line with a bare LF is no version, in whatever pieces it comes`() async throws {
    let client = try await Client()
    for byte in "GET /a/1 HTTP/1.1\nHost: h\n\n" where !client.isClosed { try client.send(String(byte)) }
    #expect(try client.answers().map(\.status) == [400])
  }

  @Test func `an absolute target is served by its path`() async throws {
    let client = try await Client()
    #expect(try client.ask(request("http://h/a/1?q=2")).body == "/a/1")
  }

  @Test func `an absolute target's authority counts, not Host`() async throws {
    let client = try await Client()
    client.link.answer { delivery in
      let block = unsafe delivery.event.pointee.block_ticket
      guard let request = unsafe block?.assumingMemoryBound(to: roost_http_request.self) else { return -2 }
      let authority = unsafe roost_span_bytes(request, request.pointee.authority).buffer
      return Client.respond(delivery.ticket, 200, unsafe String(decoding: authority, as: UTF8.self))
    }
    #expect(try client.ask(request("http://real.example:99/a/1")).body == "real.example:99")
    #expect(try client.ask(request("/a/1")).body == "h")
  }

  @Test(
    arguments: [
      ("/a?b?c", nil, "/a", "b?c"), ("http://h/a?b", "h", "/a", "b"), ("http://h", "h", "/", ""),
      ("http://h:1?u=/a/b", "h:1", "/", "u=/a/b"), ("http://h#/a", "h", "#/a", ""), ("*", nil, "*", ""),
      ("//h/a", nil, "//h/a", ""), ("/a://b", nil, "/a://b", ""), ("http://h/?a://b", "h", "/", "a://b"),
    ] as [(String, String?, String, String)])
  func `a target's authority ends where its path, query or fragment begins`(
    _ text: String, _ authority: String?, _ path: String, _ query: String
  ) {
    let target = RequestTarget(text)
    #expect(target.authority.map(String.init) == authority)
    #expect(target.path == path)
    #expect(target.query == query)
  }

  @Test(
    arguments: [
      ("", true), ("h", true), ("real.example:99", true), ("h:", true), ("127.0.0.1", true),
      ("[::1]:80", true), ("[v1.a:b]", true), ("a%20b", true), ("a_b!$&'()*+,;=~-", true), ("a b", false),
      ("b/c", false), ("c@d", false), ("h:x", false), ("h:1:2", false), ("[::1", false), ("[]", false),
      ("[::1]x", false), ("::1", false), ("a%2", false), ("a%zz", false), ("h?", false), ("h#", false),
      ("h\\", false), ("ä", false),
    ])
  func `an authority is a host and perhaps a port`(_ text: String, _ isValid: Bool) {
    #expect(Authority.isValid(text) == isValid)
  }

  @Test func `a request that asks for another protocol is the connection's last`() async throws {
    let client = try await Client()
    let answer = try client.ask(request("/a/1", "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c"))
    #expect(answer.status == 200)
    #expect(answer["connection"] == ["close"])
    #expect(client.isClosed)
  }

  @Test func `every answer of the host's own is counted, by its class`() async throws {
    let client = try await Client()
    func counted() -> [String] {
      (2...5).map { client.host.metric("roost_http_host_answers_total{class=\"\($0)xx\"}") ?? "-" }
    }
    _ = try client.ask(request("/a/1"))
    #expect(counted() == ["0", "0", "0", "0"], "the plugin's are not")
    _ = try client.ask(request("/a/1", method: "OPTIONS"))
    _ = try client.ask(request("/none"))
    client.link.answer { _ in ROOST_PERMANENT }
    _ = try client.ask(request("/a/1"))
    #expect(counted() == ["1", "0", "1", "1"])
    #expect(client.host.metric("roost_http_host_answers_total{class=\"1xx\"}") == nil)
  }

  @Test func `OPTIONS and the wrong method name the methods served`() async throws {
    let client = try await Client()
    #expect(try client.ask(request("/a/1", method: "DELETE"))["allow"] == ["GET, HEAD, OPTIONS, POST"])
    let options = try client.ask(request("/a/1", method: "OPTIONS"))
    #expect(options.status == 204)
    #expect(options["allow"] == ["GET, HEAD, OPTIONS, POST"])
  }

  @Test func `a plugin's malformed field never reaches the client`() async throws {
    let client = try await Client()
    client.link.answer { Client.respond($0.ticket, 200, "x", [("X-A", "1\r\nX-B: 2")]) }
    let answer = try client.ask(request("/a/1"))
    #expect(answer.status == 500)
    #expect(answer["x-b"] == [])
    client.link.answer { Client.respond($0.ticket, 200, "y", [("Content-Length", "99"), ("X-A", "1")]) }
    let next = try client.ask(request("/a/2"))
    #expect(next["content-length"] == ["1"])
    #expect(next["x-a"] == ["1"])
  }

  @Test func `the host's own listener answers by itself`() async throws {
    let client = try await Client(
      service: .own { path, _ in
        path == "/ready" ? OwnAnswer(status: 200, contentType: "text/plain", body: "yes") : nil
      })
    #expect(try client.ask(request("/ready?x")).body == "yes")
    #expect(try client.ask(request("/a/1")).status == 404)
    #expect(try client.ask(request("/ready", method: "PUT")).status == 405)
  }
}
