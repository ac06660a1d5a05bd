/// `multipart/form-data` (RFC 7578), of bodies that are in memory.
package enum Multipart {
  /// One field or file.
  package struct Part: Sendable {
    /// The field's name.
    package var name: String
    /// As the sender calls the file; nil for a field.
    package var fileName: String?
    /// As the sender says.
    package var contentType: String?
    /// What it has.
    package var body: ArraySlice<UInt8>
  }

  /// Most parts of one body.
  static let most = 200
  private static let lineEnd: [UInt8] = [13, 10]

  /// The boundary that a content type names, 1 to 200 bytes.
  package static func boundary(_ contentType: String) -> [UInt8]? {
    let value = parameter("boundary", of: contentType)
    guard let value, !value.isEmpty, value.utf8.count <= 200 else { return nil }
    return Array(value.utf8)
  }

  /// The parts of a body.
  ///
  /// - Throws: ``APIError`` for what is malformed, or has too many parts.
  package static func parse(_ body: [UInt8], boundary: [UInt8]) throws(APIError) -> [Part] {
    let delimiter = Array("--".utf8) + boundary
    guard var start = find(delimiter, in: body, from: 0) else {
      throw APIError.bad("the multipart body has no boundary")
    }
    start += delimiter.count
    var parts: [Part] = []
    while true {
      if body[start...].starts(with: [45, 45]) { return parts }
      while start < body.count, body[start] == 32 || body[start] == 9 { start += 1 }
      guard body[start...].starts(with: lineEnd), parts.count < most else {
        throw APIError.bad("the multipart body is malformed")
      }
      start += 2
      guard let end = find(lineEnd + delimiter, in: body, from: start - 2),
        let headEnd = body[start...].starts(with: lineEnd)
          ? start : find(lineEnd + lineEnd, in: body, from: start),
        headEnd < end
      else { throw APIError.bad("the multipart body ends too early") }
      let bodyStart = min(headEnd + 4, end)
      if let part = part(head: body[start..<headEnd], body: body[bodyStart..<end]) { parts.append(part) }
      start = end + 2 + delimiter.count
    }
  }

  private static func part(head: ArraySlice<UInt8>, body: ArraySlice<UInt8>) -> Part? {
    var part = Part(name: "", body: body)
    for line in head.split(separator: 10) {
      let text = String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
      guard let colon = text.firstIndex(of: ":") else { continue }
      let value = String(text[text.index(after: colon)...]).trimmed
      switch text[..<colon].lowercased() {
      case "content-disposition":
        guard let name = parameter("name", of: value) else { return nil }
        part.name = name
        part.fileName = parameter("filename", of: value)
      case "content-type": part.contentType = value
      default: break
      }
    }
    return part.name.isEmpty ? nil : part
  }

  /// The value of a parameter such as `name="photo"` behind a field's first semicolon.
  static func parameter(_ name: String, of field: String) -> String? {
    var rest = Array(field.utf8)[...]
    guard let first = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    rest = rest[(first + 1)...]
    while !rest.isEmpty {
      rest = rest.drop { $0 == 32 || $0 == 9 || $0 == UInt8(ascii: ";") }
      let key = rest.prefix { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ";") }
      rest = rest[key.endIndex...]
      var value: [UInt8] = []
      if rest.first == UInt8(ascii: "=") {
        rest = rest.dropFirst()
        if rest.first == UInt8(ascii: "\"") {
          rest = rest.dropFirst()
          while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "\\"), let next = rest.first, next == 0x22 || next == 0x5C {
              value.append(rest.removeFirst())
            } else {
              value.append(byte)
            }
          }
        } else {
          let word = rest.prefix { $0 != UInt8(ascii: ";") }
          value = Array(word)
          rest = rest[word.endIndex...]
        }
      }
      if String(decoding: key, as: UTF8.self).trimmed.lowercased() == name {
        return String(decoding: value, as: UTF8.self)
      }
    }
    return nil
  }

  /// The first place of some bytes at or behind an offset.
  static func find(_ needle: [UInt8], in bytes: [UInt8], from offset: Int) -> Int? {
    guard bytes.count >= needle.count, let first = needle.first else { return nil }
    var index = offset
    let last = bytes.count - needle.count
    while index <= last {
      guard let candidate = bytes[index...last].firstIndex(of: first) else { return nil }
      if bytes[candidate...].starts(with: needle) { return candidate }
      index = candidate + 1
    }
    return nil
  }
}
