#include "fields.h"

namespace roost {

namespace {

using M = Meaning;

template <size_t count>
constexpr Fields fields(const Field (&list)[count]) {
  static_assert(count <= 32, "a bit each");
  return {list, count};
}

constexpr Field chatList[] = {{"id", M::chatID, nullptr}, {"type", M::chatType, nullptr}};
constexpr Fields chat = fields(chatList);

constexpr Field userList[] = {{"id", M::userID, nullptr}, {"language_code", M::language, nullptr}};
constexpr Fields user = fields(userList);

constexpr Field messageList[] = {
    {"message_id", M::messageID, nullptr}, {"from", M::object, &user},
    {"chat", M::object, &chat},            {"date", M::date, nullptr},
    {"text", M::text, nullptr},            {"caption", M::text, nullptr},
};

constexpr Field pressedList[] = {
    {"message_id", M::messageID, nullptr},
    {"chat", M::object, &chat},
    {"date", M::date, nullptr},
};
constexpr Fields pressed = fields(pressedList);

constexpr Field callbackList[] = {
    {"id", M::callbackID, nullptr},
    {"from", M::object, &user},
    {"message", M::object, &pressed},
    {"data", M::callbackData, nullptr},
};

constexpr Field connectionList[] = {
    {"user", M::object, &user},
    {"user_chat_id", M::privateChatID, nullptr},
    {"date", M::date, nullptr},
};

constexpr Field deletedList[] = {{"chat", M::object, &chat}};

constexpr Field reactionList[] = {
    {"chat", M::object, &chat},
    {"message_id", M::messageID, nullptr},
    {"user", M::object, &user},
    {"date", M::date, nullptr},
};

constexpr Field inlineList[] = {
    {"id", M::callbackID, nullptr},
    {"from", M::object, &user},
    {"query", M::text, nullptr},
    {"chat_type", M::chatType, nullptr},
};

constexpr Field chosenList[] = {{"from", M::object, &user}, {"query", M::text, nullptr}};

constexpr Field queryList[] = {{"id", M::callbackID, nullptr}, {"from", M::object, &user}};

constexpr Field paidMediaList[] = {{"from", M::object, &user}};

constexpr Field answerList[] = {{"user", M::object, &user}, {"voter_chat", M::object, &chat}};

constexpr Field memberList[] = {
    {"chat", M::object, &chat},
    {"from", M::object, &user},
    {"date", M::date, nullptr},
};

constexpr Field sourceList[] = {{"user", M::object, &user}};
constexpr Fields source = fields(sourceList);

constexpr Field boostedList[] = {{"add_date", M::date, nullptr}, {"source", M::object, &source}};
constexpr Fields boosted = fields(boostedList);

constexpr Field boostList[] = {{"chat", M::object, &chat}, {"boost", M::object, &boosted}};

constexpr Field removedBoostList[] = {
    {"chat", M::object, &chat},
    {"remove_date", M::date, nullptr},
    {"source", M::object, &source},
};

constexpr Kind kinds[] = {
    {"message", ROOST_UPDATE_MESSAGE, fields(messageList)},
    {"callback_query", ROOST_UPDATE_CALLBACK_QUERY, fields(callbackList)},
    {"edited_message", ROOST_UPDATE_EDITED_MESSAGE, fields(messageList)},
    {"channel_post", ROOST_UPDATE_CHANNEL_POST, fields(messageList)},
    {"edited_channel_post", ROOST_UPDATE_EDITED_CHANNEL_POST, fields(messageList)},
    {"business_connection", ROOST_UPDATE_BUSINESS_CONNECTION, fields(connectionList)},
    {"business_message", ROOST_UPDATE_BUSINESS_MESSAGE, fields(messageList)},
    {"edited_business_message", ROOST_UPDATE_EDITED_BUSINESS_MESSAGE, fields(messageList)},
    {"deleted_business_messages", ROOST_UPDATE_DELETED_BUSINESS_MESSAGES, fields(deletedList)},
    {"message_reaction", ROOST_UPDATE_MESSAGE_REACTION, fields(reactionList)},
    {"message_reaction_count", ROOST_UPDATE_MESSAGE_REACTION_COUNT, fields(reactionList)},
    {"inline_query", ROOST_UPDATE_INLINE_QUERY, fields(inlineList)},
    {"chosen_inline_result", ROOST_UPDATE_CHOSEN_INLINE_RESULT, fields(chosenList)},
    {"shipping_query", ROOST_UPDATE_SHIPPING_QUERY, fields(queryList)},
    {"pre_checkout_query", ROOST_UPDATE_PRE_CHECKOUT_QUERY, fields(queryList)},
    {"purchased_paid_media", ROOST_UPDATE_PURCHASED_PAID_MEDIA, fields(paidMediaList)},
    {"poll", ROOST_UPDATE_POLL, {nullptr, 0}},
    {"poll_answer", ROOST_UPDATE_POLL_ANSWER, fields(answerList)},
    {"my_chat_member", ROOST_UPDATE_MY_CHAT_MEMBER, fields(memberList)},
    {"chat_member", ROOST_UPDATE_CHAT_MEMBER, fields(memberList)},
    {"chat_join_request", ROOST_UPDATE_CHAT_JOIN_REQUEST, fields(memberList)},
    {"chat_boost", ROOST_UPDATE_CHAT_BOOST, fields(boostList)},
    {"removed_chat_boost", ROOST_UPDATE_REMOVED_CHAT_BOOST, fields(removedBoostList)},
};
static_assert(sizeof kinds / sizeof *kinds == ROOST_UPDATE_KIND_COUNT - 1, "every kind but OTHER");

}  // namespace

const Kind *kind(std::string_view name) {
  for (const Kind &each : kinds) {
    if (each.name == name) return &each;
  }
  return nullptr;
}

uint32_t chatType(std::string_view name) {
  if (name == "private" || name == "sender") return ROOST_CHAT_PRIVATE;
  if (name == "group") return ROOST_CHAT_GROUP;
  if (name == "supergroup") return ROOST_CHAT_SUPERGROUP;
  if (name == "channel") return ROOST_CHAT_CHANNEL;
  return ROOST_CHAT_NONE;
}

}  // namespace roost
