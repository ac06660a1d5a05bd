#include "roost_sdk.h"

#include <stddef.h>

/* Written in Swift. A lifecycle step answers as a handler does. */
int32_t roost_sdk_swift_lifecycle(int32_t step, const uint8_t *data, uint64_t size,
                                  uint32_t version, uint64_t ticket);
void roost_sdk_swift_destroy(void);
int32_t roost_sdk_swift_http(void *user, uint64_t ticket, uint64_t loop, int64_t deadline_ns,
                             const void *block, const uint8_t *body, uint64_t body_size);
int32_t roost_sdk_swift_update(void *user, uint64_t ticket, uint64_t loop, int64_t deadline_ns,
                               const void *block, const uint8_t *body, uint64_t body_size);
int32_t roost_sdk_swift_message(void *user, uint64_t ticket, uint64_t loop, int64_t deadline_ns,
                                const void *block, const uint8_t *body, uint64_t body_size);
int32_t roost_sdk_swift_service(void *user, uint64_t ticket, uint64_t loop, int64_t deadline_ns,
                                const void *block, const uint8_t *body, uint64_t body_size);
void roost_sdk_swift_cancelled(uint64_t ticket, int32_t reason);
void roost_sdk_swift_writable(uint64_t ticket);
void roost_sdk_swift_body(uint64_t ticket, const uint8_t *data, uint64_t size, int32_t end);
void roost_sdk_swift_timer(uint64_t number);
void roost_sdk_swift_answered(uint64_t id, int32_t code, const uint8_t *data, uint64_t size);

/* One image is one generation of one plugin, so what the host gave it is this image's own. */
static const roost_host *host;
static const roost_http *http;
static const roost_updates *updates;
static const roost_metrics *metrics;
static const roost_state *state;
static const roost_events *events;
static const roost_secrets *secrets;
static const roost_fetch *fetch;
static const roost_files *files;
static const roost_schedule *schedule;
static const roost_services *services;
static const roost_telegram *telegram;
static uint64_t plugin;
static char instance;
/* The event loop whose thread this is, once it has had an event; 0: the plugin's home. */
static _Thread_local uint64_t this_loop;

static roost_bytes bytes(const uint8_t *data, uint64_t size) {
  roost_bytes result = {data, size};
  return result;
}

/* Lifecycle */

static int32_t create(const roost_host *table, uint64_t handle, void **instance_owned,
                      uint64_t ticket) {
  if (host != NULL) return ROOST_BUSY;
  if (table->size < sizeof(roost_host) || table->abi_major != ROOST_ABI_MAJOR ||
      table->abi_minor != ROOST_ABI_MINOR) {
    return ROOST_INVALID;
  }
  host = table;
  plugin = handle;
  http = (const roost_http *)host->get_extension(plugin, ROOST_HTTP_ID);
  updates = (const roost_updates *)host->get_extension(plugin, ROOST_UPDATES_ID);
  metrics = (const roost_metrics *)host->get_extension(plugin, ROOST_METRICS_ID);
  state = (const roost_state *)host->get_extension(plugin, ROOST_STATE_ID);
  events = (const roost_events *)host->get_extension(plugin, ROOST_EVENTS_ID);
  secrets = (const roost_secrets *)host->get_extension(plugin, ROOST_SECRETS_ID);
  fetch = (const roost_fetch *)host->get_extension(plugin, ROOST_FETCH_ID);
  files = (const roost_files *)host->get_extension(plugin, ROOST_FILES_ID);
  schedule = (const roost_schedule *)host->get_extension(plugin, ROOST_SCHEDULE_ID);
  services = (const roost_services *)host->get_extension(plugin, ROOST_SERVICES_ID);
  telegram = (const roost_telegram *)host->get_extension(plugin, ROOST_TELEGRAM_ID);
  *instance_owned = &instance;
  return roost_sdk_swift_lifecycle(0, NULL, 0, 0, ticket);
}

