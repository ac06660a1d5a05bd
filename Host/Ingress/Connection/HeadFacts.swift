import NIOHTTP1

/// What the host itself needs of a request's fields, found in one pass: asking for each by name would
/// read all of them each time.
struct HeadFacts {
  var hosts = 0
  var host = ""
  var contentLength: Int?
  var expectation: String?
  var isWebSocket = false

  init(_ headers: HTTPHeaders) {
    for (name, value) in headers {
      // Lengths first: most fields are told apart by them alone.
      switch name.utf8.count {
      case 4 where Self.equals(name, "host"):
        hosts += 1
        host = value
      case 6 where Self.equals(name, "expect"): expectation = value
      case 14 where Self.equals(name, "content-length"): contentLength = Int(value)
      case 17 where Self.equals(name, "sec-websocket-key"): isWebSocket = true
      default: break
      }
    }
  }

  private static func equals(_ name: String, _ lower: StaticString) -> Bool {
    let other = unsafe UnsafeBufferPointer(start: lower.utf8Start, count: lower.utf8CodeUnitCount)
    return unsafe zip(name.utf8, other).allSatisfy { $0 | 0x20 == $1 }
  }
}
