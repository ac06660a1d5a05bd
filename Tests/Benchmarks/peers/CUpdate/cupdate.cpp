#include "cupdate.h"

#include <simdjson.h>

int cupdate_parse(const uint8_t *json, size_t size, size_t capacity, cupdate *update) {
  static thread_local simdjson::ondemand::parser parser;
  simdjson::ondemand::document document;
  if (parser.iterate(json, size, capacity).get(document)) return 0;
  if (document["update_id"].get_int64().get(update->update_id)) return 0;
  return document["message"]["chat"]["id"].get_int64().get(update->chat_id) ? 0 : 1;
}
