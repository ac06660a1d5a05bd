import CRoost
import HostRouter

/// An answer copied out of a plugin's memory, to be sent from another thread.
@safe final class HTTPAnswerCopy: @unchecked Sendable {
  private let status: UInt32
  private let bytes: UnsafeMutableRawBufferPointer
  private let fields: UnsafeMutableBufferPointer<roost_http_field>
  private let body: Range<Int>

  init(_ answer: HTTPAnswer) {
    status = answer.status
    var size = unsafe answer.body.count
    for index in unsafe answer.fields.indices {
      let field = unsafe answer.fields[index]
      size += unsafe field.name_borrowed.buffer.count + field.value_borrowed.buffer.count
    }
    unsafe bytes = .allocate(byteCount: size, alignment: 1)
    unsafe fields = .allocate(capacity: answer.fields.count)
    var end = 0
    for index in unsafe answer.fields.indices {
      let field = unsafe answer.fields[index]
      let name = unsafe Self.append(field.name_borrowed.buffer, to: bytes, at: &end)
      let value = unsafe Self.append(field.value_borrowed.buffer, to: bytes, at: &end)
      unsafe fields.initializeElement(
        at: index, to: roost_http_field(name_borrowed: name, value_borrowed: value))
    }
    body = unsafe end..<end + answer.body.count
    _ = unsafe Self.append(answer.body, to: bytes, at: &end)
  }

  deinit {
    unsafe bytes.deallocate()
    unsafe fields.deallocate()
  }

  func withAnswer(_ use: (HTTPAnswer) -> Void) {
    use(
      unsafe HTTPAnswer(
        status: status, fields: UnsafeBufferPointer(fields),
        body: UnsafeRawBufferPointer(rebasing: bytes[body])))
  }

  private static func append(
    _ part: UnsafeRawBufferPointer, to bytes: UnsafeMutableRawBufferPointer, at end: inout Int
  ) -> roost_bytes {
    guard unsafe !part.isEmpty else { return unsafe roost_bytes() }
    let place = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[end..<end + part.count])
    unsafe place.copyMemory(from: part)
    end += part.count
    return unsafe roost_bytes(UnsafeRawBufferPointer(place))
  }
}
