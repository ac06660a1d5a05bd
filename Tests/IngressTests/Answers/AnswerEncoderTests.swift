import CRoost
@testable import HostIngress
import HostRouter
import NIOCore
import Testing

/// The bytes of answers.
@Suite struct AnswerEncoderTests {
  /// The head's text, with the date taken out; nil when it is refused.
  private func encode(
    _ status: UInt32 = 200, _ fields: [(String, String)] = [], framing: AnswerEncoder.Framing = .length(5),
    _ change: (inout AnswerContext) -> Void = { _ in }
  ) -> String? {
    var encoder = AnswerEncoder()
    var context = AnswerContext(requestID: "id")
    change(&context)
    var buffer = ByteBuffer()
    let texts = fields.flatMap { [Array($0.0.utf8), Array($0.1.utf8)] }
    let isEncoded = unsafe texts.flatMap { $0 }.withUnsafeBytes { bytes in
      var end = 0
      let parts = unsafe texts.map { text in
        defer { end += text.count }
        return unsafe roost_bytes(UnsafeRawBufferPointer(rebasing: bytes[end..<end + text.count]))
      }
      let rows = unsafe stride(from: 0, to: parts.count, by: 2).map {
        unsafe roost_http_field(name_borrowed: parts[$0], value_borrowed: parts[$0 + 1])
      }
      return unsafe rows.withUnsafeBufferPointer { rows in
        let answer = unsafe HTTPAnswer(status: status, fields: rows)
        return encoder.head(answer, framing: framing, context, into: &buffer)
      }
    }
    return isEncoded
      ? String(buffer: buffer).replacing(
        #/Date: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/#, with: "Date: D") : nil
  }

  @Test func `an answer's head, byte by byte`() {
    #expect(
      encode(200, [("Content-Type", "text/plain"), ("X-Empty", ""), ("X-Tab", "a\tb")])
        == "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Empty: \r\nX-Tab: a\tb\r\nContent-Length: 5\r\n"
        + "Date: D\r\nX-Request-Id: id\r\n\r\n")
  }

  @Test func `framing is said in one way`() {
    #expect(
      encode(framing: .chunked)
        == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nDate: D\r\nX-Request-Id: id\r\n\r\n")
    #expect(encode(204, framing: .none) == "HTTP/1.1 204 No Content\r\nDate: D\r\nX-Request-Id: id\r\n\r\n")
    #expect(encode(framing: .untilClose) == "HTTP/1.1 200 OK\r\nDate: D\r\nX-Request-Id: id\r\n\r\n")
    #expect(encode(framing: .length(1_234_567))?.contains("Content-Length: 1234567\r\n") == true)
    #expect(encode(framing: .length(0))?.contains("Content-Length: 0\r\n") == true)
  }

  @Test func `the connection's future is said where it is not the version's own`() {
    #expect(encode { $0.keepsAlive = false }?.hasSuffix("\r\nConnection: close\r\n\r\n") == true)
    #expect(encode { $0.isHTTP10 = true }?.hasSuffix("\r\nConnection: keep-alive\r\n\r\n") == true)
    #expect(
      encode { ($0.isHTTP10, $0.keepsAlive) = (true, false) }?.hasSuffix("\r\nConnection: close\r\n\r\n")
        == true)
    #expect(encode { $0.extraLines = "Vary: Origin\r\n" }?.hasSuffix("\r\nVary: Origin\r\n\r\n") == true)
  }

  @Test(arguments: [
    "Connection", "content-length", "TRANSFER-ENCODING", "Date", "X-Request-Id", "Keep-Alive", "Upgrade",
    "Trailer",
  ])
  func `the host's own fields are not a plugin's`(_ name: String) {
    #expect(encode(200, [(name, "mine")]) == encode())
  }

  @Test(arguments: [
    ("X\r\nY", "1"), ("X", "1\r\nY: 2"), ("X", "1\nY"), ("X", "1\rY"), ("X", "\0"), ("X", "\u{7F}"),
    ("", "1"),
    ("X Y", "1"), ("X:", "1"), ("Ü", "1"), ("Connection\n", "1"),
  ])
  func `a malformed field refuses the answer`(_ name: String, _ value: String) {
    #expect(encode(200, [(name, value)]) == nil)
  }

  @Test func `every status has its line`() {
    #expect(String(decoding: StatusLine.of(200), as: UTF8.self) == "HTTP/1.1 200 OK\r\n")
    #expect(String(decoding: StatusLine.of(299), as: UTF8.self) == "HTTP/1.1 299 \r\n")
    #expect(String(decoding: StatusLine.of(4000), as: UTF8.self) == "HTTP/1.1 599 \r\n")
  }

  @Test func `a chunk is its size in hexadecimal, its bytes and a line end`() {
    let allocator = ByteBufferAllocator()
    #expect(String(buffer: AnswerEncoder.chunk(ByteBuffer(string: "hello"), allocator)) == "5\r\nhello\r\n")
    let long = AnswerEncoder.chunk(ByteBuffer(repeating: 0x78, count: 255), allocator)
    #expect(String(buffer: long).hasPrefix("ff\r\nx"))
  }
}
