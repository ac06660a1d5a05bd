import HostFakes
@testable import HostIngress
import HostOperations
import NIOCore
import NIOHTTP1
import Testing

/// Whose request it is when proxies stand between.
@Suite struct PeerTests {
  private let trusted = ["10.0.0.0/8", "::1/128"].map { CIDR($0)! }

  private func peer(_ neighbour: String?, secure: Bool = false, _ headers: [(String, String)]) throws -> Peer
  {
    let address = try neighbour.map { try SocketAddress(ipAddress: $0, port: 1) }
    return Peer(
      Peer.Neighbour(address, isSecure: secure, trusted: trusted), HTTPHeaders(headers), trusted: trusted)
  }

  @Test func `a stranger's forwarded fields count for nothing`() throws {
    let peer = try peer(
      "203.0.113.9",
      [
        ("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil"),
        ("X-Request-Id", "mine"),
      ])
    #expect(peer.client == "203.0.113.9")
    #expect(!peer.isSecure)
    #expect(peer.authority == nil && peer.requestID == nil)
  }

  @Test func `a trusted proxy's fields count`() throws {
    let peer = try peer(
      "10.0.0.1",
      [
        ("X-Forwarded-For", "1.2.3.4"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "shop.example"),
        ("X-Request-Id", "abc-1"),
      ])
    #expect(peer.client == "1.2.3.4")
    #expect(peer.isSecure)
    #expect(peer.authority == "shop.example" && peer.requestID == "abc-1")
  }

  @Test(arguments: [
    ("1.1.1.1, 2.2.2.2", "2.2.2.2"), ("1.1.1.1, 2.2.2.2, 10.9.9.9", "2.2.2.2"),
    ("10.1.1.1, 10.2.2.2", "10.1.1.1"),
    ("1.1.1.1, nonsense, 10.2.2.2", "10.2.2.2"), ("nonsense", "10.0.0.1"), ("", "10.0.0.1"),
    ("1.1.1.1:4711", "1.1.1.1"), ("[2001:db8::1]:80", "2001:db8::1"), ("2001:db8::1", "2001:db8::1"),
    ("::ffff:1.1.1.1", "1.1.1.1"),
  ])
  func `the client is the right-most address that is no trusted proxy`(_ field: String, _ client: String)
    throws
  {
    #expect(try peer("10.0.0.1", [("X-Forwarded-For", field)]).client == client)
  }

  @Test func `several fields are one list`() throws {
    let peer = try peer(
      "10.0.0.1", [("X-Forwarded-For", "1.1.1.1"), ("X-Forwarded-For", "2.2.2.2, 10.3.3.3")])
    #expect(peer.client == "2.2.2.2")
  }

  @Test func `a list of thousands of hops is looked at from its end only`() throws {
    let hops = ["1.1.1.1"] + Array(repeating: "10.2.2.2", count: 5000)
    #expect(try peer("10.0.0.1", [("X-Forwarded-For", hops.joined(separator: ","))]).client == "10.2.2.2")
  }

  @Test func `the nearest proxy's scheme counts, not one said before`() throws {
    #expect(try !peer("10.0.0.1", secure: true, [("X-Forwarded-Proto", "https, http")]).isSecure)
    #expect(try peer("10.0.0.1", secure: true, []).isSecure)
  }

  @Test func `a socket file's other end is trusted and has no address`() throws {
    #expect(try peer(nil, []).client == "unix")
    #expect(try peer(nil, [("X-Forwarded-For", "1.2.3.4")]).client == "1.2.3.4")
  }

  @Test(arguments: ["a b", "a\tb", String(repeating: "x", count: 256), "é"])
  func `a host with odd bytes is not taken over`(_ host: String) throws {
    #expect(try peer("10.0.0.1", [("X-Forwarded-Host", host)]).authority == nil)
  }

  @Test func `a proxy's request id is the answer's`() async throws {
    let client = try await Client()
    #expect(try client.ask(request("/a/1", "X-Request-Id: from-proxy"))["x-request-id"] == ["from-proxy"])
    #expect(try client.ask(request("/a/1", "X-Request-Id: not ok"))["x-request-id"].first?.utf8.count == 15)
  }
}