static int32_t configure(void *self, roost_bytes json, uint64_t ticket) {
  (void)self;
  return roost_sdk_swift_lifecycle(1, json.data, json.size, 0, ticket);
}

static int32_t import_state(void *self, roost_bytes state, uint32_t version, uint64_t ticket) {
  (void)self;
  return roost_sdk_swift_lifecycle(2, state.data, state.size, version, ticket);
}

static int32_t migrate_state(void *self, uint32_t version, uint64_t ticket) {
  (void)self;
  return roost_sdk_swift_lifecycle(8, NULL, 0, version, ticket);
}

#define STEP(name, number)                                          \
  static int32_t name(void *self, uint64_t ticket) {                \
    (void)self;                                                     \
    return roost_sdk_swift_lifecycle(number, NULL, 0, 0, ticket);   \
  }
STEP(start, 3)
STEP(drain, 4)
STEP(export_state, 5)
STEP(resume, 6)
STEP(stop, 7)

static void destroy(void *self) {
  (void)self;
  roost_sdk_swift_destroy();
  host = NULL;
}

static const roost_plugin descriptor = {
    .size = sizeof(roost_plugin),
    .abi_major = ROOST_ABI_MAJOR,
    .abi_minor = ROOST_ABI_MINOR,
    .create = create,
    .configure = configure,
    .start = start,
    .drain = drain,
    .export_state = export_state,
    .import_state = import_state,
    .migrate_state = migrate_state,
    .resume = resume,
    .stop = stop,
    .destroy = destroy,
};

const void *roost_sdk_descriptor(void) { return &descriptor; }

/* Core table */

int32_t roost_sdk_has_http(void) { return http != NULL; }
int32_t roost_sdk_has_updates(void) { return updates != NULL; }
int32_t roost_sdk_has_metrics(void) { return metrics != NULL; }
int32_t roost_sdk_has_events(void) { return events != NULL; }
int32_t roost_sdk_has_schedule(void) { return schedule != NULL; }
int32_t roost_sdk_has_services(void) { return services != NULL; }

void roost_sdk_log(int32_t level, const uint8_t *message, uint64_t size, const uint8_t *text,
                   const uint32_t *lengths, uint32_t field_count) {
  roost_field fields[32];
  if (field_count > 32) field_count = 32;
  for (uint32_t i = 0; i < field_count; i++) {
    fields[i].key_borrowed = bytes(text, lengths[2 * i]);
    text += lengths[2 * i];
    fields[i].value_borrowed = bytes(text, lengths[2 * i + 1]);
    text += lengths[2 * i + 1];
  }
  host->log(plugin, level, bytes(message, size), fields, field_count);
}

int64_t roost_sdk_now(int32_t clock) { return host->now(clock); }
int32_t roost_sdk_random(void *buffer, uint64_t size) { return host->random(buffer, size); }

int32_t roost_sdk_complete(uint64_t ticket, const uint8_t *data, uint64_t size) {
  return host->complete(ticket, bytes(data, size));
}

int32_t roost_sdk_fail(uint64_t ticket, int32_t code, const uint8_t *message, uint64_t size) {
  return host->fail(ticket, code, bytes(message, size));
}

int32_t roost_sdk_loop_post(uint64_t loop, roost_callback callback, void *context) {
  return host->loop_post(plugin, loop, callback, context);
}

static void timer_fired(void *context) { roost_sdk_swift_timer((uint64_t)(uintptr_t)context); }

uint64_t roost_sdk_timer_start(int64_t after_ns, uint64_t number) {
  return host->timer_start(plugin, 0, after_ns, timer_fired, (void *)(uintptr_t)number);
}

int32_t roost_sdk_timer_cancel(uint64_t timer) { return host->timer_cancel(timer); }

/* A ticket travels in place of a pointer, so that no callback can reach freed memory. */
static void *ticket_context(uint64_t ticket) { return (void *)(uintptr_t)ticket; }

