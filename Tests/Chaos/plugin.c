/* One of ten plugins under load. PLUGIN is its id. Every answer begins with the line
 * "PLUGIN pid=P token=N": who answered, from which process, to what; then filler whose length the token gives.
 * POST /PLUGIN/die/KIND dies in the way deaths.h names. */
#define _GNU_SOURCE
#include <stdatomic.h>

#include "deaths.h"
#include "roost/abi.h"
#include "roost/http.h"
#include "roost/manifest.h"

ROOST_MANIFEST_SWIFT("plugin.json", TOOLCHAIN);

enum { FILLER_MAX = 2000, BODY_MAX = FILLER_MAX + 256 };
static const int64_t MILLISECOND = 1000000;

typedef struct plugin {
  const roost_host *host;
  const roost_http *http;
  uint64_t handle;
  /* Requests to "slow" that are not answered. */
  _Atomic int waiting;
} plugin;

typedef struct job {
  plugin *self;
  uint64_t ticket, token;
  int is_slow;
} job;

static roost_bytes text(const char *string) {
  roost_bytes bytes = {(const uint8_t *)string, strlen(string)};
  return bytes;
}

static roost_bytes parameter(const roost_event *event) {
  const roost_http_request *request = event->block_ticket;
  const roost_span *parameters = (const roost_span *)((const uint8_t *)request + request->parameters_offset);
  return roost_span_bytes(request, parameters[0]);
}

static uint64_t token_of(const roost_event *event) {
  roost_bytes digits = parameter(event);
  uint64_t token = 0;
  for (uint64_t at = 0; at < digits.size; at++) token = token * 10 + (uint64_t)(digits.data[at] - '0');
  return token;
}

static int32_t respond(plugin *self, uint64_t ticket, const char *body, size_t size) {
  roost_http_field type = {text("Content-Type"), text("text/plain")};
  roost_http_response response = {
      .size = sizeof response,
      .status = 200,
      .fields_borrowed = &type,
      .field_count = 1,
      .body_borrowed = {(const uint8_t *)body, size},
  };
  int32_t code = self->http->respond(ticket, &response);
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static int32_t respond_filled(plugin *self, uint64_t ticket, uint64_t token) {
  char body[BODY_MAX];
  size_t size = (size_t)snprintf(body, sizeof body, PLUGIN " pid=%d token=%llu waiting=%d\n", getpid(),
                                 (unsigned long long)token, atomic_load(&self->waiting));
  for (uint64_t at = 0; at < token % FILLER_MAX; at++) body[size++] = (char)('a' + at % 26);
  return respond(self, ticket, body, size);
}

/* --- Handlers ----------------------------------------------------------------------------------- */

static int32_t on_sync(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  return respond_filled(instance, ticket, token_of(event));
}

static void answer_job(void *context) {
  job *made = context;
  if (made->is_slow) atomic_fetch_sub(&made->self->waiting, 1);
  respond_filled(made->self, made->ticket, made->token);
  free(made);
}

static int32_t later(plugin *self, const roost_event *event, uint64_t ticket, int64_t after_ns, int is_slow) {
  job *made = malloc(sizeof *made);
  if (made == NULL) return ROOST_BUSY;
  *made = (job){.self = self, .ticket = ticket, .token = token_of(event), .is_slow = is_slow};
  if (is_slow) atomic_fetch_add(&self->waiting, 1);
  if (self->host->timer_start(self->handle, event->loop, after_ns, answer_job, made) != 0) return ROOST_PENDING;
  if (is_slow) atomic_fetch_sub(&self->waiting, 1);
  free(made);
  return ROOST_BUSY;
}

static int32_t on_pending(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  return later(instance, event, ticket, (int64_t)(token_of(event) % 20) * MILLISECOND, 0);
}

/* In hand for a while: what happens to it when its worker dies? */
static int32_t on_slow(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  return later(instance, event, ticket, 400 * MILLISECOND, 1);
}

/* On the loop's own thread. When it comes back alive it tells what refused it. */
static int32_t on_die(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  roost_bytes kind = parameter(event);
  attempt try = {.loop_socket = WORKER_LOOPS + (int)event->loop - 1, .ticket = ticket, .told = "nothing refused it"};
  for (size_t at = 0; at < sizeof deaths / sizeof *deaths; at++) {
    if (strlen(deaths[at].name) != kind.size || memcmp(deaths[at].name, kind.data, kind.size) != 0) continue;
    note_time();
    deaths[at].attempt(&try);
    return respond(instance, ticket, try.told, strlen(try.told));
  }
  return ROOST_INVALID;
}

/* --- Life --------------------------------------------------------------------------------------- */

static int32_t create(const roost_host *host, uint64_t handle, void **instance, uint64_t ticket) {
  (void)ticket;
  plugin *self = calloc(1, sizeof *self);
  if (self == NULL) return ROOST_RETRYABLE;
  self->host = host;
  self->handle = handle;
  *instance = self;
  return ROOST_DONE;
}

static int32_t start(void *instance, uint64_t ticket) {
  (void)ticket;
  plugin *self = instance;
  self->http = self->host->get_extension(self->handle, ROOST_HTTP_ID);
  if (self->http == NULL) return ROOST_DENIED;
  static const struct { const char *method, *pattern; roost_handler handler; } routes[] = {
      {"GET", "/" PLUGIN "/sync/{token}", on_sync},
      {"GET", "/" PLUGIN "/pending/{token}", on_pending},
      {"GET", "/" PLUGIN "/slow/{token}", on_slow},
      {"POST", "/" PLUGIN "/slow/{token}", on_slow},
      {"POST", "/" PLUGIN "/die/{kind}", on_die},
  };
  for (size_t at = 0; at < sizeof routes / sizeof *routes; at++) {
    roost_http_route route = {.size = sizeof route, .method_borrowed = text(routes[at].method),
                              .pattern_borrowed = text(routes[at].pattern), .handler = routes[at].handler};
    int32_t code = self->http->route(self->handle, &route);
    if (code != ROOST_DONE) return code;
  }
  return ROOST_DONE;
}

static int32_t nothing(void *instance, uint64_t ticket) {
  (void)instance;
  (void)ticket;
  return ROOST_DONE;
}

static int32_t configure(void *instance, roost_bytes json, uint64_t ticket) {
  (void)json;
  return nothing(instance, ticket);
}

static void destroy(void *instance) { free(instance); }

static const roost_plugin descriptor = {
    .size = sizeof(roost_plugin),
    .abi_major = ROOST_ABI_MAJOR,
    .abi_minor = ROOST_ABI_MINOR,
    .create = create,
    .configure = configure,
    .start = start,
    .stop = nothing,
    .destroy = destroy,
};

ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
