import CRoost
import HostRouter
import Testing

/// Blocks that were kept and are given to a handler later.
struct KeptRequestTests {
  private static let headers = [("Host", "example.org"), ("X-Größe", "ü"), ("X-Empty", "")]

  private func block(_ path: String, pattern: String) throws -> [UInt8] {
    let routes = try table(["POST \(pattern)"])
    var path = path
    let bytes = path.withUTF8 { path -> [UInt8]? in
      let path = UnsafeRawBufferPointer(path)
      guard case .found(_, let parameters) = unsafe routes.match(method: "POST", path: path) else {
        return nil
      }
      let head = unsafe HTTPBlockHead(
        method: HTTPBlockHead.method("POST"), methodName: "POST", flags: UInt32(ROOST_HTTP_KEPT), path: path,
        query: UnsafeRawBufferPointer(start: nil, count: 0), authority: "a", client: "b", requestID: "c",
        contentLength: 3)
      guard
        let block = HTTPBlock.make(
          head, parameters: parameters, headerCount: Self.headers.count, header: { Self.headers[$0] })
      else { return nil }
      return unsafe Array(block.bytes)
    }
    return try #require(bytes)
  }

  @Test func `a block is made again with the parameters of the pattern of now`() throws {
    let kept = try #require(KeptRequest(try block("/a/b/c", pattern: "/a/{x}/c")))
    #expect(kept.methodName == "POST")
    let now = try table(["POST /{x}/b/{y}"])
    let parameters: RouteParameters? = unsafe kept.withPath { path in
      guard case .found(_, let parameters) = unsafe now.match(method: "POST", path: path) else { return nil }
      return parameters
    }
    var made: [UInt8] = []
    if let block = kept.block(try #require(parameters)) { made = unsafe Array(block.bytes) }
    #expect(try made == block("/a/b/c", pattern: "/{x}/b/{y}"))
    #expect(try made != block("/a/b/c", pattern: "/a/{x}/c"))
  }

  @Test func `what is no block, or one of another form, is none`() throws {
    let whole = try block("/a/b", pattern: "/a/{x}")
    #expect(KeptRequest(whole) != nil)
    for count in 0..<whole.count { #expect(KeptRequest(Array(whole.prefix(count))) == nil) }
    // Every number of the head and of the headers, made too large.
    let words =
      MemoryLayout<roost_http_request>.size + Self.headers.count * MemoryLayout<roost_http_header>.stride
    var refused = 0
    for word in stride(from: 0, to: words, by: 4) {
      var bent = whole
      bent.replaceSubrange(word..<word + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
      // What is taken must be readable.
      if let kept = KeptRequest(bent) { _ = kept.block(RouteParameters()) } else { refused += 1 }
    }
    // Sizes, six texts, the headers' count and place, and three headers of two texts.
    #expect(refused >= 2 + 12 + 2 + 12)
  }
}
