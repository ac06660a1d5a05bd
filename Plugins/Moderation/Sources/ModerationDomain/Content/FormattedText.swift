/// A text and what is marked in it (https://core.telegram.org/bots/api#messageentity).
package struct FormattedText: Codable, Sendable, Equatable {
  /// The text.
  package let text: String
  /// What is marked, always within the text.
  package internal(set) var entities: [Entity]

  /// Makes a text; entities that do not lie within it are left out.
  package init(_ text: String, _ entities: [Entity] = []) {
    self.text = text
    let length = text.utf16.count
    self.entities = entities.filter { $0.offset >= 0 && $0.length > 0 && $0.length <= length - $0.offset }
  }

  /// Reads a text that was kept; entities that do not lie within it are left out.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(String.self, forKey: .text), try container.decode([Entity].self, forKey: .entities)
    )
  }
}

/// A marked part of a text.
package struct Entity: Codable, Sendable, Equatable {
  /// As the Bot API names it, such as `bold` or `text_link`.
  package var type: String
  /// Where it begins, in UTF-16 code units.
  package var offset: Int
  /// How long it is, in UTF-16 code units.
  package var length: Int
  /// Where a `text_link` leads.
  package var url: String?
  /// Whom a `text_mention` means.
  package var user: UserID?
  /// The language of `pre`.
  package var language: String?
  /// The `custom_emoji_id` of a custom emoji.
  package var emoji: String?

  /// Makes an entity.
  package init(
    _ type: String, _ offset: Int, _ length: Int, url: String? = nil, user: UserID? = nil,
    language: String? = nil, emoji: String? = nil
  ) {
    self.type = type
    self.offset = offset
    self.length = length
    self.url = url
    self.user = user
    self.language = language
    self.emoji = emoji
  }
}
