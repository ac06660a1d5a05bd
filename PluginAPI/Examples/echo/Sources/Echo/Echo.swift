import Roost
import RoostJSON

/// What comes back: the message itself, whatever is in it.
enum Echo {
  /// Parts of an album come back one by one, since each is an update of its own.
  static func of(_ update: Update) -> UpdateReply {
    .call(
      "copyMessage",
      [
        JSONMember("from_chat_id", .number(JSONNumber(update.chatID))),
        JSONMember("message_id", .number(JSONNumber(update.messageID))),
      ])
  }
}
