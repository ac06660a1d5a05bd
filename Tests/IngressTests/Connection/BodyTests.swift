import CRoost
import HostFakes
@testable import HostIngress
import NIOCore
import NIOEmbedded
import Testing

/// Bodies that come, and bodies nobody wants.
@Suite struct BodyTests {
  private let long = String(repeating: "x", count: 4096)

  /// An ASCII text byte by byte.
  private func bytes(_ text: String) -> [String] { text.utf8.map { String(UnicodeScalar($0)) } }

  @Test func `a body is delivered whole, chunked or not`() async throws {
    let client = try await Client()
    #expect(try client.ask(post("/a/1", "hello")).body == "/a/1 hello")
    let chunked =
      request("/a/2", method: "POST", "Transfer-Encoding: chunked") + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"
    #expect(try client.ask(chunked).body == "/a/2 hello")
  }

  @Test func `a chunked body past the limit is refused as it grows`() async throws {
    let client = try await Client()
    try client.send(request("/a/1", method: "POST", "Transfer-Encoding: chunked") + "400\r\n")
    #expect(try client.answers().isEmpty)
    try client.send(String(repeating: "x", count: 1024))
    #expect(try client.answers().map(\.status) == [413])
    #expect(client.delivered == [])
  }

  @Test func `an unwanted body is read away and the connection stays`() async throws {
    let client = try await Client()
    try client.send("POST /none HTTP/1.1\r\nHost: h\r\nContent-Length: 262144\r\n\r\n")
    #expect(try client.answers().map(\.status) == [404])
    for _ in 0..<64 { try client.send(long) }
    #expect(!client.isClosed)
    #expect(try client.ask(request("/a/1")).status == 200)
  }

  @Test func `an unwanted body is not read for ever`() async throws {
    let client = try await Client()
    try client.send("POST /none HTTP/1.1\r\nHost: h\r\nContent-Length: 10000000\r\n\r\n")
    #expect(try client.answers().map(\.status) == [404])
    for _ in 0..<64 { try client.send(long) }
    #expect(!client.isClosed)
    try client.send("x")
    #expect(client.isClosed)
    #expect(try client.answers().isEmpty)
  }

