@testable import HostIngress
import Testing

/// Ids of requests.
@Suite struct RequestIDsTests {
  @Test func `ids have fifteen bytes of a harmless alphabet and never repeat`() {
    var ids = RequestIDs()
    var seen: Set<String> = []
    for _ in 0..<50_000 {
      let id = ids.next()
      #expect(id.utf8.count == 15)
      seen.insert(id)
    }
    #expect(seen.count == 50_000)
    #expect(seen.allSatisfy(RequestIDs.isAcceptable))
  }

  @Test func `two processes' ids differ`() {
    var (one, other) = (RequestIDs(), RequestIDs())
    #expect(one.next() != other.next())
    #expect(one.next().suffix(7) == other.next().suffix(7), "the count is the same")
  }

  @Test(arguments: ["a", "A-1_b.c", String(repeating: "x", count: 64)])
  func `an id is letters, digits and three marks`(_ id: String) { #expect(RequestIDs.isAcceptable(id)) }

  @Test(arguments: ["", "a b", "a\r\nb", "a/b", "é", "a\"", String(repeating: "x", count: 65)])
  func `anything else is no id`(_ id: String) { #expect(!RequestIDs.isAcceptable(id)) }
}