static void cancelled(void *context, int32_t reason) {
  roost_sdk_swift_cancelled((uint64_t)(uintptr_t)context, reason);
}

int32_t roost_sdk_watch_cancel(uint64_t ticket) {
  return host->on_cancel(ticket, cancelled, ticket_context(ticket));
}

/* roost.http/1 */

static int32_t http_event(void *self, void *user, const roost_event *event, uint64_t ticket) {
  (void)self;
  this_loop = event->loop;
  return roost_sdk_swift_http(user, ticket, event->loop, event->deadline_ns, event->block_ticket,
                              event->body_ticket.data, event->body_ticket.size);
}

int32_t roost_sdk_route(const uint8_t *method, uint64_t method_size, const uint8_t *pattern,
                        uint64_t pattern_size, uint32_t flags, const uint8_t *key,
                        uint64_t key_size, uint64_t body_limit, int64_t deadline_ns, void *user) {
  roost_http_route route = {
      .size = sizeof(roost_http_route),
      .flags = flags,
      .method_borrowed = bytes(method, method_size),
      .pattern_borrowed = bytes(pattern, pattern_size),
      .body_limit = body_limit,
      .deadline_ns = deadline_ns,
      .handler = http_event,
      .user = user,
      .key_borrowed = bytes(key, key_size),
  };
  return http == NULL ? ROOST_DENIED : http->route(plugin, &route);
}

int32_t roost_sdk_files(const uint8_t *prefix, uint64_t size) {
  return http == NULL ? ROOST_DENIED : http->files(plugin, bytes(prefix, size));
}

int32_t roost_sdk_cors(const uint8_t *text, const uint32_t lengths[3], uint32_t allow_credentials,
                       uint32_t max_age_seconds) {
  roost_http_cors cors = {
      .size = sizeof(roost_http_cors),
      .allow_credentials = allow_credentials,
      .origins_borrowed = bytes(text, lengths[0]),
      .headers_borrowed = bytes(text + lengths[0], lengths[1]),
      .expose_borrowed = bytes(text + lengths[0] + lengths[1], lengths[2]),
      .max_age_seconds = max_age_seconds,
  };
  return http == NULL ? ROOST_DENIED : http->cors(plugin, &cors);
}

int32_t roost_sdk_respond(uint64_t ticket, uint32_t status, const uint8_t *type,
                          uint64_t type_size, const uint8_t *text, const uint32_t *lengths,
                          uint32_t field_count, const uint8_t *body, uint64_t body_size,
                          int32_t stream) {
  static const char name[] = "Content-Type";
  roost_http_field fields[128];
  uint32_t count = 0;
  if (field_count > 127) return ROOST_INVALID;
  if (type_size > 0) {
    fields[count].name_borrowed = bytes((const uint8_t *)name, sizeof name - 1);
    fields[count++].value_borrowed = bytes(type, type_size);
  }
  for (uint32_t i = 0; i < field_count; i++, count++) {
    fields[count].name_borrowed = bytes(text, lengths[2 * i]);
    text += lengths[2 * i];
    fields[count].value_borrowed = bytes(text, lengths[2 * i + 1]);
    text += lengths[2 * i + 1];
  }
  roost_http_response response = {
      .size = sizeof(roost_http_response),
      .status = status,
      .fields_borrowed = fields,
      .field_count = count,
      .body_borrowed = bytes(body, body_size),
  };
  return stream ? http->stream_open(ticket, &response) : http->respond(ticket, &response);
}

static void writable(void *context) {
  roost_sdk_swift_writable((uint64_t)(uintptr_t)context);
}

int32_t roost_sdk_stream_write(uint64_t ticket, const uint8_t *data, uint64_t size) {
  return http->stream_write(ticket, bytes(data, size), writable, ticket_context(ticket));
}

int32_t roost_sdk_stream_close(uint64_t ticket) { return http->stream_close(ticket); }

static void body(void *context, roost_bytes piece, int32_t end) {
  roost_sdk_swift_body((uint64_t)(uintptr_t)context, piece.data, piece.size, end);
}