  @Test func `100 Continue is sent when the body is wanted, once`() async throws {
    let client = try await Client()
    try client.send("POST /a/1 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.answers().map(\.status) == [100])
    try client.send("hello")
    #expect(try client.answers().map(\.body) == ["/a/1 hello"])
    #expect(!client.isClosed)
  }

  @Test func `a refusal instead of 100 Continue ends the connection`() async throws {
    let client = try await Client()
    try client.send("POST /none HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
    let answers = try client.answers()
    #expect(answers.map(\.status) == [404])
    #expect(answers.first?["connection"] == ["close"])
    #expect(client.isClosed)
  }

  @Test func `HTTP 1.0 is not asked to continue`() async throws {
    let client = try await Client()
    try client.send("POST /a/1 HTTP/1.0\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\nhello")
    #expect(try client.answers().map(\.status) == [200])
  }

  @Test func `a streamed body is asked for before the handler answers`() async throws {
    let client = try await Client()
    try client.send("POST /streamed HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
    #expect(try client.answers().map(\.status) == [100, 200])
    try client.send("hello")
    #expect(!client.isClosed)
    #expect(try client.ask(request("/a/1")).status == 200)
  }

  @Test func `a streamed body past its limit breaks off an answer that has begun`() async throws {
    let client = try await Client()
    client.link.answer {
      Client.openStream($0.ticket, "first")
      return ROOST_PENDING
    }
    try client.send(request("/streamed", method: "POST", "Transfer-Encoding: chunked") + "400\r\n")
    try client.send(String(repeating: "x", count: 1024))
    let answers = try client.answers()
    #expect(answers.map(\.status) == [200])
    #expect(answers.first?.isWhole == false)
    #expect(client.isClosed)
  }

  @Test func `a broken chunk behind an answer is not answered again`() async throws {
    let client = try await Client()
    try client.send(request("/none", method: "POST", "Transfer-Encoding: chunked"))
    #expect(try client.answers().map(\.status) == [404])
    try client.send("not a chunk\r\n")
    #expect(try client.answers().isEmpty)
    #expect(client.isClosed)
  }

  @Test func `a body that does not come is refused in time`() async throws {
    let client = try await Client()
    try client.send("POST /a/1 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n")
    client.connection?.checkTime(.now() + .seconds(9))
    #expect(try client.answers().isEmpty)
    client.connection?.checkTime(.now() + .seconds(11))
    #expect(try client.answers().map(\.status) == [408])
    #expect(client.isClosed)
  }

  @Test func `a head that does not come whole is refused in time`() async throws {
    let client = try await Client()
    try client.send("GET /a/1 HTTP/1.1\r\nHo")
    client.connection?.checkTime(.now() + .seconds(9))
    #expect(!client.isClosed)
    client.connection?.checkTime(.now() + .seconds(11))
    #expect(try client.answers().map(\.status) == [408])
    #expect(client.isClosed)
  }

  @Test func `a late head is refused with nothing of the request before it`() async throws {
    let client = try await Client()
    let before = try client.ask(request("/a/1", method: "DELETE"))
    #expect(before.status == 405 && !before["allow"].isEmpty)
    let head = try client.ask(request("/a/1", method: "HEAD"), isHead: true)
    try client.send("GET /a/2 HTTP/1.1\r\nHo")
    client.connection?.checkTime(.now() + .seconds(11))
    let late = try client.answers()
    #expect(late.map(\.status) == [408])
    #expect(late.first?.body == "the request's head did not come in time\n")
    #expect(late.first?["allow"] == [])
    #expect(late.first?["x-request-id"].count == 1)
    #expect(late.first?["x-request-id"] != head["x-request-id"])
    #expect(late.first?["connection"] == ["close"])
  }

  @Test(
    arguments: [
      request("/none"), request("/a/1"), post("/a/1", "hello"), post("/a/1", "a\r\n\r\nb"),
      request("/a/1", method: "POST", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n",
    ])
  func `a head that has begun behind a request has its time as any other`(_ text: String) async throws {
    for pieces in [[text + "GET /a/2 HT"], [text, "GET"], bytes(text) + ["G"]] {
      let client = try await Client()
      for piece in pieces { try client.send(piece) }
      #expect(try client.answers().count == 1)
      client.connection?.checkTime(.now() + .seconds(9))
      #expect(!client.isClosed)
      client.connection?.checkTime(.now() + .seconds(11))
      #expect(try client.answers().map(\.status) == [408])
      #expect(client.isClosed)
    }
  }

  @Test(arguments: [
    request("/none"), post("/a/1", "hello"), post("/a/1", "a\r\n\r\n") + post("/a/1", "x"),
    request("/a/1", method: "POST", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\nA: b\r\n\r\n",
  ])
  func `a connection with nothing behind its requests is idle`(_ text: String) async throws {
    for pieces in [[text], bytes(text)] {
      let client = try await Client()
      for piece in pieces { try client.send(piece) }
      #expect(try !client.answers().isEmpty)
      client.connection?.checkTime(.now() + .seconds(59))
      #expect(!client.isClosed)
      #expect(try client.received().isEmpty)
    }
  }

  @Test func `a head behind a request is not late before its turn`() async throws {
    let client = try await Client()
    client.link.answer { _ in ROOST_PENDING }
    try client.send(request("/a/1") + "GET /a/2 HT")
    client.connection?.checkTime(.now() + .seconds(11))
    #expect(try client.answers().isEmpty)
    _ = Client.respond(client.link.deliveries[0].ticket, 200, "one")
    #expect(try client.answers().map(\.body) == ["one"])
    try client.send("TP/1.1\r\nHost: h\r\n\r\n")
    client.connection?.checkTime(.now() + .seconds(11))
    #expect(client.delivered == ["/a/1", "/a/2"])
    #expect(!client.isClosed)
  }

  @Test func `an idle connection is closed without an answer`() async throws {
    let client = try await Client()
    client.connection?.checkTime(.now() + .seconds(59))
    #expect(client.channel.isActive)
    client.connection?.checkTime(.now() + .seconds(61))
    #expect(!client.channel.isActive)
    #expect(try client.received().isEmpty)
  }
}
