/// Writes the answers that send a representation or parts of it.
struct FileReply {
  var representation: Representation
  var type: MediaType
  var modified: HTTPDate

  /// 200 with everything.
  func whole(_ method: FileRequest.Method) -> FileAnswer {
    FileAnswer(
      status: 200, headers: headers + [("Content-Type", type.value)],
      body: method == .head ? .empty : representation.body(0..<representation.length),
      contentLength: representation.length)
  }

  /// 206 or 416 for a Range field, or 200 where it does not apply.
  func ranges(_ field: String) -> FileAnswer {
    switch ByteRanges(field, length: representation.length) {
    case .whole: return whole(.get)
    case .unsatisfiable:
      let contentRange = "bytes */\(representation.length)"
      return FileAnswer(
        status: 416, headers: [("Content-Range", contentRange), ("Accept-Ranges", "bytes")])
    case .parts(let ranges) where ranges.count == 1: return part(ranges[0])
    case .parts(let ranges):
      guard let parts = MultipartRanges(ranges, of: representation, type: type) else { return whole(.get) }
      return FileAnswer(
        status: 206, headers: headers + [("Content-Type", parts.contentType)], body: .bytes(parts.bytes),
        contentLength: Int64(parts.bytes.count))
    }
  }

  /// §15.3.7.2: one range is never sent as multipart, not even when it is what remains of several.
  private func part(_ range: Range<Int64>) -> FileAnswer {
    let named = [
      ("Content-Type", type.value), ("Content-Range", contentRange(range, of: representation.length)),
    ]
    return FileAnswer(
      status: 206, headers: headers + named, body: representation.body(range),
      contentLength: range.upperBound - range.lowerBound)
  }

  private var headers: [(String, String)] {
    var headers = FileAnswer.cacheHeaders(tag: representation.tag)
    headers += [
      ("Last-Modified", modified.description), ("Accept-Ranges", "bytes"),
      ("X-Content-Type-Options", "nosniff"),
    ]
    if let coding = representation.coding { headers.append(("Content-Encoding", coding.rawValue)) }
    return headers
  }
}

extension FileAnswer {
  /// 304 with the fields that §15.4.5 asks for.
  static func notModified(tag: String) -> FileAnswer {
    FileAnswer(status: 304, headers: cacheHeaders(tag: tag))
  }

  /// What a cache needs. It may keep the file but asks each time: a plugin can be replaced at any moment.
  fileprivate static func cacheHeaders(tag: String) -> [(String, String)] {
    [
      ("ETag", "\"\(tag)\""), ("Cache-Control", "public, max-age=0, must-revalidate"),
      ("Vary", "Accept-Encoding"),
    ]
  }
}
