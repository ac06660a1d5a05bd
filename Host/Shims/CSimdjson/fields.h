/* Which fields of which kind of update make the envelope.
 * Source: https://core.telegram.org/bots/api#available-types and #getting-updates */
#ifndef CSIMDJSON_FIELDS_H
#define CSIMDJSON_FIELDS_H

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "roost/updates.h"

namespace roost {

enum class Meaning {
  object,
  chatID,
  privateChatID,
  chatType,
  userID,
  language,
  messageID,
  date,
  text,
  callbackID,
  callbackData,
};

struct Field;

struct Fields {
  const Field *list;
  size_t count; /* at most 32 */
};

/* `name` points to a terminated constant. */
struct Field {
  std::string_view name;
  Meaning meaning;
  const Fields *inner; /* of an object */
};

struct Kind {
  std::string_view name;
  uint32_t number;
  Fields fields;
};

/* The kind a field of Update stands for, or NULL when it is none known. */
const Kind *kind(std::string_view name);

/* Chat.type, and InlineQuery.chat_type, which adds "sender" for the user's own chat. */
uint32_t chatType(std::string_view name);

}  // namespace roost

#endif
