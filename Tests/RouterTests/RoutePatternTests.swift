import HostRouter
import Testing

struct RoutePatternTests {
  @Test(arguments: [
    ("/", 0), ("/hello", 0), ("/hello/", 0), ("/hello/{name}", 1), ("/files/{rest...}", 1), ("/{a}/{b}/c", 2),
    ("/grüße", 0), ("/a%20b", 0), ("/a.b/...", 0), ("/{_a1}", 1), ("/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h...}", 8),
  ])
  func `a well-formed pattern is taken`(text: String, parameters: Int) throws {
    let pattern = try RoutePattern(text)
    #expect(pattern.parameterCount == parameters)
    #expect(pattern.text == text)
  }

  @Test(arguments: [
    ("", "begins with"), ("hello", "begins with"), ("//", "two slashes"), ("/a//b", "two slashes"),
    ("/a/./b", "dot segments"), ("/..", "dot segments"), ("/%2e%2E/b", "dot segments"),
    ("/a%2fb", "encoded slash"), ("/a%", "hexadecimal"), ("/a%4", "hexadecimal"), ("/a%zz", "hexadecimal"),
    ("/a%00", "zero byte"), ("/a b", "percent-encoded"), ("/a?b", "percent-encoded"),
    ("/a#b", "percent-encoded"),
    ("/{}", "whole segment"), ("/x{a}", "whole segment"), ("/{a}x", "whole segment"),
    ("/{a", "whole segment"),
    ("/{1a}", "a name is"), ("/{a-b}", "a name is"), ("/{...}", "a name is"), ("/{{a}}", "a name is"),
    ("/{a...}/b", "at the end"), ("/{a...}/", "at the end"), ("/{a}/{a}", "one name"),
    ("/{a}/{a...}", "one name"),
    ("/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}", "9 parameters"),
  ])
  func `a malformed pattern is refused with its reason`(text: String, reason: String) {
    let error = #expect(throws: RouteError.self) { try RoutePattern(text) }
    #expect(error?.reason.contains(reason) == true, "\(String(describing: error))")
    #expect(error?.subject == text)
  }

  @Test func `a pattern is bounded`() throws {
    let longest = "/" + String(repeating: "a", count: 1023)
    #expect(try RoutePattern(longest).text == longest)
    #expect(throws: RouteError.self) { try RoutePattern(longest + "a") }
    let name = String(repeating: "n", count: 32)
    #expect(try RoutePattern("/{\(name)}").parameterCount == 1)
    #expect(throws: RouteError.self) { try RoutePattern("/{\(name)n}") }
  }

  @Test(arguments: ["", "get", "Get", "GE T", "OPTIONS", "CONNECT", String(repeating: "A", count: 33)])
  func `a method that is no token in capitals, or the host's own, is refused`(method: String) throws {
    let pattern = try RoutePattern("/")
    #expect(throws: RouteError.self) {
      try HTTPRoute(method: method, pattern: pattern, plugin: "p", target: 0)
    }
  }

  @Test func `a grant covers its prefix and what lies beneath, nothing beside it`() throws {
    let grant = try HTTPGrant("/hello")
    for covered in ["/hello", "/hello/", "/hello/{name}", "/hello/a/{rest...}", "/h%65llo/x"] {
      #expect(grant.covers(try RoutePattern(covered)), "\(covered)")
    }
    for outside in ["/", "/hellox", "/hell", "/{hello}", "/{rest...}", "/x/hello"] {
      #expect(!grant.covers(try RoutePattern(outside)), "\(outside)")
    }
  }

  @Test func `the grant of the root covers everything`() throws {
    let grant = try HTTPGrant("/")
    for covered in ["/", "/a", "/{a}", "/{rest...}"] { #expect(grant.covers(try RoutePattern(covered))) }
  }

  @Test(arguments: ["", "hello", "/hello/", "/{a}", "/a/{rest...}", "/a//b", "/.."])
  func `a malformed grant is refused`(prefix: String) {
    #expect(throws: RouteError.self) { try HTTPGrant(prefix) }
  }
}
