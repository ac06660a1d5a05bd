import RoostJSON

/// A kind of media, what it is called and what it has.
struct MediaKind: Sendable {
  /// The field of a message, and the parameter.
  let name: String
  let permission: String
  /// As errors name it.
  let what: String
  /// Whether it has a caption.
  let hasCaption: Bool
  /// What its file ids begin with.
  let mark: String
  let folder: String

  static let all = [
    MediaKind(
      name: "photo", permission: "can_send_photos", what: "photos", hasCaption: true, mark: "AgAC",
      folder: "photos"),
    MediaKind(
      name: "audio", permission: "can_send_audios", what: "music", hasCaption: true, mark: "CQAC",
      folder: "music"),
    MediaKind(
      name: "document", permission: "can_send_documents", what: "documents", hasCaption: true, mark: "BQAC",
      folder: "documents"),
    MediaKind(
      name: "video", permission: "can_send_videos", what: "videos", hasCaption: true, mark: "BAAC",
      folder: "videos"),
    MediaKind(
      name: "animation", permission: "can_send_other_messages", what: "animations", hasCaption: true,
      mark: "CgAC", folder: "animations"),
    MediaKind(
      name: "voice", permission: "can_send_voice_notes", what: "voice notes", hasCaption: true, mark: "AwAC",
      folder: "voice"),
    MediaKind(
      name: "video_note", permission: "can_send_video_notes", what: "video notes", hasCaption: false,
      mark: "DQAC", folder: "video_notes"),
    MediaKind(
      name: "sticker", permission: "can_send_other_messages", what: "stickers", hasCaption: false,
      mark: "CAAC", folder: "stickers"),
  ]

  static func named(_ name: String) -> MediaKind? { all.first { $0.name == name } }

  /// The kind that a message is of; nil for none. An animation is a document too.
  static func of(_ content: JSONValue) -> MediaKind? {
    if content["animation"] != nil { return named("animation") }
    return all.first { content[$0.name] != nil }
  }
}
