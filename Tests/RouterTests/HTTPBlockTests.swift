import CRoost
import HostRouter
import Testing

struct HTTPBlockTests {
  private static let headers = [
    ("Host", "example.org"), ("X-Empty", ""), ("Cookie", String(repeating: "größer ", count: 40)),
  ]

  private static func text(_ block: UnsafeRawBufferPointer, _ span: roost_span) -> String {
    let bytes = unsafe roost_span_bytes(block.baseAddress, span)
    let inside = Int(span.offset) + Int(span.length) <= block.count
    return unsafe inside
      ? String(decoding: UnsafeBufferPointer(start: bytes.data, count: Int(bytes.size)), as: UTF8.self)
      : "outside"
  }

  private static func head(_ path: UnsafeRawBufferPointer, _ query: UnsafeRawBufferPointer) -> HTTPBlockHead {
    unsafe HTTPBlockHead(
      method: HTTPBlockHead.method("PUT"), methodName: "PUT", flags: UInt32(ROOST_HTTP_TLS), path: path,
      query: query, authority: "example.org:8080", client: "2001:db8::1", requestID: "req-1",
      contentLength: 12)
  }

  @Test func `a request's block reads back as it was given`() throws {
    let path = Array("/hello/a%2Fb/rest/of/it".utf8)
    let query = Array("q=1&r=%20".utf8)
    let routes = try table(["PUT /hello/{name}/{rest...}"])
    let block = unsafe path.withUnsafeBytes { path in
      unsafe query.withUnsafeBytes { query -> UnsafeMutableRawBufferPointer? in
        guard case .found(_, let parameters) = unsafe routes.match(method: "PUT", path: path) else {
          return nil
        }
        return unsafe HTTPBlock.make(
          Self.head(path, query), parameters: parameters, headerCount: Self.headers.count
        ) { Self.headers[$0] }?.take()
      }
    }
    let bytes = unsafe try #require(block)
    defer { unsafe bytes.deallocate() }
    let whole = UnsafeRawBufferPointer(bytes)
    let request = unsafe whole.load(as: roost_http_request.self)
    #expect(Int(request.size) == MemoryLayout<roost_http_request>.size)
    #expect(Int(request.block_size) == whole.count)
    #expect(Int(bitPattern: whole.baseAddress) % 8 == 0)
    #expect(request.method == UInt32(ROOST_HTTP_PUT))
    #expect(request.flags == UInt32(ROOST_HTTP_TLS))
    #expect(request.content_length == 12)
    let spans = [
      request.method_name, request.path, request.query, request.authority, request.client, request.request_id,
    ]
    #expect(
      spans.map { unsafe Self.text(whole, $0) } == [
        "PUT", "/hello/a%2Fb/rest/of/it", "q=1&r=%20", "example.org:8080", "2001:db8::1", "req-1",
      ])
    #expect(Int(request.header_count) == Self.headers.count)
    for (index, expected) in Self.headers.enumerated() {
      let offset = Int(request.headers_offset) + index * MemoryLayout<roost_http_header>.stride
      let header = unsafe whole.load(fromByteOffset: offset, as: roost_http_header.self)
      #expect(unsafe Self.text(whole, header.name) == expected.0)
      #expect(unsafe Self.text(whole, header.value) == expected.1)
    }
    #expect(request.parameter_count == 2)
    let parameters = (0..<2).map { index in
      let offset = Int(request.parameters_offset) + index * MemoryLayout<roost_span>.stride
      return unsafe Self.text(whole, whole.load(fromByteOffset: offset, as: roost_span.self))
    }
    #expect(parameters == ["a/b", "rest/of/it"])
  }

  @Test func `an empty request needs no more than its fixed part`() throws {
    let nothing = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    let head = unsafe HTTPBlockHead(
      method: 0, methodName: "", flags: 0, path: nothing, query: nothing, authority: "", client: "",
      requestID: "", contentLength: nil)
    let bytes = unsafe try #require(HTTPBlock.make(head, headerCount: 0) { _ in ("", "") }?.take())
    defer { unsafe bytes.deallocate() }
    let request = unsafe bytes.load(as: roost_http_request.self)
    #expect(bytes.count == MemoryLayout<roost_http_request>.size)
    #expect(request.content_length == UInt64.max)
    #expect(request.header_count == 0 && request.parameter_count == 0)
  }

  @Test func `a block past the limit is refused`() throws {
    let nothing = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    let head = unsafe Self.head(nothing, nothing)
    let long = String(repeating: "x", count: HTTPBlock.maxBytes)
    let block = unsafe HTTPBlock.make(head, headerCount: 1) { _ in ("a", long) }?.take()
    #expect(unsafe block == nil)
  }

  @Test(arguments: [
    ("GET", ROOST_HTTP_GET), ("HEAD", ROOST_HTTP_HEAD), ("POST", ROOST_HTTP_POST), ("PUT", ROOST_HTTP_PUT),
    ("DELETE", ROOST_HTTP_DELETE), ("PATCH", ROOST_HTTP_PATCH), ("OPTIONS", ROOST_HTTP_OPTIONS),
    ("PURGE", ROOST_HTTP_OTHER), ("get", ROOST_HTTP_OTHER),
  ])
  func `methods have the contract's numbers`(name: String, number: Int32) {
    #expect(HTTPBlockHead.method(name) == UInt32(number))
  }
}
