/* The plugin under test. Each variant links this file with a generated one (see variants.py) that
 * holds the manifest, the variant's number, padding and functions of its own. PLUGIN is the id.
 *
 * Every answer begins with the line "variant=V revision=R token=N sum=S": who answered, with which
 * configuration, to what. The rest of a body is determined by V, R, N and the route. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "roost/abi.h"
#include "roost/http.h"
#include "roost/updates.h"

/* From the generated file. */
extern const uint32_t variant_number;
uint32_t variant_sum(void);

#define MILLISECOND 1000000ll
#define LINE_MAX_BYTES 512
#define FILLER_MAX 3000
#define PIECE_MAX 32768
#define UPLOAD_CREDIT 16384

typedef struct plugin plugin;

/* An event that is answered later. Freed by whoever answers; the answer is its last use of `self`,
 * as the generation may end once its last event is answered. */
typedef struct job {
  struct job *next;
  plugin *self;
  uint64_t ticket;
  uint64_t loop;
  uint64_t token;
  int64_t chat;
  uint32_t piece, pieces, piece_size;
  int64_t pause_ns;
  uint64_t hash, received;
} job;

struct plugin {
  const roost_host *host;
  const roost_http *http;
  const roost_updates *updates;
  uint64_t handle;
  uint64_t revision;
  _Atomic uint64_t count;
  pthread_t thread;
  int has_thread, ending;
  pthread_mutex_t lock;
  pthread_cond_t wake;
  job *first, *last;
};

static roost_bytes text(const char *string) {
  roost_bytes bytes = {(const uint8_t *)string, strlen(string)};
  return bytes;
}

static int line(const plugin *self, uint64_t token, char *out) {
  return snprintf(out, LINE_MAX_BYTES, "variant=%u revision=%llu token=%llu sum=%u\n", variant_number,
                  (unsigned long long)self->revision, (unsigned long long)token, variant_sum());
}

/* --- Answers ---------------------------------------------------------------------------------- */

static int32_t respond(plugin *self, uint64_t ticket, const char *body, size_t size) {
  roost_http_field type = {text("Content-Type"), text("text/plain")};
  roost_http_response response = {
      .size = sizeof response,
      .status = 200,
      .fields_borrowed = &type,
      .field_count = 1,
      .body_borrowed = {(const uint8_t *)body, size},
  };
  return self->http->respond(ticket, &response);
}

/* The line, then filler whose length the token gives. */
static int32_t respond_filled(plugin *self, uint64_t ticket, uint64_t token) {
  char body[LINE_MAX_BYTES + FILLER_MAX];
  size_t size = (size_t)line(self, token, body);
  for (uint64_t at = 0; at < token % FILLER_MAX; at++) body[size++] = (char)('a' + at % 26);
  return respond(self, ticket, body, size);
}

static int32_t respond_more(plugin *self, uint64_t ticket, uint64_t token, const char *more) {
  char body[2 * LINE_MAX_BYTES];
  size_t size = (size_t)line(self, token, body);
  size += (size_t)snprintf(body + size, LINE_MAX_BYTES, "%s\n", more);
  return respond(self, ticket, body, size);
}

static uint64_t token_of(const roost_event *event) {
  const roost_http_request *request = event->block_ticket;
  const roost_span *parameters =
      (const roost_span *)((const uint8_t *)request + request->parameters_offset);
  roost_bytes digits = roost_span_bytes(request, parameters[0]);
  uint64_t token = 0;
  for (uint64_t at = 0; at < digits.size; at++) token = token * 10 + (uint64_t)(digits.data[at] - '0');
  return token;
}

static job *make_job(plugin *self, const roost_event *event, uint64_t ticket, uint64_t token) {
  job *made = calloc(1, sizeof *made);
  if (made == NULL) abort();
  made->self = self;
  made->ticket = ticket;
  made->loop = event->loop;
  made->token = token;
  return made;
}

