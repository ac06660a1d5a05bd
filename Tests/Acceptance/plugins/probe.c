/*
 * A plugin that does on request whatever a test needs, well-behaved or not.
 *
 * Compiled with -DID="probe" and, as wanted:
 *   MARK      what GET /ID/mark answers
 *   FAIL      the lifecycle step that misbehaves, HOW it does:
 *               1 an error code, 2 fail() with a message, 3 pending and failing from a thread,
 *               4 pending for ever, 5 ends the process
 *   STATE     a count that is handed over
 *   SHARED    a route outside the plugin's own prefix, "/other/route"
 *   CORS      cross-origin rules for this origin
 *   WELL_BEHAVED  nothing that breaks the contract or waits for a file
 *   HIDE_ENTRY, EXTRA_EXPORT, STATIC_TLS, UNRESOLVED: faults of the file itself
 *   MANIFEST_SECTION  the manifest section's bytes; otherwise plugin.json is wrapped
 *
 * Its constructor appends a line to the file "executed" in the working directory, a worker's data folder: proof that the
 * loader ran code of it. Every lifecycle step logs "step NAME".
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "answers.h"
#include "ends.h"
#include "roost/manifest.h"
#include "streams.h"
#include "updates.h"

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

/* Lifecycle functions of this generation that are running: never more than one. */
static _Atomic int inside;

static void enter(probe *self) {
  if (inside++ != 0) say(self, "lifecycle calls overlap");
}

/* Logs the step; what it returns when the step is the one that misbehaves, else ROOST_DONE. */
static int32_t misbehave(probe *self, const char *name, uint64_t ticket) {
  char line[64];
  snprintf(line, sizeof line, "step %s", name);
  say(self, line);
  if (strcmp(name, FAIL) != 0) return ROOST_DONE;
  switch (HOW) {
    case 1: return ROOST_PERMANENT;
    case 2:
      self->host->fail(ticket, ROOST_PERMANENT, text("broken on purpose"));
      usleep(20000);  // the function is still running although its ticket is completed
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
    case 5: abort();
    default: return ROOST_PENDING;
  }
}

static int32_t step(probe *self, const char *name, uint64_t ticket) {
  enter(self);
  int32_t code = misbehave(self, name, ticket);
  inside--;
  return code;
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
      {"GET", PATH "/status", status, 0, 0, 0},
      {"GET", PATH "/error", error, 0, 0, 0},
      {"GET", PATH "/fail", failing, 0, 0, 0},
      {"GET", PATH "/nothing", nothing, 0, 0, 0},
      {"GET", PATH "/slow", slow, 0, 0, 0},
      {"GET", PATH "/thread", threaded, 0, 0, 0},
      {"GET", PATH "/stream", stream, 0, 0, 0},
      {"GET", PATH "/sse", sse, 0, 0, 0},
      {"POST", PATH "/upload", upload, ROOST_HTTP_STREAM_BODY, 0, 0},
#ifndef WELL_BEHAVED
      {"GET", PATH "/big", big, 0, 0, 0},
      {"GET", PATH "/field", field, 0, 0, 0},
      {"GET", PATH "/late", slow, 0, 0, 200},
      {"GET", PATH "/never", never, 0, 0, 200},
      {"GET", PATH "/twice", twice, 0, 0, 0},
      {"GET", PATH "/block", block, 0, 0, 0},
      {"GET", PATH "/gate", gate, 0, 0, 0},
      {"POST", PATH "/gate", gate, 0, 0, 0},
      {"GET", PATH "/die", die, 0, 0, 0},
      {"POST", PATH "/die", die, 0, 0, 0},
#endif
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
  enter(self);
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

#ifdef C_TYPES
/* What Swift code that describes C types holds. */
__attribute__((used)) static const char module_of_c[] = "\0__C";
#endif

#ifdef TWO_ENTRIES
const roost_plugin *entry_old(void);
const roost_plugin *entry_new(void);
ROOST_EXPORT const roost_plugin *entry_old(void) { return &descriptor; }
ROOST_EXPORT const roost_plugin *entry_new(void) { return &descriptor; }
__asm__(".symver entry_old,roost_plugin_entry@V1");
__asm__(".symver entry_new,roost_plugin_entry@@V2");
#elif defined HIDE_ENTRY
const roost_plugin *roost_plugin_entry(void);
const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
#else
ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
#endif
