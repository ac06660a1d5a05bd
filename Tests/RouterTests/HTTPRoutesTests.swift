import HostRouter
import Testing

struct HTTPRoutesTests {
  private static let lines = [
    "GET /", "GET /hello", "GET /hello/{name}", "POST /hello/{name}", "GET /files/{rest...}", "GET /a/{x}/c",
    "GET /a/b/d", "GET /a/{rest...}", "POST /a/b/d", "HEAD /head", "GET /head", "GET /caf%c3%a9", "GET /tr/",
    "GET /help", "PUT /a/{x}", "GET /x/{y}/{z...}",
  ]

  @Test(arguments: [
    ("GET", "/", "0 []"), ("GET", "/hello", "1 []"), ("GET", "/hello/", "404"), ("GET", "/help", "13 []"),
    ("GET", "/hel", "404"), ("GET", "/hellox", "404"), ("GET", "/hello/Bob", "2 [Bob]"),
    ("POST", "/hello/Bob", "3 [Bob]"), ("GET", "/hello/a/b", "404"), ("GET", "/hello//", "404"),
    ("GET", "/files", "404"), ("GET", "/files/", "4 []"), ("GET", "/files/a", "4 [a]"),
    ("GET", "/files/a//b/", "4 [a//b/]"), ("GET", "/a/b/c", "5 [b]"), ("GET", "/a/b/d", "6 []"),
    ("GET", "/a/b/e", "7 [b/e]"), ("GET", "/a/", "7 []"), ("POST", "/a/b/d", "8 []"),
    ("PUT", "/a/q", "14 [q]"),
    ("GET", "/a/q", "7 [q]"), ("HEAD", "/head", "9 []"), ("GET", "/head", "10 []"),
    ("HEAD", "/hello/x", "2 [x]"),
    ("GET", "/tr/", "12 []"), ("GET", "/tr", "404"), ("GET", "/x/1/", "15 [1,]"),
    ("GET", "/x/1/2/3", "15 [1,2/3]"),
    ("GET", "/x/1", "404"), ("GET", "/x//", "404"),
  ])
  func `literals beat parameters, and parameters beat tails`(method: String, path: String, expected: String)
    throws
  {
    #expect(outcome(try table(Self.lines), method, path) == expected)
  }

  @Test(arguments: [
    ("DELETE", "/hello/x", "405 GET, HEAD, OPTIONS, POST"), ("POST", "/hello", "405 GET, HEAD, OPTIONS"),
    ("get", "/hello", "405 GET, HEAD, OPTIONS"), ("DELETE", "/a/b/d", "405 GET, HEAD, OPTIONS, POST"),
    ("DELETE", "/a/q", "405 GET, HEAD, OPTIONS, PUT"), ("DELETE", "/nothing", "404"),
    ("OPTIONS", "/hello", "options GET, HEAD, OPTIONS"),
    ("OPTIONS", "/a/q", "options GET, HEAD, OPTIONS, PUT"),
    ("OPTIONS", "/nothing", "404"), ("OPTIONS", "*", "options GET, HEAD, OPTIONS, POST, PUT"),
    ("GET", "*", "400"),
  ])
  func `a path without the method names those it has`(method: String, path: String, expected: String) throws {
    #expect(outcome(try table(Self.lines), method, path) == expected)
  }

  @Test(arguments: [
    ("/h%65llo", "1 []"), ("/%68%65%6C%6c%6f", "1 []"), ("/hello%2Fbob", "404"), ("/hello/a%2Fb", "2 [a/b]"),
    ("/hello/a%20b", "2 [a b]"), ("/hello/%E2%82%ac", "2 [€]"), ("/caf%C3%A9", "11 []"), ("/café", "11 []"),
    ("/hello/é", "2 [é]"), ("/files/%41/b%20", "4 [A/b ]"), ("/x/%31/%32/%33", "15 [1,2/3]"),
    ("/hello/%25", "2 [%]"), ("/hello/%2541", "2 [%41]"), ("/hello/|{}", "2 [|{}]"),
    ("/hello/a.b", "2 [a.b]"),
    ("/hello/...", "2 [...]"), ("/hello/.a", "2 [.a]"),
  ])
  func `encoded paths match in normal form and parameters are decoded`(path: String, expected: String) throws
  {
    #expect(outcome(try table(Self.lines), "GET", path) == expected)
  }

  @Test(arguments: [
    "", "hello", "http://x/hello", "/hello/%", "/hello/%4", "/hello/%zz", "/hello/%00", "/hello/%ff",
    "/hello/%c3",
    "/hello/%ed%a0%80", "/hello/.", "/hello/..", "/./hello", "/../hello", "/files/../x", "/files/%2e%2E/x",
    "/files/.%2e", "/files/a%2f..%2fb", "/files/..%2Fb", "/files/a%2F.", "/hello/a b", "/hello/\u{7f}",
    "/hello/\t", "/hello?x", "/hello#x", "/nothing/..",
  ])
  func `a malformed path is refused`(path: String) throws {
    #expect(outcome(try table(Self.lines), "GET", path) == "400")
  }

  @Test func `raw bytes that are no UTF-8 are refused in a parameter`() throws {
    #expect(outcome(try table(Self.lines), "GET", Array("/hello/".utf8) + [0xff]) == "400")
  }

  @Test func `a path is bounded`() throws {
    let routes = try table(["GET /{rest...}"])
    let longest = "/" + String(repeating: "a", count: 65_535)
    #expect(outcome(routes, "GET", longest).hasPrefix("0 ["))
    #expect(outcome(routes, "GET", longest + "a") == "400")
  }

  @Test func `an empty table finds nothing`() throws {
    let routes = try HTTPRoutes([])
    #expect(outcome(routes, "GET", "/") == "404")
    #expect(outcome(routes, "OPTIONS", "*") == "options OPTIONS")
  }

  @Test func `all conflicts are named at once`() throws {
    let claims = [
      ("GET", "/a/{x}", "one"), ("GET", "/a/{y}", "two"), ("POST", "/a/{z}", "two"), ("GET", "/b", "one"),
      ("GET", "/%62", "one"), ("GET", "/a/{rest...}", "three"), ("GET", "/a/{x}/", "three"),
    ]
    let routes = try claims.enumerated().map { index, claim in
      try HTTPRoute(
        method: claim.0, pattern: RoutePattern(claim.1), plugin: claim.2, target: Int32(index))
    }
    let error = #expect(throws: RouteConflicts.self) { try HTTPRoutes(routes) }
    let named = error?.conflicts.map { conflict in
      conflict.method + conflict.claims.map { " \($0.plugin) \($0.pattern)" }.joined()
    }
    #expect(named == ["GET one /a/{x} two /a/{y}", "GET one /b one /%62"])
    #expect(error?.description.contains("one (/a/{x}) and two (/a/{y})") == true)
  }
}
