import NIOCore
import NIOHTTP1

/// What the bytes tell of the request in arrival. The decoder keeps it to itself until a head is whole.
struct Arrival {
  /// Bytes of a head have come that is not whole yet.
  private(set) var hasBegun = false
  /// The request line has come whole.
  private(set) var lineIsWhole = false
  /// The line's last bytes, as many as `HTTP/1.1` and its line end.
  private var lineEnd: UInt128 = 0
  /// The last four bytes of what came before.
  private var lastEnd: UInt32 = 0
  /// The body is awaited of a request, in chunks or as it is.
  private var awaited: Body?
  /// Bytes of its body in this read, when they are nothing but the body's: chunks have lines between them.
  private var bodyCount = 0

  private enum Body { case plain, chunks }

  /// Bytes have come, and the decoder gets them next.
  mutating func begins(_ bytes: ByteBuffer) {
    bodyCount = 0
    guard awaited == nil else { return }
    if !hasBegun { (lineIsWhole, lineEnd) = (false, 0) }
    guard !lineIsWhole else { return }
    let view = bytes.readableBytesView
    let end = view.firstIndex(of: UInt8(ascii: "\n"))
    for byte in (end.map { view[...$0] } ?? view).suffix(10) { lineEnd = lineEnd << 8 | UInt128(byte) }
    lineIsWhole = end != nil
  }

  /// The decoder has made a part of them.
  mutating func takes(_ part: HTTPServerRequestPart) {
    switch part {
    case .head(let head):
      awaited = head.headers.contains(name: "Transfer-Encoding") ? .chunks : .plain
      bodyCount = 0
    case .body(let bytes): if awaited == .plain { bodyCount += bytes.readableBytes }
    case .end: awaited = nil
    }
  }

  /// The decoder has made of the bytes what it can.
  ///
  /// What lies behind the end of a request begins the next one. A head ends with an empty line and so does a
  /// chunked body; another body is as long as it says. A client can make up a beginning that looks like such
  /// an end, and has the time of an idle connection for it.
  mutating func ends(_ bytes: ByteBuffer) {
    let view = bytes.readableBytesView
    let before = Self.fold(view.dropLast(bodyCount), into: lastEnd)
    lastEnd = Self.fold(view, into: lastEnd)
    hasBegun = awaited == nil && bodyCount < view.count && before != 0x0D0A_0D0A
  }

  /// Whether the line has come whole and does not end with a version and CRLF (RFC 9112, section 3).
  var lineIsMalformed: Bool {
    let bytes = (0..<10).map { UInt8(truncatingIfNeeded: lineEnd >> (8 * (9 - $0))) }
    let namesVersion = zip(bytes, "HTTP/0.0\r\n".utf8).allSatisfy { byte, form in
      form == UInt8(ascii: "0") ? (0x30...0x39).contains(byte) : byte == form
    }
    return lineIsWhole && !namesVersion
  }

  private static func fold(_ bytes: ByteBufferView, into last: UInt32) -> UInt32 {
    var last = last
    for index in bytes.indices.suffix(4) { last = last << 8 | UInt32(bytes[index]) }
    return last
  }
}
