@testable import HostBridge
import HostFakes
@testable import HostIngress
import NIOHTTP1
import Testing

/// What scripts of other origins may do.
@Suite struct CrossOriginTests {
  private func rules(
    _ origins: [String], credentials: Bool = false, headers: String = "", expose: String = ""
  ) -> CORSRules {
    CORSRules(
      origins: origins, allowsAnyOrigin: origins.contains("*"), allowsCredentials: credentials,
      headers: headers,
      expose: expose, maxAgeSeconds: 600)
  }
  private let from: HTTPHeaders = ["Origin": "https://a.example"]

  @Test func `without rules nothing is said`() {
    #expect(CrossOrigin.lines(nil, from) == "")
    #expect(CrossOrigin.preflight(nil, from, allow: "GET") == "")
  }

  @Test func `a named origin is repeated, and caches are told`() {
    #expect(
      CrossOrigin.lines(rules(["https://a.example"], credentials: true, expose: "X-A"), from)
        == "Vary: Origin\r\nAccess-Control-Allow-Origin: https://a.example\r\n"
        + "Access-Control-Allow-Credentials: true\r\nAccess-Control-Expose-Headers: X-A\r\n")
  }

  @Test(arguments: [
    "https://b.example", "https://a.example.evil", "HTTPS://A.EXAMPLE", "null", "https://a.example\r\nX: 1",
  ])
  func `another origin is not allowed`(_ origin: String) {
    let headers: HTTPHeaders = ["Origin": origin]
    #expect(CrossOrigin.lines(rules(["https://a.example"]), headers) == "Vary: Origin\r\n")
    #expect(CrossOrigin.preflight(rules(["https://a.example"]), headers, allow: "GET") == "Vary: Origin\r\n")
  }

  @Test func `any origin is a star, which does not vary`() {
    #expect(CrossOrigin.lines(rules(["*"]), from) == "Access-Control-Allow-Origin: *\r\n")
    #expect(CrossOrigin.lines(rules(["*"]), [:]) == "")
    #expect(CrossOrigin.lines(rules(["https://a.example"]), [:]) == "Vary: Origin\r\n")
  }

  @Test func `a preflight names methods, fields and its age`() {
    #expect(
      CrossOrigin.preflight(rules(["https://a.example"], headers: "X-B"), from, allow: "GET, POST")
        == "Vary: Origin\r\nAccess-Control-Allow-Origin: https://a.example\r\n"
        + "Access-Control-Allow-Methods: GET, POST\r\nAccess-Control-Allow-Headers: X-B\r\n"
        + "Access-Control-Max-Age: 600\r\n")
  }

  @Test func `the connection adds the lines to answers, refusals and preflights`() async throws {
    let rules = rules(["https://a.example"])
    let client = try await Client { $0.cors = rules }
    let allowed = "https://a.example"
    #expect(
      try client.ask(request("/a/1", "Origin: \(allowed)"))["access-control-allow-origin"] == [allowed])
    client.link.answer { _ in -2 }
    let failed = try client.ask(request("/a/1", "Origin: \(allowed)"))
    #expect(failed.status == 500)
    #expect(failed["access-control-allow-origin"] == [allowed])
    let preflight = try client.ask(
      request("/a/1", method: "OPTIONS", "Origin: \(allowed)", "Access-Control-Request-Method: POST"))
    #expect(preflight.status == 204)
    #expect(preflight["access-control-allow-methods"] == ["GET, HEAD, OPTIONS, POST"])
    let unknown = try client.ask(
      request("/a/1", method: "OPTIONS", "Origin: \(allowed)", "Access-Control-Request-Method: DELETE"))
    #expect(unknown["access-control-allow-origin"] == [])
  }
}