int32_t roost_sdk_body_read(uint64_t ticket, uint64_t credit) {
  return http->body_read(ticket, credit, body, ticket_context(ticket));
}

/* roost.updates/1 */

static int32_t update_event(void *self, void *user, const roost_event *event, uint64_t ticket) {
  (void)self;
  this_loop = event->loop;
  return roost_sdk_swift_update(user, ticket, event->loop, event->deadline_ns,
                                event->block_ticket, event->body_ticket.data,
                                event->body_ticket.size);
}

int32_t roost_sdk_on_update(uint64_t kinds, uint32_t chat_types, const uint8_t *text,
                            const uint32_t lengths[3], void *user) {
  roost_update_filter filter = {
      .size = sizeof(roost_update_filter),
      .chat_types = chat_types,
      .kinds = kinds,
      .command_borrowed = bytes(text, lengths[0]),
      .callback_borrowed = bytes(text + lengths[0], lengths[1]),
      .bot_borrowed = bytes(text + lengths[0] + lengths[1], lengths[2]),
  };
  return updates == NULL ? ROOST_DENIED : updates->on(plugin, &filter, update_event, user);
}

/* roost.events/1 */

static int32_t message_event(void *self, void *user, const roost_event *event, uint64_t ticket) {
  (void)self;
  this_loop = event->loop;
  return roost_sdk_swift_message(user, ticket, event->loop, event->deadline_ns,
                                 event->block_ticket, event->body_ticket.data,
                                 event->body_ticket.size);
}

int32_t roost_sdk_on_message(uint32_t kind, const uint8_t *name, uint64_t size, void *user) {
  return events == NULL ? ROOST_DENIED : events->on(plugin, kind, bytes(name, size), message_event, user);
}

/* roost.schedule/1 */

int32_t roost_sdk_schedule(const uint8_t *text, const uint32_t lengths[3], uint32_t jitter_seconds, uint32_t missed,
                           uint32_t most_runs, void *user) {
  roost_schedule_rule rule = {
      .size = sizeof(roost_schedule_rule),
      .missed = missed,
      .most_runs = most_runs,
      .jitter_seconds = jitter_seconds,
      .name_borrowed = bytes(text, lengths[0]),
      .rule_borrowed = bytes(text + lengths[0], lengths[1]),
      .zone_borrowed = bytes(text + lengths[0] + lengths[1], lengths[2]),
      .handler = message_event,
      .user = user,
  };
  return schedule == NULL ? ROOST_DENIED : schedule->on(plugin, &rule);
}

/* roost.metrics/1 */

int32_t roost_sdk_count(const uint8_t *name, uint64_t size, int64_t amount) {
  return metrics == NULL ? ROOST_DENIED : metrics->count(plugin, bytes(name, size), amount);
}

int32_t roost_sdk_gauge(const uint8_t *name, uint64_t size, double value) {
  return metrics == NULL ? ROOST_DENIED : metrics->gauge(plugin, bytes(name, size), value);
}

int32_t roost_sdk_duration(const uint8_t *name, uint64_t size, int64_t nanoseconds) {
  return metrics == NULL ? ROOST_DENIED : metrics->duration(plugin, bytes(name, size), nanoseconds);
}

/* roost.state/1 */

/* A number travels in place of a pointer, as with tickets. */
static void answered(void *context, int32_t code, roost_bytes answer) {
  roost_sdk_swift_answered((uint64_t)(uintptr_t)context, code, answer.data, answer.size);
}

int32_t roost_sdk_state(int32_t method, const uint8_t *data, uint64_t size, uint64_t id) {
  if (state == NULL) return ROOST_DENIED;
  void *context = (void *)(uintptr_t)id;
  switch (method) {
    case 1: return state->get(plugin, this_loop, bytes(data, size), answered, context);
    case 2: return state->scan(plugin, this_loop, bytes(data, size), answered, context);
    default: return state->commit(plugin, this_loop, bytes(data, size), answered, context);
  }
}

