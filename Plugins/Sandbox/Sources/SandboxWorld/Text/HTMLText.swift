/// The HTML of https://core.telegram.org/bots/api#html-style.
enum HTMLText {
  private static let types = [
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "tg-emoji": "custom_emoji",
    "blockquote": "blockquote",
  ]

  static func parse(_ text: String) throws -> FormattedText {
    var reader = Reader(text)
    var builder = TextBuilder()
    while let scalar = reader.next() {
      if scalar == "&" {
        builder.append(reader.reference())
      } else if scalar == "<" {
        try tag(&reader, &builder)
      } else {
        builder.append(scalar)
      }
    }
    if let open = builder.openMark {
      throw fault("can't find end tag corresponding to start tag \"\(open.mark)\"")
    }
    return builder.finish()
  }

  private static func fault(_ why: String) -> APIError { .bad("can't parse entities: \(why)") }

  private static func tag(_ reader: inout Reader, _ builder: inout TextBuilder) throws {
    let begin = reader.byteOffset - 1
    if reader.peek == "/" {
      _ = reader.next()
      let name = reader.word()
      reader.skipSpace()
      guard reader.next() == ">" else { throw fault("unclosed end tag at byte offset \(begin)") }
      guard let open = builder.innermost else { throw fault("unexpected end tag at byte offset \(begin)") }
      guard name.isEmpty || name == open else {
        throw fault(
          "unmatched end tag at byte offset \(begin), expected \"</\(open)>\", found \"</\(name)>\"")
      }
      close(&builder)
      return
    }
    let name = reader.word()
    guard !name.isEmpty, let type = types[name] else {
      throw fault("unsupported start tag \"\(name)\" at byte offset \(begin)")
    }
    let attributes = try reader.attributes(tag: name, at: begin)
    var entity = Entity(type: type, offset: 0, length: 0)
    switch name {
    case "a": entity.url = attributes["href"]
    case "tg-emoji": entity.emoji = attributes["emoji-id"]
    case "span" where attributes["class"] != "tg-spoiler":
      throw fault("tag \"span\" must have class \"tg-spoiler\" at byte offset \(begin)")
    case "code":
      if let language = attributes["class"], language.hasPrefix("language-"), builder.innermost == "pre" {
        entity.language = String(language.dropFirst("language-".count))
      }
    case "blockquote" where attributes["expandable"] != nil: entity.type = "expandable_blockquote"
    default: break
    }
    builder.begin(name, entity)
  }

  private static func close(_ builder: inout TextBuilder) {
    var text: String?
    if builder.innermost == "a", let open = builder.openMark {
      text = String(decoding: builder.units[open.offset...], as: UTF16.self)
    }
    builder.end { entity in
      guard entity.type == "text_link" else { return }
      LinkText.settle(&entity, text: text ?? "")
    }
  }
}

/// Where a link's address leads to more than a page.
enum LinkText {
  /// A link to `tg://user?id=` is a mention; one to nowhere is the text's own address.
  static func settle(_ entity: inout Entity, text: String) {
    let url = entity.url.flatMap { $0.isEmpty ? nil : $0 } ?? text
    if let id = url.hasPrefix("tg://user?id=") ? Int(url.dropFirst("tg://user?id=".count)) : nil {
      entity.type = "text_mention"
      entity.user = id
      entity.url = nil
    } else if url.contains(":") || url.contains(".") {
      let address =
        url.contains("://") || url.hasPrefix("tg:") || url.hasPrefix("mailto:") ? url : "http://" + url
      let slashes = address.split(separator: "/", omittingEmptySubsequences: false)
      entity.url = slashes.count == 3 && address.contains("://") ? address + "/" : address
    } else {
      entity.type = ""
    }
  }
}
