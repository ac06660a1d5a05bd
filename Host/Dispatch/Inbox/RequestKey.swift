import HostOperations
import HostServices
package import NIOCore

/// The key of a request to a durable route.
package struct RequestKey: Sendable, Equatable {
  /// Longest value of a field that is a key, in bytes (`ROOST_HTTP_KEY_MAX`).
  package static let maxBytes = 256

  /// What it is known again by.
  let mark: EventMark
  /// With whom it is handled one after the other, among the requests of its plugin.
  let lane: Int64

  /// The key in a field of a request, beside the path as sent.
  package init(field value: String, path: Substring) {
    mark = EventMark(digest: Self.digest("field", [Array(path.utf8), Array(value.utf8)]))
    lane = Inbox.lane(named: value)
  }

  /// The key that a request as a whole is.
  package init(method: String, path: Substring, query: Substring, body: ByteBuffer) {
    let digest = Self.digest(
      "body", [Array(method.utf8), Array(path.utf8), Array(query.utf8), Array(body.readableBytesView)])
    mark = EventMark(digest: digest)
    lane = digest.bytes.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
  }

  /// The lengths are part of it: no two different lists have the same bytes.
  private static func digest(_ sort: String, _ parts: [[UInt8]]) -> SHA256Digest {
    var record = RecordWriter(form: 1, capacity: 64 + parts.reduce(0) { $0 + $1.count })
    record.add(sort)
    for part in parts { record.add(part) }
    return SHA256Digest.of(record.bytes)
  }
}