/* roost.secrets/1 */

int32_t roost_sdk_secret(const uint8_t *name, uint64_t size, uint64_t id) {
  if (secrets == NULL) return ROOST_DENIED;
  return secrets->get(plugin, this_loop, bytes(name, size), answered, (void *)(uintptr_t)id);
}

/* roost.fetch/1 */

int32_t roost_sdk_fetch(int32_t method, const uint8_t *data, uint64_t size, uint64_t id) {
  if (fetch == NULL) return ROOST_DENIED;
  void *context = (void *)(uintptr_t)id;
  switch (method) {
    case 1: return fetch->send(plugin, this_loop, bytes(data, size), answered, context);
    case 2: return fetch->open(plugin, this_loop, bytes(data, size), answered, context);
    case 3: return fetch->read(plugin, this_loop, bytes(data, size), answered, context);
    default: return fetch->close(plugin, this_loop, bytes(data, size), answered, context);
  }
}

/* roost.telegram/1 */

int32_t roost_sdk_telegram(int32_t method, const uint8_t *data, uint64_t size, uint64_t id) {
  if (telegram == NULL) return ROOST_DENIED;
  void *context = (void *)(uintptr_t)id;
  switch (method) {
    case 1: return telegram->call(plugin, this_loop, bytes(data, size), answered, context);
    default: return telegram->download(plugin, this_loop, bytes(data, size), answered, context);
  }
}

int32_t roost_sdk_bots(uint64_t id) {
  return telegram == NULL ? ROOST_DENIED : telegram->bots(plugin, this_loop, answered, (void *)(uintptr_t)id);
}

/* roost.files/1 */

int32_t roost_sdk_file(int32_t method, const uint8_t *name, uint64_t name_size, const uint8_t *rest,
                       uint64_t rest_size, uint64_t offset, uint64_t length, uint32_t number, uint64_t id) {
  void *context = (void *)(uintptr_t)id;
  roost_bytes first = bytes(name, name_size), second = bytes(rest, rest_size);
  if (files == NULL) return ROOST_DENIED;
  switch (method) {
    case 1: return files->read(plugin, this_loop, first, offset, length, answered, context);
    case 2: return files->write(plugin, this_loop, first, second, number, answered, context);
    case 3: return files->move(plugin, this_loop, first, second, answered, context);
    case 4: return files->remove(plugin, this_loop, first, answered, context);
    case 5: return files->list(plugin, this_loop, first, second, number, answered, context);
    default: return files->usage(plugin, this_loop, answered, context);
  }
}

int64_t roost_sdk_folder(uint8_t *buffer, uint64_t size) {
  return files == NULL ? ROOST_DENIED : files->folder(plugin, buffer, size);
}

/* roost.services/1 */

static int32_t service_event(void *self, void *user, const roost_event *event, uint64_t ticket) {
  (void)self;
  this_loop = event->loop;
  return roost_sdk_swift_service(user, ticket, event->loop, event->deadline_ns, event->block_ticket,
                                 event->body_ticket.data, event->body_ticket.size);
}

int32_t roost_sdk_provide(const uint8_t *name, uint64_t size, void *user) {
  return services == NULL ? ROOST_DENIED : services->provide(plugin, bytes(name, size), service_event, user);
}

int32_t roost_sdk_service_call(const uint8_t *name, uint64_t name_size, const uint8_t *body, uint64_t body_size,
                               int64_t deadline_ms, uint64_t ticket, uint64_t id) {
  if (services == NULL) return ROOST_DENIED;
  roost_service_request request = {
      .size = sizeof(roost_service_request),
      .ticket = ticket,
      .deadline_ms = deadline_ms,
      .name_borrowed = bytes(name, name_size),
      .body_borrowed = bytes(body, body_size),
  };
  return services->call(plugin, this_loop, &request, answered, (void *)(uintptr_t)id);
}
