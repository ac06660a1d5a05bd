/// What an item says and shows.
package struct Content: Codable, Sendable, Equatable {
  /// The text, or the caption where there are media.
  package var text: FormattedText
  /// In the author's order; more than one is an album.
  package var media: [Media]

  /// Makes content of a text and media.
  package init(text: FormattedText, media: [Media] = []) {
    self.text = text
    self.media = media
  }

  /// Whether there is nothing in it.
  package var isEmpty: Bool { text.text.isEmpty && media.isEmpty }
}

/// One picture, video or file.
package struct Media: Codable, Sendable, Equatable {
  /// What kind of thing it is, which also says how it is sent.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// A picture that Telegram has compressed, and by that freed of EXIF.
    case photo
    /// A video.
    case video
    /// Any file, a picture sent as such included.
    case document
  }

  /// What kind of thing it is.
  package var kind: Kind
  /// What it is sent by (`file_id`).
  package var fileID: String
  /// The same for everybody and for ever (`file_unique_id`).
  package var uniqueID: String
  /// The author's message that had it.
  package var message: Int
  /// The name the author's device gave it; documents only.
  package var fileName: String?
  /// SHA-256 of its bytes in hexadecimal digits, once somebody has read them.
  package var digest: String?
  /// The picture's difference hash, once somebody has read it.
  package var pictureHash: UInt64?

  /// Makes a description of a file.
  package init(
    kind: Kind, fileID: String, uniqueID: String, message: Int, fileName: String? = nil,
    digest: String? = nil,
    pictureHash: UInt64? = nil
  ) {
    self.kind = kind
    self.fileID = fileID
    self.uniqueID = uniqueID
    self.message = message
    self.fileName = fileName
    self.digest = digest
    self.pictureHash = pictureHash
  }
}

/// As whom an item is published.
package enum Attribution: String, Codable, Sendable, CaseIterable {
  /// Nothing in the post tells who sent it.
  case anonymous
  /// With the author's name.
  case name
  /// With the author's name, which leads to them.
  case link
}
