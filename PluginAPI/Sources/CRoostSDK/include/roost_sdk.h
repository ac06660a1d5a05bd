/*
 * The C half of the Swift SDK. Swift code never names an ABI struct: it reads them through these
 * functions, because two plugins in one process share the metadata of structs with one name.
 */
#ifndef ROOST_SDK_H
#define ROOST_SDK_H

#include "roost/abi.h"
#include "roost/events.h"
#include "roost/files.h"
#include "roost/http.h"
#include "roost/metrics.h"
#include "roost/fetch.h"
#include "roost/schedule.h"
#include "roost/secrets.h"
#include "roost/services.h"
#include "roost/state.h"
#include "roost/telegram.h"
#include "roost/updates.h"

/* The static descriptor behind roost_plugin_entry. */
const void *roost_sdk_descriptor(void);

/* 1 when this host offers the extension to this plugin. */
int32_t roost_sdk_has_http(void);
int32_t roost_sdk_has_updates(void);
int32_t roost_sdk_has_metrics(void);
int32_t roost_sdk_has_events(void);
int32_t roost_sdk_has_schedule(void);
int32_t roost_sdk_has_services(void);

void roost_sdk_log(int32_t level, const uint8_t *message, uint64_t size, const uint8_t *text,
                   const uint32_t *lengths, uint32_t field_count);
int64_t roost_sdk_now(int32_t clock);
int32_t roost_sdk_random(void *buffer, uint64_t size);
int32_t roost_sdk_complete(uint64_t ticket, const uint8_t *data, uint64_t size);
int32_t roost_sdk_fail(uint64_t ticket, int32_t code, const uint8_t *message, uint64_t size);
int32_t roost_sdk_loop_post(uint64_t loop, roost_callback callback, void *context);
/* Tells roost_sdk_swift_timer(number) once, on the home loop, `after_ns` from now; the timer, or 0 when there are too
 * many. */
uint64_t roost_sdk_timer_start(int64_t after_ns, uint64_t number);
int32_t roost_sdk_timer_cancel(uint64_t timer);
/* Tells roost_sdk_swift_cancelled(ticket, reason) once, on the event's loop. */
int32_t roost_sdk_watch_cancel(uint64_t ticket);

/* Registers a route whose events go to roost_sdk_swift_http with `user`; `key` is that of a durable one. */
int32_t roost_sdk_route(const uint8_t *method, uint64_t method_size, const uint8_t *pattern,
                        uint64_t pattern_size, uint32_t flags, const uint8_t *key,
                        uint64_t key_size, uint64_t body_limit, int64_t deadline_ns, void *user);
int32_t roost_sdk_files(const uint8_t *prefix, uint64_t size);
/* `text` holds origins, headers and expose, one after the other. */
int32_t roost_sdk_cors(const uint8_t *text, const uint32_t lengths[3], uint32_t allow_credentials,
                       uint32_t max_age_seconds);
/* Registers an update handler whose events go to roost_sdk_swift_update with `user`.
 * `text` holds command, callback prefix and bot, one after the other. */
int32_t roost_sdk_on_update(uint64_t kinds, uint32_t chat_types, const uint8_t *text,
                            const uint32_t lengths[3], void *user);

/* Registers a handler of messages or jobs whose events go to roost_sdk_swift_message with `user`. */
int32_t roost_sdk_on_message(uint32_t kind, const uint8_t *name, uint64_t size, void *user);

/* Declares a schedule whose runs go to roost_sdk_swift_message with `user`. `text` holds name, rule and zone, one after
 * the other. */
int32_t roost_sdk_schedule(const uint8_t *text, const uint32_t lengths[3], uint32_t jitter_seconds, uint32_t missed,
                           uint32_t most_runs, void *user);

/* Header fields but Content-Type come as one text of names and values in turn, with the length of
 * each. */
int32_t roost_sdk_respond(uint64_t ticket, uint32_t status, const uint8_t *type,
                          uint64_t type_size, const uint8_t *text, const uint32_t *lengths,
                          uint32_t field_count, const uint8_t *body, uint64_t body_size,
                          int32_t stream);
/* When ROOST_BUSY, roost_sdk_swift_writable(ticket) follows once there is room. */
int32_t roost_sdk_stream_write(uint64_t ticket, const uint8_t *data, uint64_t size);
int32_t roost_sdk_stream_close(uint64_t ticket);
/* Pieces go to roost_sdk_swift_body(ticket, ...). */
int32_t roost_sdk_body_read(uint64_t ticket, uint64_t credit);

int32_t roost_sdk_count(const uint8_t *name, uint64_t size, int64_t amount);
int32_t roost_sdk_gauge(const uint8_t *name, uint64_t size, double value);
int32_t roost_sdk_duration(const uint8_t *name, uint64_t size, int64_t nanoseconds);

/* Asks the store, 1 get, 2 scan, 3 commit; roost_sdk_swift_answered(id, ...) follows on this thread's loop, when the
 * result is ROOST_DONE. */
int32_t roost_sdk_state(int32_t method, const uint8_t *data, uint64_t size, uint64_t id);

/* Asks for a secret; roost_sdk_swift_answered(id, ...) follows likewise. */
int32_t roost_sdk_secret(const uint8_t *name, uint64_t size, uint64_t id);

/* Sends a request, 1 send, 2 open, 3 read, 4 close; roost_sdk_swift_answered(id, ...) follows likewise. */
int32_t roost_sdk_fetch(int32_t method, const uint8_t *data, uint64_t size, uint64_t id);

