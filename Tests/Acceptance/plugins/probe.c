/*
 * A plugin that does on request whatever a test needs, well-behaved or not.
 *
 * Compiled with -DID="probe" and, as wanted:
 *   MARK      what GET /ID/mark answers
 *   FAIL      the lifecycle step that misbehaves, HOW it does:
 *               1 an error code, 2 fail() with a message, 3 pending and failing from a thread,
 *               4 pending for ever
 *   STATE     a count that is handed over, SPOIL: import_state refuses
 *   SHARED    a route outside the plugin's own prefix, "/other/route"
 *   CORS      cross-origin rules for this origin
 *   HIDE_ENTRY, EXTRA_EXPORT, STATIC_TLS, UNRESOLVED: faults of the file itself
 *   MANIFEST_SECTION  the manifest section's bytes; otherwise plugin.json is wrapped
 *
 * Its constructor appends a line to the file "executed" in the working directory: proof that the
 * loader ran code of it. Every lifecycle step logs "step NAME".
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "roost/abi.h"
#include "roost/http.h"
#include "roost/manifest.h"
#include "roost/metrics.h"
#include "roost/updates.h"

#ifndef MARK
#define MARK "one"
#endif
#ifndef FAIL
#define FAIL ""
#endif
#ifndef HOW
#define HOW 1
#endif
#define PATH "/" ID

#ifdef MANIFEST_SECTION
__asm__(".pushsection .roost.manifest,\"aR\",@progbits\n.balign 8\n.incbin \"" MANIFEST_SECTION
        "\"\n.balign 8\n.popsection\n");
#elif !defined(NO_MANIFEST)
ROOST_MANIFEST("plugin.json");
#endif

__attribute__((constructor)) static void executed(void) {
  int file = open("executed", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (file < 0) return;
  static const char line[] = ID " " MARK "\n";
  if (write(file, line, sizeof line - 1) < 0) abort();
  close(file);
}

#ifdef STATIC_TLS
__thread int tls_counter __attribute__((tls_model("initial-exec"), visibility("hidden")));
int *tls_address(void) { return &tls_counter; }
#endif
#ifdef UNRESOLVED
int roost_test_no_such_function(void);
#endif
#ifdef EXTRA_EXPORT
ROOST_EXPORT int another_symbol(void) { return 1; }
#endif

typedef struct probe {
  const roost_host *host;
  const roost_http *http;
  const roost_metrics *metrics;
  uint64_t plugin;
  long count;
} probe;

/* One event that is answered later. */
typedef struct job {
  probe *self;
  const roost_event *event;
  uint64_t ticket;
  long left;
  int64_t after;
  uint64_t timer;
  int ended;
} job;

static roost_bytes text(const char *string) {
  roost_bytes bytes = {(const uint8_t *)string, strlen(string)};
  return bytes;
}

static void say(probe *self, const char *line) {
  self->host->log(self->plugin, ROOST_LOG_INFO, text(line), NULL, 0);
}

