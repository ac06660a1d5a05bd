// The fields of the sample, as one would write them for Foundation's decoder; those it has not are not asked for.

struct DecodedUpdate: Decodable {
  let update_id: Int64
  let message: DecodedMessage
}

struct DecodedMessage: Decodable {
  let message_id: Int64
  let message_thread_id: Int64
  let from: DecodedUser
  let chat: DecodedChat
  let date: Int64
  let edit_date: Int64
  let is_topic_message: Bool
  let media_group_id: String
  let author_signature: String
  let has_protected_content: Bool
  let reply_to_message: DecodedReply
  let photo: [DecodedPhoto]
  let caption: String
  let caption_entities: [DecodedEntity]
  let show_caption_above_media: Bool
  let reply_markup: DecodedMarkup
}

struct DecodedReply: Decodable {
  let message_id: Int64
  let from: DecodedUser
  let chat: DecodedChat
  let date: Int64
  let text: String
  let entities: [DecodedEntity]
  let link_preview_options: DecodedPreview
}

struct DecodedUser: Decodable {
  let id: Int64
  let is_bot: Bool
  let first_name: String
  let last_name: String?
  let username: String
  let language_code: String?
  let is_premium: Bool?
}

struct DecodedChat: Decodable {
  let id: Int64
  let title: String
  let username: String
  let type: String
  let is_forum: Bool
}

struct DecodedEntity: Decodable {
  let offset: Int64
  let length: Int64
  let type: String
  let url: String?
}

struct DecodedPhoto: Decodable {
  let file_id: String
  let file_unique_id: String
  let file_size: Int64
  let width: Int64
  let height: Int64
}

struct DecodedPreview: Decodable {
  let is_disabled: Bool
}

struct DecodedMarkup: Decodable {
  let inline_keyboard: [[DecodedButton]]
}

struct DecodedButton: Decodable {
  let text: String
  let callback_data: String?
  let url: String?
}
