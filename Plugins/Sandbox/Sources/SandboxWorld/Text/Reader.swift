/// Reads a markup scalar by scalar.
struct Reader {
  private let scalars: [Unicode.Scalar]
  private(set) var index = 0
  private(set) var byteOffset = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
  func peek(_ ahead: Int) -> Unicode.Scalar? {
    index + ahead < scalars.count ? scalars[index + ahead] : nil
  }

  mutating func next() -> Unicode.Scalar? {
    guard index < scalars.count else { return nil }
    defer { index += 1 }
    byteOffset += UTF8.width(scalars[index])
    return scalars[index]
  }

  mutating func skip(_ count: Int) { for _ in 0..<count { _ = next() } }

  func starts(with text: String) -> Bool { scalars[index...].starts(with: text.unicodeScalars) }

  mutating func skipSpace() { while let scalar = peek, scalar.properties.isWhitespace { _ = next() } }

  /// Letters, digits and hyphens, in small letters.
  mutating func word() -> String {
    var word = ""
    while let scalar = peek, scalar.isASCII,
      scalar == "-" || scalar.properties.isAlphabetic
        || ("0"..."9").contains(scalar)
    {
      word.unicodeScalars.append(scalar)
      _ = next()
    }
    return word.lowercased()
  }

  /// What a character reference behind `&` stands for; `&` itself where it is none.
  mutating func reference() -> String {
    let named = ["lt;": "<", "gt;": ">", "amp;": "&", "quot;": "\""]
    for (name, text) in named where starts(with: name) {
      skip(name.count)
      return text
    }
    guard peek == "#" else { return "&" }
    let isHex = peek(1) == "x" || peek(1) == "X"
    var digits = ""
    var ahead = isHex ? 2 : 1
    while let scalar = peek(ahead), scalar.properties.isASCIIHexDigit, digits.utf8.count < 8 {
      digits.unicodeScalars.append(scalar)
      ahead += 1
    }
    guard peek(ahead) == ";", let number = UInt32(digits, radix: isHex ? 16 : 10), number > 0,
      let scalar = Unicode.Scalar(number)
    else { return "&" }
    skip(ahead + 1)
    return String(scalar)
  }

  /// A tag's attributes up to `>`.
  mutating func attributes(tag: String, at begin: Int) throws -> [String: String] {
    var found: [String: String] = [:]
    func fault(_ why: String) -> APIError {
      .bad("can't parse entities: \(why) in the tag \"\(tag)\" at byte offset \(begin)")
    }
    while true {
      skipSpace()
      guard let scalar = peek else {
        throw APIError.bad("can't parse entities: unclosed start tag at byte offset \(begin)")
      }
      if scalar == ">" {
        _ = next()
        return found
      }
      let name = word()
      guard !name.isEmpty else { throw fault("empty attribute name") }
      skipSpace()
      guard peek == "=" else {
        found[name] = ""
        continue
      }
      _ = next()
      skipSpace()
      var value = ""
      if let quote = peek, quote == "\"" || quote == "'" {
        _ = next()
        while let scalar = next() {
          if scalar == quote { break }
          if scalar == "&" { value += reference() } else { value.unicodeScalars.append(scalar) }
        }
      } else {
        while let scalar = peek, scalar != ">", !scalar.properties.isWhitespace {
          value.unicodeScalars.append(scalar)
          _ = next()
        }
      }
      found[name] = value
    }
  }
}
