import HostRouter
import Testing

/// What a route may declare as the key of its requests.
struct DurableKeyTests {
  private func key(
    _ field: String, isBody: Bool = false, method: String = "POST", streamsBody: Bool = false
  ) throws(RouteError) -> DurableKey {
    try DurableKey(
      field: field, isBody: isBody, method: method, streamsBody: streamsBody, subject: "\(method) /a")
  }

  @Test func `a field's name or the body is the key`() throws {
    #expect(try key("Idempotency-Key") == .field("Idempotency-Key"))
    #expect(try key("", isBody: true) == .body)
    #expect(
      try key(String(repeating: "a", count: 128), method: "DELETE")
        == .field(String(repeating: "a", count: 128)))
  }

  @Test(arguments: [
    ("", "declares no key"), ("a b", "no name of a field"), ("größe", "no name of a field"),
    ("a:", "no name of a field"), (String(repeating: "a", count: 129), "no name of a field"),
  ])
  func `what is no field's name is refused`(field: String, reason: String) {
    #expect { try key(field) } throws: { "\($0)".contains(reason) && "\($0)".contains("hint") }
  }

  @Test func `both, a stream and methods that change nothing are refused`() {
    #expect { try key("A", isBody: true) } throws: { "\($0)".contains("one of them") }
    #expect { try key("A", streamsBody: true) } throws: { "\($0)".contains("whole requests") }
    for method in ["GET", "HEAD"] {
      #expect { try key("A", method: method) } throws: { "\($0)".contains("changes nothing") }
    }
  }
}
