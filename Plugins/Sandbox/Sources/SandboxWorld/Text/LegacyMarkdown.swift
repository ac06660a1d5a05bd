/// https://core.telegram.org/bots/api#markdown-style
enum LegacyMarkdown {
  static func parse(_ text: String) throws -> FormattedText {
    var reader = Reader(text)
    var builder = TextBuilder()
    while let scalar = reader.peek {
      let begin = reader.byteOffset
      if scalar == "\\", let next = reader.peek(1), "_*`[".unicodeScalars.contains(next) {
        reader.skip(2)
        builder.append(next)
        continue
      }
      guard "_*`[".unicodeScalars.contains(scalar) else {
        _ = reader.next()
        builder.append(scalar)
        continue
      }
      let mark = reader.starts(with: "```") ? "```" : String(scalar)
      reader.skip(mark.count)
      let type = ["_": "italic", "*": "bold", "`": "code", "```": "pre", "[": "text_link"][mark] ?? ""
      builder.begin(mark, Entity(type: type, offset: 0, length: 0))
      let end = mark == "[" ? "]" : mark
      let start = builder.offset
      while !reader.starts(with: end) {
        guard let scalar = reader.next() else {
          throw APIError.bad(
            "can't parse entities: can't find end of the entity starting at byte offset \(begin)")
        }
        builder.append(scalar)
      }
      reader.skip(end.count)
      let inner = String(decoding: builder.units[start...], as: UTF16.self)
      var address: String?
      if mark == "[", reader.peek == "(" {
        _ = reader.next()
        var text = ""
        while let scalar = reader.next(), scalar != ")" { text.unicodeScalars.append(scalar) }
        address = text
      }
      builder.end { entity in
        guard entity.type == "text_link" else { return }
        entity.url = address
        LinkText.settle(&entity, text: inner)
      }
    }
    return builder.finish()
  }
}