/* Makes a call of the Bot API (1), has a file come (2), or asks for the bots; roost_sdk_swift_answered(id, ...) follows
 * likewise. */
int32_t roost_sdk_telegram(int32_t method, const uint8_t *data, uint64_t size, uint64_t id);
int32_t roost_sdk_bots(uint64_t id);

/* Asks for something of the plugin's files, likewise: 1 read, 2 write, 3 move, 4 remove, 5 list, 6 usage. `rest` is what
 * is written, the other name, or after which a list goes on; `number` the flags or the limit. */
int32_t roost_sdk_file(int32_t method, const uint8_t *name, uint64_t name_size, const uint8_t *rest,
                       uint64_t rest_size, uint64_t offset, uint64_t length, uint32_t number, uint64_t id);
/* As `folder` in files.h; ROOST_DENIED when the host has no such extension. */
int64_t roost_sdk_folder(uint8_t *buffer, uint64_t size);

/* Registers a handler of calls, which go to roost_sdk_swift_service with `user`. */
int32_t roost_sdk_provide(const uint8_t *name, uint64_t size, void *user);

/* Calls a service, for the event of a ticket unless that is 0; roost_sdk_swift_answered(id, ...) follows likewise. */
int32_t roost_sdk_service_call(const uint8_t *name, uint64_t name_size, const uint8_t *body, uint64_t body_size,
                               int64_t deadline_ms, uint64_t ticket, uint64_t id);

/* Fields of a request's block. */
static inline roost_bytes roost_sdk_request_text(const void *block, int32_t field) {
  const roost_http_request *request = (const roost_http_request *)block;
  switch (field) {
    case 0: return roost_span_bytes(block, request->method_name);
    case 1: return roost_span_bytes(block, request->path);
    case 2: return roost_span_bytes(block, request->query);
    case 3: return roost_span_bytes(block, request->authority);
    case 4: return roost_span_bytes(block, request->client);
    default: return roost_span_bytes(block, request->request_id);
  }
}
static inline uint32_t roost_sdk_request_flags(const void *block) {
  return ((const roost_http_request *)block)->flags;
}
static inline uint64_t roost_sdk_request_length(const void *block) {
  return ((const roost_http_request *)block)->content_length;
}
static inline uint32_t roost_sdk_request_header_count(const void *block) {
  return ((const roost_http_request *)block)->header_count;
}
static inline const roost_http_header *roost_sdk_header_at(const void *block, uint32_t index) {
  const roost_http_request *request = (const roost_http_request *)block;
  return (const roost_http_header *)((const uint8_t *)block + request->headers_offset) + index;
}
static inline roost_bytes roost_sdk_request_header_name(const void *block, uint32_t index) {
  return roost_span_bytes(block, roost_sdk_header_at(block, index)->name);
}
static inline roost_bytes roost_sdk_request_header_value(const void *block, uint32_t index) {
  return roost_span_bytes(block, roost_sdk_header_at(block, index)->value);
}
static inline uint32_t roost_sdk_request_parameter_count(const void *block) {
  return ((const roost_http_request *)block)->parameter_count;
}
static inline roost_bytes roost_sdk_request_parameter(const void *block, uint32_t index) {
  const roost_http_request *request = (const roost_http_request *)block;
  const roost_span *spans =
      (const roost_span *)((const uint8_t *)block + request->parameters_offset);
  return roost_span_bytes(block, spans[index]);
}

/* Fields of an update's block. */
static inline roost_bytes roost_sdk_update_text(const void *block, int32_t field) {
  const roost_update *update = (const roost_update *)block;
  switch (field) {
    case 0: return roost_span_bytes(block, update->bot);
    case 1: return roost_span_bytes(block, update->event_id);
    case 2: return roost_span_bytes(block, update->text);
    case 3: return roost_span_bytes(block, update->command);
    case 4: return roost_span_bytes(block, update->arguments);
    case 5: return roost_span_bytes(block, update->callback_id);
    case 6: return roost_span_bytes(block, update->callback_data);
    default: return roost_span_bytes(block, update->language);
  }
}
static inline int64_t roost_sdk_update_number(const void *block, int32_t field) {
  const roost_update *update = (const roost_update *)block;
  switch (field) {
    case 0: return update->update_id;
    case 1: return update->chat_id;
    case 2: return update->user_id;
    case 3: return update->message_id;
    case 4: return update->date;
    case 5: return update->kind;
    default: return update->chat_type;
  }
}

/* Fields of a message's block. */
static inline roost_bytes roost_sdk_message_text(const void *block, int32_t field) {
  const roost_message *message = (const roost_message *)block;
  switch (field) {
    case 0: return roost_span_bytes(block, message->name);
    case 1: return roost_span_bytes(block, message->sender);
    default: return roost_span_bytes(block, message->event_id);
  }
}
static inline int64_t roost_sdk_message_number(const void *block, int32_t field) {
  const roost_message *message = (const roost_message *)block;
  return field == 0 ? message->time_ms : message->attempt;
}

/* Fields of a call's block. */
static inline roost_bytes roost_sdk_service_text(const void *block, int32_t field) {
  const roost_service_call *call = (const roost_service_call *)block;
  switch (field) {
    case 0: return roost_span_bytes(block, call->name);
    case 1: return roost_span_bytes(block, call->caller);
    default: return roost_span_bytes(block, call->event_id);
  }
}
static inline uint32_t roost_sdk_service_depth(const void *block) {
  return ((const roost_service_call *)block)->depth;
}

#endif
