import NIOCore
import Testing

@testable import HostDispatch

/// When two requests of a durable route are one.
struct RequestKeyTests {
  private func body(
    _ method: String = "PUT", _ path: String = "/a", _ query: String = "q", _ body: String = "b"
  ) -> RequestKey {
    RequestKey(method: method, path: path[...], query: query[...], body: ByteBuffer(string: body))
  }

  @Test func `a field's value counts together with the path`() {
    let key = RequestKey(field: "k", path: "/a")
    #expect(key == RequestKey(field: "k", path: "/a"))
    #expect(key.mark != RequestKey(field: "k", path: "/b").mark)
    #expect(key.mark != RequestKey(field: "l", path: "/a").mark)
    // One key has one lane, whatever the path.
    #expect(key.lane == RequestKey(field: "k", path: "/b").lane)
    #expect(key.lane != RequestKey(field: "l", path: "/a").lane)
  }

  @Test func `a body counts together with all that is asked`() {
    let others = [body("POST"), body("PUT", "/b"), body("PUT", "/a", "r"), body("PUT", "/a", "q", "c")]
    #expect(body() == body())
    for other in others { #expect(other.mark != body().mark && other.lane != body().lane) }
    // No part can be taken for the end of the one before it.
    #expect(body("PUT", "/ab", "", "").mark != body("PUT", "/a", "b", "").mark)
    #expect(body("PUT", "/a", "", "b").mark != body("PUT", "/a", "b", "").mark)
    #expect(RequestKey(field: "b", path: "/a").mark != body("PUT", "/a", "", "b").mark)
  }
}
