/// An answer as a client reads it off the wire (RFC 9112), read strictly.
package struct WireAnswer: Sendable, Equatable {
  /// The status code.
  package var status: Int
  /// Names in small letters and values, in order.
  package var fields: [(name: String, value: String)]
  /// The body, chunks put together.
  package var body: String
  /// Whether the answer came whole; the last one may have been broken off.
  package var isWhole: Bool

  /// Why bytes are no answer.
  package struct Malformed: Error, CustomStringConvertible {
    /// What is wrong.
    package let description: String

    /// Says what is wrong.
    package init(description: String) { self.description = description }
  }

  /// The values of a field.
  package subscript(name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  package static func == (left: WireAnswer, right: WireAnswer) -> Bool {
    left.status == right.status && left.body == right.body && left.isWhole == right.isWhole
      && left.fields.elementsEqual(right.fields) { $0 == $1 }
  }

  /// Reads all answers, interim ones (1xx) included.
  ///
  /// - Parameters:
  ///   - isHead: whether the answer of an index, interim ones not counted, is to a HEAD request.
  ///   - isClosed: whether the connection has been closed behind the bytes.
  package static func all(
    _ bytes: [UInt8], isClosed: Bool = false, isHead: (Int) -> Bool = { _ in false }
  ) throws -> [WireAnswer] {
    var reader = Reader(bytes: bytes, isClosed: isClosed)
    var answers: [WireAnswer] = []
    var finals = 0
    while !reader.isAtEnd {
      let answer = try reader.answer(isHead: isHead(finals))
      if answer.status >= 200 { finals += 1 }
      answers.append(answer)
    }
    return answers
  }

  private struct Reader {
    let bytes: [UInt8]
    let isClosed: Bool
    var place = 0
    var isAtEnd: Bool { place == bytes.count }

    mutating func line() throws -> String {
      guard let end = bytes[place...].firstIndex(of: 0x0A) else {
        throw Malformed(description: "no line end")
      }
      guard end > place, bytes[end - 1] == 0x0D else { throw Malformed(description: "a bare LF") }
      let line = bytes[place..<end - 1]
      guard !line.contains(0x0D), !line.contains(0) else {
        throw Malformed(description: "CR or NUL in a line")
      }
      place = end + 1
      return String(decoding: line, as: UTF8.self)
    }

    mutating func answer(isHead: Bool) throws -> WireAnswer {
      let words = try line().split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
      guard words.count == 3, words[0] == "HTTP/1.1", words[1].utf8.count == 3, let status = Int(words[1]),
        (100...599).contains(status)
      else { throw Malformed(description: "no status line: \(words)") }
      var answer = WireAnswer(status: status, fields: [], body: "", isWhole: true)
      while case let line = try line(), !line.isEmpty {
        guard let colon = line.firstIndex(of: ":"), colon != line.startIndex,
          line[..<colon].allSatisfy({ !$0.isWhitespace })
        else { throw Malformed(description: "no field: \(line)") }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        answer.fields.append((line[..<colon].lowercased(), String(value)))
      }
      if isHead || status < 200 || status == 204 || status == 304 { return answer }
      try readBody(&answer)
      return answer
    }

    private mutating func readBody(_ answer: inout WireAnswer) throws {
      let lengths = answer["content-length"]
      let isChunked = answer["transfer-encoding"] == ["chunked"]
      guard lengths.count + (isChunked ? 1 : 0) <= 1 else { throw Malformed(description: "two framings") }
      if isChunked { return try readChunks(&answer) }
      guard let text = lengths.first else {
        guard isClosed else { throw Malformed(description: "no framing, and not closed") }
        return take(bytes.count - place, &answer)
      }
      guard let length = Int(text), length >= 0 else { throw Malformed(description: "length \(text)") }
      take(length, &answer)
    }

    private mutating func readChunks(_ answer: inout WireAnswer) throws {
      while true {
        if isAtEnd {
          guard isClosed else { throw Malformed(description: "chunks without an end") }
          answer.isWhole = false
          return
        }
        guard let size = Int(try line(), radix: 16) else { throw Malformed(description: "no chunk size") }
        take(size, &answer)
        guard try line().isEmpty else { throw Malformed(description: "a chunk's end") }
        if size == 0 { return }
      }
    }

    private mutating func take(_ count: Int, _ answer: inout WireAnswer) {
      let end = min(bytes.count, place + count)
      answer.body += String(decoding: bytes[place..<end], as: UTF8.self)
      if end < place + count { answer.isWhole = false }
      place = end
    }
  }
}
