#include "CSimdjson.h"

#include <simdjson.h>

#include <memory>
#include <new>
#include <string_view>

#include "fields.h"

namespace dom = simdjson::dom;

static_assert(CSIMDJSON_PADDING >= simdjson::SIMDJSON_PADDING, "simdjson reads further than announced");

namespace {

constexpr size_t keptCapacity = 64 * 1024;

// Reading a document keeps its strings in the parser, so each thread has its own.
thread_local std::unique_ptr<dom::parser> parser;

int32_t ready() {
  if (parser) return CSIMDJSON_OK;
  std::unique_ptr<dom::parser> fresh(new (std::nothrow) dom::parser());
  // simdjson counts the document itself as a level.
  if (!fresh || fresh->allocate(4096, CSIMDJSON_DEPTH_MAX + 1)) return CSIMDJSON_NO_MEMORY;
  parser = std::move(fresh);
  return CSIMDJSON_OK;
}

int32_t failed(simdjson::error_code error, csimdjson_update &update) {
  update.detail = simdjson::error_message(error);
  switch (error) {
    case simdjson::DEPTH_ERROR: return CSIMDJSON_TOO_DEEP;
    case simdjson::UTF8_ERROR: return CSIMDJSON_NOT_UTF8;
    case simdjson::MEMALLOC:
    case simdjson::CAPACITY: return CSIMDJSON_NO_MEMORY;
    default: return CSIMDJSON_MALFORMED;
  }
}

int32_t integer(dom::element value, int64_t &result) {
  switch (value.type()) {
    case dom::element_type::INT64: return value.get(result) ? CSIMDJSON_WRONG_TYPE : CSIMDJSON_OK;
    case dom::element_type::UINT64: return CSIMDJSON_OUT_OF_RANGE;
    default: return CSIMDJSON_WRONG_TYPE;
  }
}

int32_t string(dom::element value, csimdjson_text &result) {
  std::string_view text;
  if (value.get(text)) return CSIMDJSON_WRONG_TYPE;
  result = {text.data(), text.size()};
  return CSIMDJSON_OK;
}

int32_t chatType(dom::element value, uint32_t &result) {
  std::string_view text;
  if (value.get(text)) return CSIMDJSON_WRONG_TYPE;
  result = roost::chatType(text);
  return CSIMDJSON_OK;
}

int32_t read(dom::element value, const roost::Fields &fields, csimdjson_update &update);

int32_t read(dom::element value, const roost::Field &field, csimdjson_update &update) {
  using roost::Meaning;
  switch (field.meaning) {
    case Meaning::object: return read(value, *field.inner, update);
    case Meaning::chatID: return integer(value, update.chat_id);
    case Meaning::privateChatID:
      update.chat_type = ROOST_CHAT_PRIVATE;
      return integer(value, update.chat_id);
    case Meaning::chatType: return chatType(value, update.chat_type);
    case Meaning::userID: return integer(value, update.user_id);
    case Meaning::language: return string(value, update.language);
    case Meaning::messageID: return integer(value, update.message_id);
    case Meaning::date: return integer(value, update.date);
    case Meaning::text: return string(value, update.text);
    case Meaning::callbackID: return string(value, update.callback_id);
    case Meaning::callbackData: return string(value, update.callback_data);
  }
  return CSIMDJSON_WRONG_TYPE;
}

int32_t read(dom::element value, const roost::Fields &fields, csimdjson_update &update) {
  dom::object object;
  if (value.get(object)) return CSIMDJSON_WRONG_TYPE;
  uint32_t seen = 0;
  for (auto entry : object) {
    for (size_t index = 0; index < fields.count; index++) {
      const roost::Field &field = fields.list[index];
      if (entry.key != field.name) continue;
      if (seen & (1u << index) || entry.value.is_null()) break;
      seen |= 1u << index;
      if (int32_t error = read(entry.value, field, update)) {
        // The innermost field is the one to name.
        if (!update.detail) update.detail = field.name.data();
        return error;
      }
      break;
    }
  }
  return CSIMDJSON_OK;
}

int32_t readID(dom::element value, csimdjson_update &update) {
  int32_t error = integer(value, update.update_id);
  if (error == CSIMDJSON_OUT_OF_RANGE) update.detail = "update_id";
  return error == CSIMDJSON_WRONG_TYPE ? CSIMDJSON_ID_WRONG : error;
}

int32_t readRoot(dom::object root, csimdjson_update &update) {
  bool identified = false;
  const roost::Kind *kind = nullptr;
  dom::element payload;
  for (auto entry : root) {
    if (entry.key == "update_id") {
      if (identified) continue;
      if (int32_t error = readID(entry.value, update)) return error;
      identified = true;
    } else if (!kind && !entry.value.is_null()) {
      kind = roost::kind(entry.key);
      payload = entry.value;
    }
  }
  if (!identified) return CSIMDJSON_ID_MISSING;
  if (!kind) return CSIMDJSON_OK;
  update.kind = kind->number;
  int32_t error = read(payload, kind->fields, update);
  if (error && !update.detail) update.detail = kind->name.data();
  return error;
}

}  // namespace

extern "C" int32_t csimdjson_scan(const uint8_t *json, size_t size, size_t capacity,
                                  csimdjson_update *update) {
  *update = csimdjson_update{};
  if (int32_t error = ready()) return error;
  bool copies = capacity < size || capacity - size < simdjson::SIMDJSON_PADDING;
  dom::element root;
  if (auto error = parser->parse(json, size, copies).get(root)) return failed(error, *update);
  dom::object object;
  if (root.get(object)) return CSIMDJSON_NOT_OBJECT;
  return readRoot(object, *update);
}

extern "C" void csimdjson_trim(void) {
  if (parser && parser->capacity() > keptCapacity) parser.reset();
}
