import CRoost
import HostFrames
package import HostServices

/// Reads the requests of `fetch.h`, which come from a plugin, and writes answers and outcomes.
package enum FetchBlock {
  /// A request, and what its outcome is to bring back.
  package struct Question: Sendable {
    /// The request, checked.
    package var request: FetchRequest
    /// Bytes of the plugin's.
    package var tag: [UInt8]
  }

  // MARK: Requests

  /// Reads a request.
  ///
  /// - Parameters:
  ///   - isEffect: whether it is one of a commit's, whose answer is an event.
  ///   - isStream: whether its answer is read piece by piece.
  package static func request(
    _ block: UnsafeRawBufferPointer, isEffect: Bool = false, isStream: Bool = false
  ) throws(FetchFailure) -> Question {
    var cursor = unsafe FrameCursor(block)
    guard let head = cursor.take(roost_fetch_request.self),
      Int(head.size) == MemoryLayout<roost_fetch_request>.size, head.reserved == 0,
      head.flags & ~ROOST_FETCH_REPEATABLE == 0, head.tag_size <= UInt32(ROOST_FETCH_TAG_MAX)
    else { throw malformed("its head is cut off or out of bounds") }
    guard head.field_count <= UInt32(ROOST_FETCH_FIELDS_MAX) else {
      throw malformed("it has more than \(ROOST_FETCH_FIELDS_MAX) fields")
    }
    let longest = isStream ? 3_600_000 : UInt32(ROOST_FETCH_TIMEOUT_MAX)
    guard head.timeout_ms <= longest else { throw malformed("timeout_ms is more than \(longest)") }
    guard head.redirects <= UInt32(ROOST_FETCH_REDIRECTS_MAX), head.redirects == 0 || !isStream else {
      throw malformed("it allows more redirects than are followed")
    }
    guard head.answer_max <= UInt32(ROOST_FETCH_ANSWER_MAX) else {
      throw malformed("answer_max is more than \(ROOST_FETCH_ANSWER_MAX)")
    }
    var sizes: [roost_fetch_field] = []
    for _ in 0..<head.field_count {
      guard let size = cursor.take(roost_fetch_field.self) else { throw malformed("its fields are cut off") }
      sizes.append(size)
    }
    let (method, url) = (try text(&cursor, head.method_size), try text(&cursor, head.url_size))
    let tag = try run(&cursor, head.tag_size)
    var fields: [FetchRequest.Field] = []
    for size in sizes {
      fields.append(.init(try text(&cursor, size.name_size), try text(&cursor, size.value_size)))
    }
    let asked = head.answer_max == 0 ? 1 << 20 : Int(head.answer_max)
    return Question(
      request: try FetchRequest(
        method: method, url: try FetchURL(url), fields: fields, body: unsafe Array(cursor.rest()),
        timeout: head.timeout_ms == 0 ? 30_000 : Int(head.timeout_ms),
        answerLimit: isEffect ? min(asked, Int(ROOST_FETCH_OUTCOME_MAX)) : asked,
        redirects: Int(head.redirects), isRepeatable: head.flags & ROOST_FETCH_REPEATABLE != 0),
      tag: tag)
  }

  /// Reads the request of an effect, as it is kept with its commit.
  package static func request(ofEffect block: [UInt8]) throws(FetchFailure) -> Question {
    try unsafe block.withUnsafeBytes { block in
      Result { () throws(FetchFailure) in try unsafe request(block, isEffect: true) }
    }.get()
  }

  private static func run(_ cursor: inout FrameCursor, _ size: UInt32) throws(FetchFailure) -> [UInt8] {
    guard let run = unsafe cursor.take(UInt64(size)) else { throw malformed("its parts are cut off") }
    return unsafe Array(run)
  }

  private static func text(_ cursor: inout FrameCursor, _ size: UInt32) throws(FetchFailure) -> String {
    guard let text = String(validating: try run(&cursor, size), as: UTF8.self) else {
      throw malformed("its text is no UTF-8")
    }
    return text
  }

  private static func malformed(_ what: String) -> FetchFailure {
    FetchFailure(.invalid, "the request is malformed: \(what) — hint: see roost/fetch.h")
  }

  // MARK: Answers

  /// An answer.
  ///
  /// - Parameter stream: names the body that is read piece by piece; 0 where it is in the answer.
  package static func answer(_ response: FetchResponse, stream: UInt64 = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(
      response.body.count + response.fields.reduce(64) { $0 + $1.name.utf8.count + $1.value.utf8.count + 8 })
    append(
      roost_fetch_answer(
        size: UInt32(MemoryLayout<roost_fetch_answer>.size), flags: response.isCut ? ROOST_FETCH_CUT : 0,
        status: UInt32(response.status), field_count: UInt32(response.fields.count), stream: stream),
      to: &bytes)
    for field in response.fields {
      append(
        roost_fetch_field(
          name_size: UInt32(field.name.utf8.count), value_size: UInt32(field.value.utf8.count)),
        to: &bytes)
    }
    for field in response.fields {
      bytes += field.name.utf8
      bytes += field.value.utf8
    }
    bytes += response.body
    return bytes
  }

  /// What came of an effect, as the body of an event.
  ///
  /// - Parameters:
  ///   - code: of `abi.h`.
  ///   - rest: with `ROOST_DONE` an answer's bytes, else a message.
  package static func outcome(code: Int32, attempts: Int, tag: [UInt8], rest: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(MemoryLayout<roost_fetch_outcome>.size + tag.count + rest.count)
    append(
      roost_fetch_outcome(
        size: UInt32(MemoryLayout<roost_fetch_outcome>.size), code: code,
        attempts: UInt32(clamping: attempts),
        tag_size: UInt32(tag.count)), to: &bytes)
    return bytes + tag + rest
  }

  private static func append(_ part: some BitwiseCopyable, to bytes: inout [UInt8]) {
    unsafe withUnsafeBytes(of: part) { unsafe bytes.append(contentsOf: $0) }
  }
}

extension FetchFailure {
  /// The code that `fetch.h` gives it.
  ///
  /// - Parameter isRepeatable: whether the request may be sent twice.
  package func code(isRepeatable: Bool) -> Int32 {
    switch kind {
    case .invalid: ROOST_INVALID
    case .denied: ROOST_DENIED
    case .busy, .notSent: ROOST_RETRYABLE
    case .unknown: isRepeatable ? ROOST_RETRYABLE : ROOST_UNKNOWN
    case .cancelled: ROOST_STALE
    }
  }
}
