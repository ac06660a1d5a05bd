import CRoost
import HostDispatch
import HostFakes
@testable import HostIngress
import NIOCore
import NIOEmbedded
import Testing

/// Several requests on one connection.
@Suite struct PipeliningTests {
  @Test func `requests sent at once are answered in order, each before the next is looked at`() async throws {
    let client = try await Client()
    client.link.answer { _ in ROOST_PENDING }
    try client.send(request("/a/1") + request("/a/2") + request("/a/3"))
    #expect(client.delivered == ["/a/1"])
    for index in 0..<3 {
      #expect(client.delivered.count == index + 1)
      _ = Client.respond(client.link.deliveries[index].ticket, 200, "\(index)")
      #expect(try client.answers().map(\.body) == ["\(index)"])
    }
  }

  @Test func `requests answered at once leave together`() async throws {
    let client = try await Client()
    try client.send(request("/a/1") + request("/a/2") + request("/a/3"))
    #expect(try client.answers().map(\.body) == ["/a/1", "/a/2", "/a/3"])
    #expect(!client.isClosed)
  }

  @Test func `a request in pieces, byte by byte, is one request`() async throws {
    let client = try await Client()
    for byte in post("/a/1", "hello") { try client.send(String(byte)) }
    #expect(try client.answers().map(\.body) == ["/a/1 hello"])
  }

  @Test func `a client that sends ahead is read no further until its turn comes`() async throws {
    let client = try await Client()
    let reads = Reads()
    try client.channel.pipeline.syncOperations.addHandler(reads, position: .first)
    client.link.answer { _ in ROOST_PENDING }
    client.channel.read()
    #expect(reads.count == 1, "an idle connection reads")
    try client.send(request("/a/1"))
    client.channel.read()
    #expect(reads.count == 2, "the next request may be looked for")
    try client.send(request("/a/2"))
    for _ in 0..<3 { client.channel.read() }
    #expect(reads.count == 2, "with a request waiting nothing more is read")
    _ = Client.respond(client.link.deliveries[0].ticket, 200, "")
    client.loop.run()
    #expect(reads.count == 3, "with the second in hand there is room again")
  }

  @Test func `bytes behind a request that was malformed are not answered`() async throws {
    let client = try await Client()
    try client.send("GET / HTTP/1.1\r\nno field\r\n\r\n" + request("/a/1"))
    let answers = try client.answers()
    #expect(answers.map(\.status) == [400])
    #expect(answers.first?["connection"] == ["close"])
    #expect(client.delivered == [])
    #expect(client.isClosed)
  }

  @Test func `a malformed request waits for the answers before it`() async throws {
    let client = try await Client()
    client.link.answer { _ in ROOST_PENDING }
    try client.send(request("/a/1") + request("/a/2") + "GET / HTTP/1.1\r\nno field\r\n\r\n")
    #expect(try client.answers().isEmpty)
    for index in 0..<2 {
      _ = Client.respond(client.link.deliveries[index].ticket, 200, "\(index)")
      client.loop.run()
    }
    #expect(try client.answers().map(\.status) == [200, 200, 400])
    #expect(client.isClosed)
  }

  @Test func `a client that leaves is told to the handler, and its connection is freed`() async throws {
    let client = try await Client()
    client.link.answer { _ in ROOST_PENDING }
    try client.send(request("/a/1") + request("/a/2"))
    _ = try client.channel.finish(acceptAlreadyClosed: true)
    client.loop.run()
    _ = Client.respond(client.link.deliveries[0].ticket, 200, "for nobody")
    client.loop.run()
    #expect(client.delivered == ["/a/1"])
    #expect(client.plugin.slot.counts == (0, 0, 0))
    #expect(client.connection == nil)
  }

  /// Counts how often the connection asks for more.
  private final class Reads: ChannelOutboundHandler {
    typealias OutboundIn = Any
    var count = 0
    func read(context: ChannelHandlerContext) {
      count += 1
      context.read()
    }
  }
}