static int32_t answer_with(
    probe *self, uint64_t ticket, uint32_t status, const char *name, const char *value, roost_bytes body) {
  roost_http_field fields[2] = {
      {text("Content-Type"), text("text/plain; charset=utf-8")},
      {text(name ? name : "X-Mark"), text(value ? value : MARK)},
  };
  roost_http_response response = {
      .size = sizeof response, .status = status, .fields_borrowed = fields, .field_count = 2,
      .body_borrowed = body};
  int32_t code = self->http->respond(ticket, &response);
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static int32_t answer(probe *self, uint64_t ticket, const char *body) {
  return answer_with(self, ticket, 200, NULL, NULL, text(body));
}

/* The number after "name=" in the query, or 0. */
static long query(const roost_event *event, const char *name) {
  const roost_http_request *request = event->block_ticket;
  roost_bytes bytes = roost_span_bytes(request, request->query);
  char copy[256] = "&";
  size_t size = bytes.size < sizeof copy - 2 ? bytes.size : sizeof copy - 2;
  memcpy(copy + 1, bytes.data, size);
  char key[32];
  snprintf(key, sizeof key, "&%s=", name);
  char *found = strstr(copy, key);
  return found ? strtol(found + strlen(key), NULL, 10) : 0;
}

static job *new_job(probe *self, const roost_event *event, uint64_t ticket) {
  job *made = calloc(1, sizeof *made);
  if (made == NULL) abort();
  made->self = self;
  made->event = event;
  made->ticket = ticket;
  return made;
}

/* --- Plain answers --- */

#define HANDLER(name) \
  static int32_t name(void *instance, void *user, const roost_event *event, uint64_t ticket)
#define SELF            \
  probe *self = instance; \
  (void)self;           \
  (void)user;           \
  (void)event;          \
  (void)ticket

HANDLER(mark) { SELF; return answer(self, ticket, MARK "\n"); }

HANDLER(echo) {
  SELF;
  return answer_with(self, ticket, 200, NULL, NULL, event->body_ticket);
}

HANDLER(count) {
  SELF;
  char line[32];
  snprintf(line, sizeof line, "%ld\n", ++self->count);
  if (self->metrics) self->metrics->count(self->plugin, text("calls"), 1);
  return answer(self, ticket, line);
}

/* The request as the plugin sees it, a line a field. */
HANDLER(request) {
  SELF;
  const roost_http_request *request = event->block_ticket;
  size_t room = event->block_size + request->header_count * 16 + 1024;
  char *lines = malloc(room);
  size_t used = 0;
#define ADD(name, span)                                                               \
  do {                                                                                \
    roost_bytes value = roost_span_bytes(request, span);                              \
    used += (size_t)snprintf(lines + used, room - used, "%s=%.*s\n", name,            \
                             (int)value.size, (const char *)value.data);              \
  } while (0)
  ADD("method", request->method_name);
  ADD("path", request->path);
  ADD("query", request->query);
  ADD("authority", request->authority);
  ADD("client", request->client);
  ADD("request_id", request->request_id);
  used += (size_t)snprintf(lines + used, room - used, "tls=%d\n", !!(request->flags & ROOST_HTTP_TLS));
  used += (size_t)snprintf(lines + used, room - used, "length=%lld\n", (long long)request->content_length);
  const roost_span *parameters = (const void *)((const uint8_t *)request + request->parameters_offset);
  for (uint32_t i = 0; i < request->parameter_count; i++) ADD("parameter", parameters[i]);
  const roost_http_header *headers = (const void *)((const uint8_t *)request + request->headers_offset);
  for (uint32_t i = 0; i < request->header_count; i++) {
    ADD("header", headers[i].name);
    ADD("value", headers[i].value);
  }
  roost_bytes body = {(const uint8_t *)lines, used};
  int32_t code = answer_with(self, ticket, 200, NULL, NULL, body);
  free(lines);
  return code;
}

HANDLER(big) {
  SELF;
  long size = query(event, "n");
  uint8_t *bytes = malloc((size_t)size + 1);
  for (long i = 0; i < size; i++) bytes[i] = (uint8_t)('a' + i % 26);
  roost_bytes body = {bytes, (uint64_t)size};
  int32_t code = answer_with(self, ticket, 200, NULL, NULL, body);
  free(bytes);
  return code;
}

HANDLER(status) { SELF; return answer_with(self, ticket, (uint32_t)query(event, "code"), NULL, NULL, text("body\n")); }
HANDLER(error) { SELF; return (int32_t)query(event, "code"); }
HANDLER(failing) {
  SELF;
  self->host->fail(ticket, (int32_t)query(event, "code"), text("secret inside of the plugin"));
  return ROOST_PENDING;
}
HANDLER(nothing) { SELF; return ROOST_DONE; }

/* Header fields that must not reach the wire, or not as given. */
HANDLER(field) {
  SELF;
  static const char *const fields[][2] = {
      {"X-Split", "a\r\nX-Evil: 1"}, {"X-Split", "a\nb"}, {"X-Split\r\nX-Evil", "1"}, {"Bad Name", "1"},
      {"", "1"}, {"X-Control", "a\x01" "b"}, {"Content-Length", "999"}, {"Connection", "upgrade"},
      {"Transfer-Encoding", "gzip"}, {"X-Request-Id", "mine"}, {"Date", "yesterday"},
  };
  const char *const *pair = fields[query(event, "n")];
  return answer_with(self, ticket, 200, pair[0], pair[1], text("body\n"));
}

/* --- Later answers --- */

static void finish_slow(void *context) {
  job *one = context;
  answer(one->self, one->ticket, "slow " MARK "\n");
  free(one);
}

static void told_slow(void *context, int32_t reason) {
  char line[64];
  snprintf(line, sizeof line, "slow cancelled %d", reason);
  say(context, line);
}

HANDLER(slow) {
  SELF;
  self->host->on_cancel(ticket, told_slow, self);
  self->host->timer_start(self->plugin, event->loop, query(event, "ms") * 1000000, finish_slow,
                          new_job(self, event, ticket));
  say(self, "slow begins");
  return ROOST_PENDING;
}

HANDLER(never) { SELF; say(self, "never begins"); return ROOST_PENDING; }

HANDLER(twice) {
  SELF;
  answer(self, ticket, "first\n");
  answer(self, ticket, "second\n");
  return ROOST_PENDING;
}

HANDLER(block) {
  SELF;
  long ms = query(event, "ms");
  struct timespec time = {ms / 1000, ms % 1000 * 1000000};
  nanosleep(&time, NULL);
  return answer(self, ticket, "blocked\n");
}

static void *from_thread(void *context) {
  job *one = context;
  answer(one->self, one->ticket, "from a thread\n");
  free(one);
  return NULL;
}

HANDLER(threaded) {
  SELF;
  pthread_t thread;
  if (pthread_create(&thread, NULL, from_thread, new_job(self, event, ticket)) != 0) return ROOST_RETRYABLE;
  pthread_detach(thread);
  return ROOST_PENDING;
}

/* Waits until the file "open" is in the working directory. */
static void look_at_gate(void *context) {
  job *one = context;
  if (access("open", F_OK) == 0) {
    answer(one->self, one->ticket, "through the gate " MARK "\n");
    free(one);
  } else {
    one->self->host->timer_start(one->self->plugin, one->event->loop, 5000000, look_at_gate, one);
  }
}

HANDLER(gate) {
  SELF;
  say(self, "gate begins");
  look_at_gate(new_job(self, event, ticket));
  return ROOST_PENDING;
}

/* --- Streams --- */

static void pour(void *context) {
  static uint8_t piece[65536];
  job *one = context;
  while (one->left > 0 && !one->ended) {
    roost_bytes bytes = {piece, (uint64_t)(one->left < 65536 ? one->left : 65536)};
    int32_t code = one->self->http->stream_write(one->ticket, bytes, pour, one);
    if (code == ROOST_BUSY) return;
    if (code != ROOST_DONE) break;
    one->left -= (long)bytes.size;
  }
  char line[64];
  snprintf(line, sizeof line, "pour ends %ld left", one->left);
  say(one->self, line);
  one->self->http->stream_close(one->ticket);
  free(one);
}

static void told_pour(void *context, int32_t reason) {
  job *one = context;
  char line[64];
  snprintf(line, sizeof line, "pour cancelled %d", reason);
  say(one->self, line);
  if (reason == ROOST_CANCEL_DRAIN) return;
  one->ended = 1;
  pour(one);
}

static int32_t open_stream(probe *self, uint64_t ticket, const char *type, const char *first) {
  roost_http_field field = {text("Content-Type"), text(type)};
  roost_http_response head = {.size = sizeof head, .status = 200, .fields_borrowed = &field,
                              .field_count = 1, .body_borrowed = text(first)};
  return self->http->stream_open(ticket, &head);
}

HANDLER(stream) {
  SELF;
  job *one = new_job(self, event, ticket);
  one->left = query(event, "n");
  self->host->on_cancel(ticket, told_pour, one);
  int32_t code = open_stream(self, ticket, "application/octet-stream", "");
  if (code != ROOST_DONE) return code;
  pour(one);
  return ROOST_PENDING;
}

static void no_more(void *context) { (void)context; }

static void told_sse(void *context, int32_t reason) {
  job *one = context;
  char line[64];
  snprintf(line, sizeof line, "sse cancelled %d", reason);
  say(one->self, line);
  one->self->http->stream_write(one->ticket, text("event: bye\n\n"), no_more, NULL);
  one->self->http->stream_close(one->ticket);
  free(one);
}

HANDLER(sse) {
  SELF;
  self->host->on_cancel(ticket, told_sse, new_job(self, event, ticket));
  int32_t code = open_stream(self, ticket, "text/event-stream", "data: " MARK "\n\n");
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static void ask_more(void *context);

static void piece_came(void *context, roost_bytes bytes, int32_t end) {
  job *one = context;
  one->left += (long)bytes.size;
  // The end may come while more has not been asked for yet.
  one->self->host->timer_cancel(one->timer);
  if (end == 0) {
    one->timer = one->self->host->timer_start(one->self->plugin, one->event->loop, one->after, ask_more, one);
    return;
  }
  char line[64];
  snprintf(line, sizeof line, "upload %s after %ld\n", end == 1 ? "ended" : "broken off", one->left);
  say(one->self, line);
  answer(one->self, one->ticket, line);
  free(one);
}

static void ask_more(void *context) {
  job *one = context;
  one->self->http->body_read(one->ticket, 16384, piece_came, one);
}

HANDLER(upload) {
  SELF;
  job *one = new_job(self, event, ticket);
  one->after = query(event, "us") * 1000;
  ask_more(one);
  return ROOST_PENDING;
}

/* --- Updates --- */

static void reply(probe *self, uint64_t ticket, const roost_event *event, const char *label) {
  const roost_update *update = event->block_ticket;
  roost_bytes arguments = roost_span_bytes(update, update->arguments);
  roost_bytes bot = roost_span_bytes(update, update->bot);
  char line[512];
  snprintf(line, sizeof line,
           "{\"method\":\"sendMessage\",\"chat_id\":%lld,\"text\":\"%s:%.*s:%.*s\"}",
           (long long)update->chat_id, label, (int)bot.size, (const char *)bot.data,
           (int)(arguments.size < 200 ? arguments.size : 200), (const char *)arguments.data);
  self->host->complete(ticket, text(line));
}

HANDLER(on_update) {
  probe *self = instance;
  reply(self, ticket, event, user);
  return ROOST_PENDING;
}

HANDLER(quiet_update) { SELF; say(self, "quiet update"); return ROOST_DONE; }
HANDLER(bad_update) { SELF; return (int32_t)ROOST_PERMANENT; }
HANDLER(busy_update) { SELF; return (int32_t)ROOST_RETRYABLE; }

static void lane_line(job *one, const char *what) {
  const roost_update *update = one->event->block_ticket;
  char line[96];
  snprintf(line, sizeof line, "lane %lld %s %lld", (long long)update->chat_id, what, (long long)update->update_id);
  say(one->self, line);
}

static void lane_waits(void *context) {
  job *one = context;
  if (one->after == 0 && access("open", F_OK) != 0) {
    one->self->host->timer_start(one->self->plugin, one->event->loop, 5000000, lane_waits, one);
    return;
  }
  lane_line(one, "ends");
  reply(one->self, one->ticket, one->event, "lane");
  free(one);
}

/* "/lane MS" takes that long; "/lane 0" waits for the gate. */
HANDLER(lane) {
  SELF;
  const roost_update *update = event->block_ticket;
  roost_bytes arguments = roost_span_bytes(update, update->arguments);
  char number[16] = "";
  memcpy(number, arguments.data, arguments.size < 15 ? arguments.size : 15);
  job *one = new_job(self, event, ticket);
  one->after = strtol(number, NULL, 10) * 1000000;
  lane_line(one, "begins");
  self->host->timer_start(self->plugin, event->loop, one->after, lane_waits, one);
  return ROOST_PENDING;
}

static int32_t watch(probe *self, const roost_updates *updates) {
#define ON(function, label, ...)                                                       \
  do {                                                                                 \
    roost_update_filter filter = {.size = sizeof filter, __VA_ARGS__};                 \
    int32_t code = updates->on(self->plugin, &filter, function, label);                \
    if (code != ROOST_DONE) return code;                                               \
  } while (0)
  ON(on_update, "start", .command_borrowed = text("start"));
  ON(lane, "lane", .command_borrowed = text("lane"));
  ON(quiet_update, "quiet", .command_borrowed = text("quiet"));
  ON(bad_update, "bad", .command_borrowed = text("bad"));
  ON(busy_update, "busy", .command_borrowed = text("busy"));
  ON(on_update, "short", .callback_borrowed = text("ok:"));
  ON(on_update, "long", .callback_borrowed = text("ok:more:"));
  ON(on_update, "private", .kinds = 1u << ROOST_UPDATE_MESSAGE, .chat_types = 1u << ROOST_CHAT_PRIVATE);
  ON(on_update, "group", .kinds = 1u << ROOST_UPDATE_MESSAGE,
     .chat_types = 1u << ROOST_CHAT_GROUP | 1u << ROOST_CHAT_SUPERGROUP);
  ON(on_update, "edited", .kinds = 1u << ROOST_UPDATE_EDITED_MESSAGE);
  ON(on_update, "inline-of-second", .kinds = 1u << ROOST_UPDATE_INLINE_QUERY, .bot_borrowed = text("second"));
  return ROOST_DONE;
}

/* --- The lifecycle --- */

typedef struct pending_failure {
  const roost_host *host;
  uint64_t ticket;
} pending_failure;

static void *fail_later(void *context) {
  pending_failure *one = context;
  one->host->fail(one->ticket, ROOST_PERMANENT, text("broken on purpose, later"));
  free(one);
  return NULL;
}

/* Logs the step; what it returns when the step is the one that misbehaves, else ROOST_DONE. */
static int32_t step(probe *self, const char *name, uint64_t ticket) {
  char line[64];
  snprintf(line, sizeof line, "step %s", name);
  say(self, line);
  if (strcmp(name, FAIL) != 0) return ROOST_DONE;
  switch (HOW) {
    case 1: return ROOST_PERMANENT;
    case 2:
      self->host->fail(ticket, ROOST_PERMANENT, text("broken on purpose"));
      return ROOST_PENDING;
    case 3: {
      pthread_t thread;
      pending_failure *one = calloc(1, sizeof *one);
      one->host = self->host;
      one->ticket = ticket;
      if (pthread_create(&thread, NULL, fail_later, one) != 0) return ROOST_RETRYABLE;
      pthread_detach(thread);
      return ROOST_PENDING;
    }
    default: return ROOST_PENDING;
  }
}

static int32_t create(const roost_host *host, uint64_t plugin, void **instance, uint64_t ticket) {
  probe *self = calloc(1, sizeof *self);
  if (self == NULL) return ROOST_RETRYABLE;
  self->host = host;
  self->plugin = plugin;
  *instance = self;
#ifdef UNRESOLVED
  self->count = roost_test_no_such_function();
#endif
#ifdef STATIC_TLS
  self->count = *tls_address();
#endif
  return step(self, "create", ticket);
}

static int32_t configure(void *instance, roost_bytes json, uint64_t ticket) {
  probe *self = instance;
  char line[512];
  snprintf(line, sizeof line, "configuration %.*s", (int)(json.size < 400 ? json.size : 400),
           (const char *)json.data);
  say(self, line);
  return step(self, "configure", ticket);
}

static int32_t start(void *instance, uint64_t ticket) {
  probe *self = instance;
  self->http = self->host->get_extension(self->plugin, ROOST_HTTP_ID);
  self->metrics = self->host->get_extension(self->plugin, ROOST_METRICS_ID);
  const roost_updates *updates = self->host->get_extension(self->plugin, ROOST_UPDATES_ID);
  if (self->http == NULL || updates == NULL) return ROOST_DENIED;
  static const struct {
    const char *method, *pattern;
    roost_handler handler;
    uint32_t flags;
    uint64_t limit;
    int64_t deadline_ms;
  } routes[] = {
      {"GET", PATH "/mark", mark, 0, 0, 0},
      {"POST", PATH "/echo", echo, 0, 0, 0},
      {"PUT", PATH "/echo", echo, 0, 0, 0},
      {"POST", PATH "/small", echo, 0, 100, 0},
      {"GET", PATH "/count", count, 0, 0, 0},
      {"GET", PATH "/request", request, 0, 0, 0},
      {"GET", PATH "/parameter/{name}", request, 0, 0, 0},
      {"GET", PATH "/tail/{rest...}", request, 0, 0, 0},
      {"GET", PATH "/big", big, 0, 0, 0},
      {"GET", PATH "/status", status, 0, 0, 0},
      {"GET", PATH "/error", error, 0, 0, 0},
      {"GET", PATH "/fail", failing, 0, 0, 0},
      {"GET", PATH "/nothing", nothing, 0, 0, 0},
      {"GET", PATH "/field", field, 0, 0, 0},
      {"GET", PATH "/slow", slow, 0, 0, 0},
      {"GET", PATH "/late", slow, 0, 0, 200},
      {"GET", PATH "/never", never, 0, 0, 200},
      {"GET", PATH "/twice", twice, 0, 0, 0},
      {"GET", PATH "/block", block, 0, 0, 0},
      {"GET", PATH "/thread", threaded, 0, 0, 0},
      {"GET", PATH "/gate", gate, 0, 0, 0},
      {"GET", PATH "/stream", stream, 0, 0, 0},
      {"GET", PATH "/sse", sse, 0, 0, 0},
      {"POST", PATH "/upload", upload, ROOST_HTTP_STREAM_BODY, 0, 0},
#ifdef SHARED
      {"GET", SHARED, mark, 0, 0, 0},
#endif
  };
  for (size_t i = 0; i < sizeof routes / sizeof *routes; i++) {
    roost_http_route route = {
        .size = sizeof route, .flags = routes[i].flags, .method_borrowed = text(routes[i].method),
        .pattern_borrowed = text(routes[i].pattern), .body_limit = routes[i].limit,
        .deadline_ns = routes[i].deadline_ms * 1000000, .handler = routes[i].handler};
    int32_t code = self->http->route(self->plugin, &route);
    if (code != ROOST_DONE) return code;
  }
  int32_t code = self->http->files(self->plugin, text(PATH "/files"));
  if (code != ROOST_DONE) return code;
#ifdef CORS
  roost_http_cors cors = {.size = sizeof cors, .allow_credentials = 1, .origins_borrowed = text(CORS),
                          .headers_borrowed = text("X-Token"), .expose_borrowed = text("X-Mark"),
                          .max_age_seconds = 600};
  code = self->http->cors(self->plugin, &cors);
  if (code != ROOST_DONE) return code;
#endif
  code = watch(self, updates);
  return code != ROOST_DONE ? code : step(self, "start", ticket);
}

static int32_t drain(void *instance, uint64_t ticket) { return step(instance, "drain", ticket); }
static int32_t resume(void *instance, uint64_t ticket) { return step(instance, "resume", ticket); }
static int32_t stop(void *instance, uint64_t ticket) { return step(instance, "stop", ticket); }

#ifdef STATE
static int32_t export_state(void *instance, uint64_t ticket) {
  probe *self = instance;
  int32_t code = step(self, "export_state", ticket);
  if (code != ROOST_DONE) return code;
  char line[32];
  snprintf(line, sizeof line, "%ld", self->count);
  self->host->complete(ticket, text(line));
  return ROOST_PENDING;
}

static int32_t import_state(void *instance, roost_bytes state, uint32_t version, uint64_t ticket) {
  probe *self = instance;
  char number[32] = "";
  memcpy(number, state.data, state.size < 31 ? state.size : 31);
  self->count = strtol(number, NULL, 10);
  (void)version;
  return step(self, "import_state", ticket);
}
#endif

static void destroy(void *instance) {
  probe *self = instance;
  say(self, "step destroy");
  free(self);
}

static const roost_plugin descriptor = {
    .size = sizeof(roost_plugin),
    .abi_major = ROOST_ABI_MAJOR,
    .abi_minor = ROOST_ABI_MINOR,
    .create = create,
    .configure = configure,
    .start = start,
    .drain = drain,
#ifdef STATE
    .export_state = export_state,
    .import_state = import_state,
#endif
    .resume = resume,
    .stop = stop,
    .destroy = destroy,
};

#ifdef HIDE_ENTRY
const roost_plugin *roost_plugin_entry(void);
const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
#else
ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
#endif