static int32_t later(job *made, int64_t after_ns, roost_callback callback) {
  const plugin *self = made->self;
  if (self->host->timer_start(self->handle, made->loop, after_ns, callback, made) != 0) return ROOST_PENDING;
  free(made);
  return ROOST_BUSY;
}

/* --- Handlers: at once, from a thread, from a timer --------------------------------------------- */

static int32_t on_sync(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  int32_t code = respond_filled(instance, ticket, token_of(event));
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static void answer_job(void *context) {
  job *made = context;
  respond_filled(made->self, made->ticket, made->token);
  free(made);
}

static void *work(void *context) {
  plugin *self = context;
  pthread_mutex_lock(&self->lock);
  while (1) {
    while (self->first == NULL && !self->ending) pthread_cond_wait(&self->wake, &self->lock);
    job *made = self->first;
    if (made == NULL) break;
    self->first = made->next;
    pthread_mutex_unlock(&self->lock);
    struct timespec pause = {0, (long)(made->token % 5 * MILLISECOND)};
    nanosleep(&pause, NULL);
    answer_job(made);
    pthread_mutex_lock(&self->lock);
  }
  pthread_mutex_unlock(&self->lock);
  return NULL;
}

/* Odd tokens are answered by the plugin's own thread, even ones by a timer of the host. */
static int32_t on_pending(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  plugin *self = instance;
  job *made = make_job(self, event, ticket, token_of(event));
  if (made->token % 2 == 0) return later(made, (int64_t)(made->token % 60) * MILLISECOND, answer_job);
  pthread_mutex_lock(&self->lock);
  if (self->first == NULL) self->first = made;
  else self->last->next = made;
  self->last = made;
  pthread_cond_signal(&self->wake);
  pthread_mutex_unlock(&self->lock);
  return ROOST_PENDING;
}

static int32_t on_slow(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  return later(make_job(instance, event, ticket, token_of(event)), 2000 * MILLISECOND, answer_job);
}

/* --- Streams ------------------------------------------------------------------------------------ */

static void stream_step(void *context) {
  job *made = context;
  plugin *self = made->self;
  char piece[PIECE_MAX];
  while (made->piece < made->pieces) {
    memset(piece, 'a' + (int)(made->piece % 26), made->piece_size);
    roost_bytes bytes = {(const uint8_t *)piece, made->piece_size};
    int32_t code = self->http->stream_write(made->ticket, bytes, stream_step, made);
    if (code == ROOST_BUSY) return;
    if (code != ROOST_DONE) break;
    made->piece++;
    if (made->pause_ns != 0 &&
        self->host->timer_start(self->handle, made->loop, made->pause_ns, stream_step, made) != 0) return;
  }
  self->http->stream_close(made->ticket);
  free(made);
}

static int32_t open_stream(job *made, uint32_t pieces, uint32_t piece_size, int64_t pause_ns) {
  char head[LINE_MAX_BYTES];
  roost_http_response response = {
      .size = sizeof response,
      .status = 200,
      .body_borrowed = {(const uint8_t *)head, (uint64_t)line(made->self, made->token, head)},
  };
  int32_t code = made->self->http->stream_open(made->ticket, &response);
  if (code != ROOST_DONE) {
    free(made);
    return code;
  }
  made->pieces = pieces;
  made->piece_size = piece_size;
  made->pause_ns = pause_ns;
  stream_step(made);
  return ROOST_PENDING;
}

static int32_t on_stream(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  job *made = make_job(instance, event, ticket, token_of(event));
  return open_stream(made, 6, (uint32_t)(500 + made->token % 8000), 50 * MILLISECOND);
}

/* More than the window of a stream, as fast as there is room. */
static int32_t on_bulk(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  return open_stream(make_job(instance, event, ticket, token_of(event)), 24, PIECE_MAX, 0);
}

/* A client that broke off, with end < 0, is answered too: completing is owed. */
static void take(void *context, roost_bytes bytes, int32_t end) {
  job *made = context;
  plugin *self = made->self;
  for (uint64_t at = 0; at < bytes.size; at++) made->hash = (made->hash ^ bytes.data[at]) * 1099511628211u;
  made->received += bytes.size;
  if (end == 0) {
    self->http->body_read(made->ticket, bytes.size, take, made);
    return;
  }
  char more[LINE_MAX_BYTES / 2];
  snprintf(more, sizeof more, "received=%llu hash=%llu", (unsigned long long)made->received,
           (unsigned long long)made->hash);
  respond_more(self, made->ticket, made->token, more);
  free(made);
}

static int32_t on_upload(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  plugin *self = instance;
  job *made = make_job(self, event, ticket, token_of(event));
  made->hash = 14695981039346656037u;
  int32_t code = self->http->body_read(ticket, UPLOAD_CREDIT, take, made);
  if (code == ROOST_DONE) return ROOST_PENDING;
  free(made);
  return code;
}

/* --- The counter: what is handed over ----------------------------------------------------------- */

/* Counted when it is answered, so that a hand-over before its last event would lose it. */
static void count_job(void *context) {
  job *made = context;
  char more[LINE_MAX_BYTES / 2];
  snprintf(more, sizeof more, "count=%llu", (unsigned long long)atomic_fetch_add(&made->self->count, 1) + 1);
  respond_more(made->self, made->ticket, made->token, more);
  free(made);
}

static int32_t on_count(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  job *made = make_job(instance, event, ticket, token_of(event));
  return later(made, (int64_t)(made->token % 40) * MILLISECOND, count_job);
}

static int32_t on_total(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  plugin *self = instance;
  char more[LINE_MAX_BYTES / 2];
  snprintf(more, sizeof more, "count=%llu", (unsigned long long)atomic_load(&self->count));
  int32_t code = respond_more(self, ticket, token_of(event), more);
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static int32_t export_state(void *instance, uint64_t ticket) {
  plugin *self = instance;
  uint64_t count = atomic_load(&self->count);
  roost_bytes bytes = {(const uint8_t *)&count, sizeof count};
  int32_t code = self->host->complete(ticket, bytes);
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static int32_t import_state(void *instance, roost_bytes state, uint32_t version, uint64_t ticket) {
  (void)ticket;
  uint64_t count;
  if (version != 1 || state.size != sizeof count) return ROOST_INVALID;
  memcpy(&count, state.data, sizeof count);
  atomic_store(&((plugin *)instance)->count, count);
  return ROOST_DONE;
}

/* --- Updates ------------------------------------------------------------------------------------ */

static void answer_update(void *context) {
  job *made = context;
  char words[LINE_MAX_BYTES], call[2 * LINE_MAX_BYTES];
  int size = line(made->self, made->token, words);
  words[size - 1] = 0;
  size = snprintf(call, sizeof call, "{\"method\":\"sendMessage\",\"chat_id\":%lld,\"text\":\"%s\"}",
                  (long long)made->chat, words);
  roost_bytes bytes = {(const uint8_t *)call, (uint64_t)size};
  made->self->host->complete(made->ticket, bytes);
  free(made);
}

/* Every third update is answered later. */
static int32_t on_update(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  const roost_update *update = event->block_ticket;
  job *made = make_job(instance, event, ticket, (uint64_t)update->update_id);
  made->chat = update->chat_id;
  if (made->token % 3 == 0) return later(made, 30 * MILLISECOND, answer_update);
  answer_update(made);
  return ROOST_PENDING;
}

/* --- Life --------------------------------------------------------------------------------------- */

static int32_t create(const roost_host *host, uint64_t handle, void **instance, uint64_t ticket) {
  (void)ticket;
  plugin *self = calloc(1, sizeof *self);
  if (self == NULL) return ROOST_RETRYABLE;
  self->host = host;
  self->handle = handle;
  pthread_mutex_init(&self->lock, NULL);
  pthread_cond_init(&self->wake, NULL);
  *instance = self;
  return ROOST_DONE;
}

static int32_t configure(void *instance, roost_bytes json, uint64_t ticket) {
  (void)ticket;
  char copy[LINE_MAX_BYTES] = "";
  if (json.size >= sizeof copy) return ROOST_INVALID;
  memcpy(copy, json.data, json.size);
  const char *found = strstr(copy, "\"revision\":");
  if (found == NULL) return ROOST_INVALID;
  ((plugin *)instance)->revision = strtoull(found + strlen("\"revision\":"), NULL, 10);
  return ROOST_DONE;
}

static int32_t start(void *instance, uint64_t ticket) {
  (void)ticket;
  plugin *self = instance;
  self->http = self->host->get_extension(self->handle, ROOST_HTTP_ID);
  self->updates = self->host->get_extension(self->handle, ROOST_UPDATES_ID);
  if (self->http == NULL || self->updates == NULL) return ROOST_DENIED;
  static const struct { const char *method, *pattern; roost_handler handler; uint32_t flags; } routes[] = {
      {"GET", "/" PLUGIN "/sync/{token}", on_sync, 0},
      {"GET", "/" PLUGIN "/pending/{token}", on_pending, 0},
      {"GET", "/" PLUGIN "/slow/{token}", on_slow, 0},
      {"GET", "/" PLUGIN "/stream/{token}", on_stream, 0},
      {"GET", "/" PLUGIN "/bulk/{token}", on_bulk, 0},
      {"POST", "/" PLUGIN "/upload/{token}", on_upload, ROOST_HTTP_STREAM_BODY},
      {"POST", "/" PLUGIN "/count/{token}", on_count, 0},
      {"GET", "/" PLUGIN "/total/{token}", on_total, 0},
  };
  for (size_t at = 0; at < sizeof routes / sizeof *routes; at++) {
    roost_http_route route = {
        .size = sizeof route,
        .flags = routes[at].flags,
        .method_borrowed = text(routes[at].method),
        .pattern_borrowed = text(routes[at].pattern),
        .handler = routes[at].handler,
    };
    int32_t code = self->http->route(self->handle, &route);
    if (code != ROOST_DONE) return code;
  }
  roost_update_filter messages = {.size = sizeof messages, .kinds = 1u << ROOST_UPDATE_MESSAGE};
  int32_t code = self->updates->on(self->handle, &messages, on_update, NULL);
  if (code != ROOST_DONE) return code;
  self->has_thread = pthread_create(&self->thread, NULL, work, self) == 0;
  return self->has_thread ? ROOST_DONE : ROOST_RETRYABLE;
}

static int32_t stop(void *instance, uint64_t ticket) {
  (void)ticket;
  plugin *self = instance;
  if (!self->has_thread) return ROOST_DONE;
  pthread_mutex_lock(&self->lock);
  self->ending = 1;
  pthread_cond_signal(&self->wake);
  pthread_mutex_unlock(&self->lock);
  pthread_join(self->thread, NULL);
  self->has_thread = 0;
  return ROOST_DONE;
}

static void destroy(void *instance) {
  plugin *self = instance;
  pthread_mutex_destroy(&self->lock);
  pthread_cond_destroy(&self->wake);
  /* A generation that is called after its end shows: its answers are wrong, or it crashes. */
  memset(self, 0xDD, sizeof *self);
  free(self);
}

static const roost_plugin descriptor = {
    .size = sizeof(roost_plugin),
    .abi_major = ROOST_ABI_MAJOR,
    .abi_minor = ROOST_ABI_MINOR,
    .create = create,
    .configure = configure,
    .start = start,
    .export_state = export_state,
    .import_state = import_state,
    .stop = stop,
    .destroy = destroy,
};

ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
