internal import CRoost

/// The kinds of updates by their names in the Bot API (https://core.telegram.org/bots/api#update).
package enum UpdateKinds {
  private static let names: [(Int32, String)] = [
    (ROOST_UPDATE_MESSAGE, "message"), (ROOST_UPDATE_EDITED_MESSAGE, "edited_message"),
    (ROOST_UPDATE_CHANNEL_POST, "channel_post"), (ROOST_UPDATE_EDITED_CHANNEL_POST, "edited_channel_post"),
    (ROOST_UPDATE_BUSINESS_CONNECTION, "business_connection"),
    (ROOST_UPDATE_BUSINESS_MESSAGE, "business_message"),
    (ROOST_UPDATE_EDITED_BUSINESS_MESSAGE, "edited_business_message"),
    (ROOST_UPDATE_DELETED_BUSINESS_MESSAGES, "deleted_business_messages"),
    (ROOST_UPDATE_MESSAGE_REACTION, "message_reaction"),
    (ROOST_UPDATE_MESSAGE_REACTION_COUNT, "message_reaction_count"),
    (ROOST_UPDATE_INLINE_QUERY, "inline_query"), (ROOST_UPDATE_CHOSEN_INLINE_RESULT, "chosen_inline_result"),
    (ROOST_UPDATE_CALLBACK_QUERY, "callback_query"), (ROOST_UPDATE_SHIPPING_QUERY, "shipping_query"),
    (ROOST_UPDATE_PRE_CHECKOUT_QUERY, "pre_checkout_query"),
    (ROOST_UPDATE_PURCHASED_PAID_MEDIA, "purchased_paid_media"), (ROOST_UPDATE_POLL, "poll"),
    (ROOST_UPDATE_POLL_ANSWER, "poll_answer"), (ROOST_UPDATE_MY_CHAT_MEMBER, "my_chat_member"),
    (ROOST_UPDATE_CHAT_MEMBER, "chat_member"), (ROOST_UPDATE_CHAT_JOIN_REQUEST, "chat_join_request"),
    (ROOST_UPDATE_CHAT_BOOST, "chat_boost"), (ROOST_UPDATE_REMOVED_CHAT_BOOST, "removed_chat_boost"),
  ]

  /// The names of some kinds, in order; those that this host does not know have none.
  ///
  /// - Parameter kinds: bits `1 << ROOST_UPDATE_…`.
  package static func names(of kinds: UInt64) -> [String] {
    names.filter { kinds & 1 << UInt64($0.0) != 0 }.map(\.1).sorted()
  }
}
