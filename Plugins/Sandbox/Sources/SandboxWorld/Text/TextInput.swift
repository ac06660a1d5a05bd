import RoostJSON

// The text of a call: marked up, or with entities.
extension World {
  /// Reads a text with its parse mode or entities.
  ///
  /// - Parameters:
  ///   - limit: most UTF-16 units once it is parsed.
  ///   - tooLong: the words for more.
  func formatted(
    _ text: String, mode: String?, entities: [JSONValue]?, limit: Int, tooLong: String
  ) throws -> FormattedText {
    guard text.utf16.count <= 32_768 else { throw APIError.bad(tooLong) }
    var parsed: FormattedText
    switch mode?.lowercased() {
    case "html": parsed = try HTMLText.parse(text)
    case "markdownv2": parsed = try MarkdownV2.parse(text)
    case "markdown": parsed = try LegacyMarkdown.parse(text)
    case nil, "": parsed = FormattedText(text: text, entities: try given(entities ?? [], text))
    default: throw APIError.bad("unsupported parse_mode")
    }
    parsed = parsed.trimmed()
    parsed.entities += FoundEntities.find(parsed.text, beside: parsed.entities)
    // A mention of somebody the sandbox does not know is plain text.
    parsed.entities.removeAll { $0.type == "text_mention" && $0.user.flatMap { users[$0] } == nil }
    parsed.entities.sort(by: Entity.precedes)
    parsed.entities = Array(parsed.entities.prefix(100))
    guard parsed.text.utf16.count <= limit else { throw APIError.bad(tooLong) }
    return parsed
  }

  private func given(_ entities: [JSONValue], _ text: String) throws -> [Entity] {
    let size = text.utf16.count
    return try entities.map { entity in
      guard let type = entity["type"]?.string, let offset = entity["offset"]?.int,
        let length = entity["length"]?.int
      else { throw APIError.bad("can't parse MessageEntity: Field \"type\" must be of type String") }
      guard offset >= 0, length >= 0, offset <= size, length <= size - offset else {
        throw APIError.bad("entity beginning at UTF-16 offset \(offset) ends after the end of the text")
      }
      return Entity(
        type: type, offset: offset, length: length, url: entity["url"]?.string,
        language: entity["language"]?.string, user: entity["user"]?["id"]?.int,
        emoji: entity["custom_emoji_id"]?.string)
    }.filter { $0.length > 0 && !Self.foundTypes.contains($0.type) }
  }

  /// Entities that Telegram finds by itself, so that those given are not needed.
  private static let foundTypes: Set<String> = [
    "bot_command", "mention", "hashtag", "cashtag", "url", "email",
  ]

  func json(_ entities: [Entity]) -> JSONValue {
    .array(
      entities.map { entity in
        .fields([
          "offset": entity.offset, "length": entity.length, "type": entity.type, "url": entity.url,
          "user": entity.user.flatMap { render(user: $0) }, "language": entity.language,
          "custom_emoji_id": entity.emoji,
        ])
      })
  }

  /// A message's text and its entities as members of it.
  func textContent(_ text: FormattedText) -> JSONValue {
    let body = JSONValue.fields(["text": text.text])
    return text.entities.isEmpty ? body : body.with("entities", json(text.entities))
  }

  /// A caption with its entities; nothing where there is none.
  func captionContent(_ call: Call) throws -> JSONValue {
    try captionContent(call.text("caption"), mode: call.text("parse_mode"), call.array("caption_entities"))
  }

  func captionContent(_ caption: String?, mode: String?, _ entities: [JSONValue]?) throws -> JSONValue {
    guard let caption, !caption.isEmpty else { return .object([]) }
    let text = try formatted(
      caption, mode: mode, entities: entities, limit: 1024, tooLong: "message caption is too long")
    guard !text.text.isEmpty else { return .object([]) }
    let body = JSONValue.fields(["caption": text.text])
    return text.entities.isEmpty ? body : body.with("caption_entities", json(text.entities))
  }
}
