import CRoost
import HostRouter
import NIOCore

/// What an answer's head depends on besides the answer.
struct AnswerContext {
  /// The request's id.
  var requestID = ""
  /// Whether the connection stays open after it.
  var keepsAlive = true
  /// HTTP/1.0: no chunks, and keep-alive must be said.
  var isHTTP10 = false
  /// The answer is to HEAD: no body.
  var isHead = false
  /// Fields the host adds, such as cross-origin ones: complete lines with their line ends.
  var extraLines = ""
}

/// Writes answers as HTTP/1.1 (RFC 9112) straight from the plugin's bytes into one buffer; going
/// through NIO's encoder would make a String of each field first.
struct AnswerEncoder {
  /// How the body's end is told.
  enum Framing { case length(Int), chunked, untilClose, none }

  private var date = DateField()

  /// Encodes the head; nil when a field is malformed, which must not reach the wire.
  mutating func head(
    _ answer: HTTPAnswer, framing: Framing, _ context: AnswerContext, into buffer: inout ByteBuffer
  ) -> Bool {
    buffer.writeBytes(StatusLine.of(answer.status))
    for index in unsafe answer.fields.indices {
      let field = unsafe answer.fields[index]
      let name = unsafe field.name_borrowed.buffer
      let value = unsafe field.value_borrowed.buffer
      guard unsafe FieldRules.isName(name), unsafe FieldRules.isValue(value) else { return false }
      if unsafe FieldRules.isHosts(name) { continue }
      unsafe Self.line(name, value, &buffer)
    }
    end(framing, context, into: &buffer)
    return true
  }

  /// Encodes a head of the host's own.
  mutating func head(
    _ status: UInt32, _ fields: [(String, String)], framing: Framing, _ context: AnswerContext,
    into buffer: inout ByteBuffer
  ) {
    buffer.writeBytes(StatusLine.of(status))
    for (name, value) in fields {
      buffer.writeString(name)
      buffer.writeStaticString(": ")
      buffer.writeString(value)
      buffer.writeStaticString("\r\n")
    }
    end(framing, context, into: &buffer)
  }

  private mutating func end(_ framing: Framing, _ context: AnswerContext, into buffer: inout ByteBuffer) {
    switch framing {
    case .length(let length):
      buffer.writeStaticString("Content-Length: ")
      Self.decimal(length, &buffer)
      buffer.writeStaticString("\r\n")
    case .chunked: buffer.writeStaticString("Transfer-Encoding: chunked\r\n")
    case .untilClose, .none: break
    }
    buffer.writeStaticString("Date: ")
    buffer.writeBytes(date.now())
    if !context.requestID.isEmpty {
      buffer.writeStaticString("\r\nX-Request-Id: ")
      buffer.writeString(context.requestID)
    }
    buffer.writeStaticString("\r\n")
    if !context.extraLines.isEmpty { buffer.writeString(context.extraLines) }
    if !context.keepsAlive {
      buffer.writeStaticString("Connection: close\r\n")
    } else if context.isHTTP10 {
      buffer.writeStaticString("Connection: keep-alive\r\n")
    }
    buffer.writeStaticString("\r\n")
  }

  private static func line(
    _ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, _ buffer: inout ByteBuffer
  ) {
    _ = unsafe buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: name.count + value.count + 4) {
      space in
      let base = space.baseAddress!
      var end = name.count
      unsafe base.copyMemory(from: name.baseAddress!, byteCount: end)
      unsafe (base + end).copyMemory(from: ": ", byteCount: 2)
      end += 2
      if let start = value.baseAddress {
        unsafe (base + end).copyMemory(from: start, byteCount: value.count)
        end += value.count
      }
      unsafe (base + end).copyMemory(from: "\r\n", byteCount: 2)
      return end + 2
    }
  }

  private static func decimal(_ number: Int, _ buffer: inout ByteBuffer) {
    if number < 10 {
      buffer.writeInteger(UInt8(ascii: "0") + UInt8(number))
    } else {
      decimal(number / 10, &buffer)
      buffer.writeInteger(UInt8(ascii: "0") + UInt8(number % 10))
    }
  }

  /// A piece of a chunked body (RFC 9112, section 7.1).
  static func chunk(_ bytes: ByteBuffer, _ allocator: ByteBufferAllocator) -> ByteBuffer {
    var buffer = allocator.buffer(capacity: bytes.readableBytes + 16)
    buffer.writeString(String(bytes.readableBytes, radix: 16))
    buffer.writeStaticString("\r\n")
    buffer.writeImmutableBuffer(bytes)
    buffer.writeStaticString("\r\n")
    return buffer
  }
}
