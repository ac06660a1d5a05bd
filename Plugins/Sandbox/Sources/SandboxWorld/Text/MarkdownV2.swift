/// https://core.telegram.org/bots/api#markdownv2-style
enum MarkdownV2 {
  private static let reserved = Set("_*[]()~`>#+-=|{}.!".unicodeScalars)
  private static let types: KeyValuePairs<String, String> = [
    "__": "underline", "_": "italic", "*": "bold", "~": "strikethrough", "||": "spoiler",
  ]

  static func parse(_ text: String) throws -> FormattedText {
    var reader = Reader(text)
    var builder = TextBuilder()
    var isLineStart = true
    while let scalar = reader.peek {
      if isLineStart, quote(&reader, &builder) { continue }
      isLineStart = scalar == "\n"
      if scalar == "\\", let next = reader.peek(1), next.isASCII, next.value > 0, next.value < 127 {
        reader.skip(2)
        builder.append(next)
        isLineStart = next == "\n"
      } else if scalar == "`" {
        try code(&reader, &builder)
      } else if try !mark(&reader, &builder) {
        guard !reserved.contains(scalar) else {
          throw APIError.bad(
            "can't parse entities: character '\(scalar)' is reserved and must be escaped with the preceding '\\'"
          )
        }
        _ = reader.next()
        builder.append(scalar)
        if scalar == "\n", builder.innermost == ">", reader.peek != ">" { builder.end() }
      }
    }
    if builder.innermost == ">" { builder.end() }
    if let open = builder.openMark {
      throw APIError.bad("can't parse entities: can't find end of \(name(open.mark)) entity")
    }
    return builder.finish()
  }

  private static func name(_ mark: String) -> String {
    switch mark {
    case "[": "TextUrl"
    case "![": "CustomEmoji"
    default:
      types.first { $0.key == mark }.map { $0.value.prefix(1).uppercased() + $0.value.dropFirst() } ?? "Code"
    }
  }

  /// `>` at the start of a line, and `**>` that begins a new quotation.
  private static func quote(_ reader: inout Reader, _ builder: inout TextBuilder) -> Bool {
    let isNew = reader.starts(with: "**>")
    guard isNew || reader.peek == ">" else { return false }
    reader.skip(isNew ? 3 : 1)
    if isNew, builder.innermost == ">" { builder.end() }
    if !builder.isOpen(">") { builder.begin(">", Entity(type: "blockquote", offset: 0, length: 0)) }
    // The rest of the line is read as any text; an empty one ends here.
    return reader.peek != ">"
  }

  private static func code(_ reader: inout Reader, _ builder: inout TextBuilder) throws {
    let mark = reader.starts(with: "```") ? "```" : "`"
    reader.skip(mark.count)
    var entity = Entity(type: mark == "`" ? "code" : "pre", offset: 0, length: 0)
    if mark == "```" {
      var ahead = 0
      var language = ""
      while let scalar = reader.peek(ahead), !scalar.properties.isWhitespace, scalar != "`" {
        language.unicodeScalars.append(scalar)
        ahead += 1
      }
      if reader.peek(ahead) == "\n" {
        reader.skip(ahead + 1)
        if !language.isEmpty { entity.language = language }
      }
    }
    builder.begin(mark, entity)
    while !reader.starts(with: mark) {
      guard var scalar = reader.next() else {
        throw APIError.bad("can't parse entities: can't find end of \(mark == "`" ? "Code" : "Pre") entity")
      }
      if scalar == "\\", let next = reader.peek, next == "`" || next == "\\" {
        scalar = next
        _ = reader.next()
      }
      builder.append(scalar)
    }
    reader.skip(mark.count)
    builder.end()
  }

  /// A mark that begins or ends an entity. False where there is none.
  private static func mark(_ reader: inout Reader, _ builder: inout TextBuilder) throws -> Bool {
    if reader.starts(with: "![") || reader.peek == "[" {
      let mark = reader.peek == "!" ? "![" : "["
      reader.skip(mark.count)
      builder.begin(mark, Entity(type: mark == "[" ? "text_link" : "custom_emoji", offset: 0, length: 0))
      return true
    }
    if reader.peek == "]", let open = builder.openMark, open.mark.hasSuffix("[") {
      _ = reader.next()
      let text = String(decoding: builder.units[open.offset...], as: UTF16.self)
      let address = try address(&reader)
      builder.end { entity in
        entity.url = address
        if open.mark == "![" {
          entity.emoji = address?.split(separator: "=").last.map(String.init)
          entity.url = nil
        } else {
          LinkText.settle(&entity, text: text)
        }
      }
      return true
    }
    for (mark, type) in types where reader.starts(with: mark) {
      if builder.innermost == mark {
        reader.skip(mark.count)
        builder.end()
        if mark == "||", builder.innermost == ">", reader.peek == nil || reader.peek == "\n" { builder.end() }
        return true
      }
      guard !builder.isOpen(mark) else { continue }
      reader.skip(mark.count)
      builder.begin(mark, Entity(type: type, offset: 0, length: 0))
      return true
    }
    return false
  }

  private static func address(_ reader: inout Reader) throws -> String? {
    guard reader.peek == "(" else { return nil }
    _ = reader.next()
    var address = ""
    while let scalar = reader.next() {
      if scalar == ")" { return address }
      if scalar == "\\", let next = reader.next() {
        address.unicodeScalars.append(next)
      } else {
        address.unicodeScalars.append(scalar)
      }
    }
    throw APIError.bad("can't parse entities: can't find end of a URL")
  }
}
