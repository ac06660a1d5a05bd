import CRoost
import HostFakes
@testable import HostIngress
import HostRouter
import NIOCore

/// Encodes an answer whose fields are the bytes: it is refused, or each field is one line.
func checkEncoder(_ bytes: [UInt8]) {
  let parts = bytes.split(separator: UInt8(ascii: "|"), maxSplits: 31, omittingEmptySubsequences: false)
  let pairs = parts.count / 2
  unsafe bytes.withUnsafeBytes { all in
    let fields = unsafe (0..<pairs).map { index in
      let (name, value) = (parts[2 * index], parts[2 * index + 1])
      return unsafe roost_http_field(
        name_borrowed: roost_bytes(UnsafeRawBufferPointer(rebasing: all[name.startIndex..<name.endIndex])),
        value_borrowed: roost_bytes(UnsafeRawBufferPointer(rebasing: all[value.startIndex..<value.endIndex])))
    }
    unsafe fields.withUnsafeBufferPointer { fields in
      var encoder = AnswerEncoder()
      var buffer = ByteBuffer()
      let answer = unsafe HTTPAnswer(status: 200, fields: fields)
      guard encoder.head(answer, framing: .length(0), AnswerContext(requestID: "id"), into: &buffer) else {
        return
      }
      check(Array(buffer.readableBytesView), pairs)
    }
  }
}

private func check(_ head: [UInt8], _ pairs: Int) {
  guard let answer = try? WireAnswer.all(head), answer.count == 1 else {
    fatalError("no answer: \(String(decoding: head, as: UTF8.self))")
  }
  // Content-Length, Date and X-Request-Id are the host's; a plugin's fields of these names are left out.
  precondition(answer[0].fields.count <= pairs + 3, "a field became two")
  precondition(answer[0]["content-length"] == ["0"] && answer[0]["x-request-id"] == ["id"])
  precondition(answer[0]["transfer-encoding"].isEmpty && answer[0]["connection"].isEmpty)
}
