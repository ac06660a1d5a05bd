import CRoost
import Testing

/// An update of every kind, as the Bot API documents them, with what its envelope must say.
struct UpdateSample: Sendable, CustomTestStringConvertible {
  let kind: Int32
  let json: String
  var testDescription: String { String(json.prefix(48)) }
}

enum UpdateSamples {
  static let user = #"{"id":7001,"is_bot":false,"first_name":"Ann \"A\" 🙂","language_code":"de-AT"}"#
  static let chat = #"{"id":-1009999999999,"title":"x","type":"supergroup"}"#
  static let message = """
    {"message_id":55,"from":\(user),"sender_chat":{"id":1,"type":"channel"},"chat":\(chat),"date":1700000000,
    "reply_to_message":{"message_id":1,"chat":{"id":2,"type":"private"},"date":3,"text":"/no"},
    "text":"/Start@some_bot  Gr\\u00fc\\u00dfe \\ud83d\\ude00\\n","entities":[{"offset":0,"length":6,"type":"bot_command"}]}
    """
  static let member = """
    {"chat":\(chat),"from":\(user),"date":1700000001,"old_chat_member":{"user":{"id":9},"status":"left"},
    "new_chat_member":{"user":{"id":9},"status":"member"}}
    """

  static let all: [UpdateSample] = [
    sample(ROOST_UPDATE_MESSAGE, "message", message),
    sample(ROOST_UPDATE_EDITED_MESSAGE, "edited_message", message),
    sample(
      ROOST_UPDATE_CHANNEL_POST, "channel_post",
      #"{"message_id":5,"chat":\#(chat),"date":6,"caption":"/cap"}"#),
    sample(ROOST_UPDATE_EDITED_CHANNEL_POST, "edited_channel_post", message),
    sample(
      ROOST_UPDATE_BUSINESS_CONNECTION, "business_connection",
      #"{"id":"bc","user":\#(user),"user_chat_id":7001,"date":11,"is_enabled":true}"#),
    sample(ROOST_UPDATE_BUSINESS_MESSAGE, "business_message", message),
    sample(ROOST_UPDATE_EDITED_BUSINESS_MESSAGE, "edited_business_message", message),
    sample(
      ROOST_UPDATE_DELETED_BUSINESS_MESSAGES, "deleted_business_messages",
      #"{"business_connection_id":"bc","chat":\#(chat),"message_ids":[1,2]}"#),
    sample(
      ROOST_UPDATE_MESSAGE_REACTION, "message_reaction",
      #"{"chat":\#(chat),"message_id":8,"user":\#(user),"date":12,"old_reaction":[],"new_reaction":[]}"#),
    sample(
      ROOST_UPDATE_MESSAGE_REACTION_COUNT, "message_reaction_count",
      #"{"chat":\#(chat),"message_id":8,"date":13,"reactions":[]}"#),
    sample(
      ROOST_UPDATE_INLINE_QUERY, "inline_query",
      #"{"id":"77","from":\#(user),"query":"/start not a command","offset":"","chat_type":"sender"}"#),
    sample(
      ROOST_UPDATE_CHOSEN_INLINE_RESULT, "chosen_inline_result",
      #"{"result_id":"r","from":\#(user),"query":"cats"}"#),
    sample(
      ROOST_UPDATE_CALLBACK_QUERY, "callback_query",
      #"{"id":"4242","from":\#(user),"message":\#(message),"chat_instance":"z","data":"ok:1/é"}"#),
    sample(
      ROOST_UPDATE_SHIPPING_QUERY, "shipping_query",
      #"{"id":"s1","from":\#(user),"invoice_payload":"p","shipping_address":{"city":"W"}}"#),
    sample(
      ROOST_UPDATE_PRE_CHECKOUT_QUERY, "pre_checkout_query",
      #"{"id":"pc","from":\#(user),"currency":"EUR","total_amount":1,"invoice_payload":"p"}"#),
    sample(
      ROOST_UPDATE_PURCHASED_PAID_MEDIA, "purchased_paid_media",
      #"{"from":\#(user),"paid_media_payload":"p"}"#),
    sample(ROOST_UPDATE_POLL, "poll", #"{"id":"5","question":"?","options":[],"total_voter_count":0}"#),
    sample(
      ROOST_UPDATE_POLL_ANSWER, "poll_answer", #"{"poll_id":"5","user":\#(user),"option_ids":[0]}"#),
    sample(
      ROOST_UPDATE_POLL_ANSWER, "poll_answer", #"{"poll_id":"5","voter_chat":\#(chat),"option_ids":[0]}"#),
    sample(ROOST_UPDATE_MY_CHAT_MEMBER, "my_chat_member", member),
    sample(ROOST_UPDATE_CHAT_MEMBER, "chat_member", member),
    sample(
      ROOST_UPDATE_CHAT_JOIN_REQUEST, "chat_join_request",
      #"{"chat":\#(chat),"from":\#(user),"user_chat_id":7001,"date":14}"#),
    sample(
      ROOST_UPDATE_CHAT_BOOST, "chat_boost",
      #"{"chat":\#(chat),"boost":{"boost_id":"b","add_date":15,"source":{"source":"premium","user":\#(user)}}}"#
    ),
    sample(
      ROOST_UPDATE_REMOVED_CHAT_BOOST, "removed_chat_boost",
      #"{"chat":\#(chat),"boost_id":"b","remove_date":16,"source":{"source":"premium","user":\#(user)}}"#),
    sample(ROOST_UPDATE_OTHER, "managed_unicorn", #"{"chat":\#(chat)}"#),
  ]

  private static func sample(_ kind: Int32, _ name: String, _ payload: String) -> UpdateSample {
    UpdateSample(kind: kind, json: #"{"update_id":\#(100 + kind),"\#(name)":\#(payload)}"#)
  }
}
