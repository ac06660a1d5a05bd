/* A plugin that keeps files: POST /ID/ask?method=M&name=N does what the body says, whose first N bytes are the name and
 * the rest what is written, the other name, or after which a list goes on; offset, length and number are in the query.
 * Answers with what comes back, X-Code being its code, or X-Refused the code that was returned at once; ?null=1 asks
 * without a function, ?times=N so often at once, the answer being how many were refused. GET /ID/folder tells its
 * folder and, in a worker, the current one; POST /ID/fill?size=N makes a file itself, named by the body, and tells the
 * error; POST /ID/churn begins to replace the file "churn" over and over: N bytes that say how often, and /ID/churned
 * tells the last one that was answered. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>

#include "base.h"
#include "roost/files.h"
#include "roost/manifest.h"

#define PATH "/" ID

ROOST_MANIFEST("plugin.json");

static const roost_files *files;

typedef struct question {
  probe *self;
  uint64_t ticket;
  long times, left, refused;
} question;

static void answer_all(question *one, const char *name, int32_t code, roost_bytes bytes) {
  char number[32], refused[32];
  snprintf(number, sizeof number, "%d", code);
  snprintf(refused, sizeof refused, "%ld", one->refused);
  answer_with(one->self, one->ticket, 200, name, number, one->times > 1 ? text(refused) : bytes);
  free(one);
}

static void answered(void *context, int32_t code, roost_bytes bytes) {
  question *one = context;
  if (--one->left == 0) answer_all(one, "X-Code", code, bytes);
}

static int32_t ask(question *one, const roost_event *event, roost_answered function) {
  uint64_t plugin = one->self->plugin, loop = event->loop, size = (uint64_t)query(event, "name");
  roost_bytes name = event->body_ticket, rest = event->body_ticket;
  if (size > name.size) size = name.size;
  name.size = size;
  rest.data += size;
  rest.size -= size;
  uint32_t number = (uint32_t)query(event, "number");
  switch (query(event, "method")) {
    case 1:
      return files->read(plugin, loop, name, (uint64_t)query(event, "offset"), (uint64_t)query(event, "length"),
                         function, one);
    case 2: return files->write(plugin, loop, name, rest, number, function, one);
    case 3: return files->move(plugin, loop, name, rest, function, one);
    case 4: return files->remove(plugin, loop, name, function, one);
    case 5: return files->list(plugin, loop, name, rest, number, function, one);
    default: return files->usage(plugin, loop, function, one);
  }
}

HANDLER(ask_all) {
  SELF;
  question *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  long times = query(event, "times");
  *one = (question){.self = self, .ticket = ticket, .times = times > 0 ? times : 1};
  int32_t last = ROOST_DONE;
  for (long at = 0; at < one->times; at++) {
    /* Answered on this very loop, so not before this returns. */
    int32_t code = ask(one, event, query(event, "null") ? NULL : answered);
    if (code == ROOST_DONE) {
      one->left++;
    } else {
      last = code;
      one->refused++;
    }
  }
  if (one->left == 0) answer_all(one, "X-Refused", last, text(""));
  return ROOST_PENDING;
}

HANDLER(tell_folder) {
  SELF;
  char path[4096] = "", both[8300], current[4096];
  int64_t size = files->folder(self->plugin, NULL, 0);
  if (files->folder(self->plugin, (uint8_t *)path, (uint64_t)size - 1) != size || path[0] != 0)
    return answer(self, ticket, "it wrote into too small a buffer");
  if (files->folder(self->plugin, (uint8_t *)path, sizeof path) != size) return ROOST_PERMANENT;
  path[size] = 0;
  snprintf(both, sizeof both, "%s\n%s", path, getcwd(current, sizeof current) ? current : "");
  return answer(self, ticket, both);
}

HANDLER(fill) {
  SELF;
  char path[4096] = "", whole[8200];
  int64_t size = files->folder(self->plugin, (uint8_t *)path, sizeof path - 1);
  path[size] = 0;
  snprintf(whole, sizeof whole, "%s/%.*s", path, (int)event->body_ticket.size, (const char *)event->body_ticket.data);
  int fd = open(whole, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  int failed = fd < 0 || ftruncate(fd, query(event, "size")) != 0 ? errno : 0;
  if (fd >= 0) close(fd);
  char number[32];
  snprintf(number, sizeof number, "%d", failed);
  return answer(self, ticket, number);
}

static uint32_t churned, churning;
static uint8_t content[ROOST_FILES_BYTES_MAX];

static void churn_on(void *context, int32_t code, roost_bytes bytes) {
  probe *self = context;
  (void)bytes;
  if (code == ROOST_DONE) churned = churning;
  churning++;
  memset(content, (int)(churning % 251), sizeof content);
  files->write(self->plugin, 0, text("churn"), (roost_bytes){content, sizeof content}, ROOST_FILES_REPLACE, churn_on,
               self);
}

HANDLER(churn) {
  SELF;
  churning = (uint32_t)query(event, "from");
  churn_on(self, ROOST_BUSY, text(""));
  return answer(self, ticket, "it goes on");
}

HANDLER(tell_churned) {
  SELF;
  char number[32];
  snprintf(number, sizeof number, "%u", churned);
  return answer(self, ticket, number);
}

static int32_t create(const roost_host *host, uint64_t plugin, void **instance, uint64_t ticket) {
  (void)ticket;
  probe *self = calloc(1, sizeof *self);
  if (self == NULL) return ROOST_RETRYABLE;
  self->host = host;
  self->plugin = plugin;
  *instance = self;
  return ROOST_DONE;
}

static int32_t configure(void *instance, roost_bytes json, uint64_t ticket) {
  (void)instance, (void)json, (void)ticket;
  return ROOST_DONE;
}

static int32_t start(void *instance, uint64_t ticket) {
  (void)ticket;
  probe *self = instance;
  self->http = self->host->get_extension(self->plugin, ROOST_HTTP_ID);
  files = self->host->get_extension(self->plugin, ROOST_FILES_ID);
  if (self->http == NULL || files == NULL) return ROOST_DENIED;
  static const struct { const char *method, *pattern; roost_handler handler; } routes[] = {
      {"POST", PATH "/ask", ask_all}, {"GET", PATH "/folder", tell_folder}, {"POST", PATH "/fill", fill},
      {"POST", PATH "/churn", churn}, {"GET", PATH "/churned", tell_churned}};
  for (size_t at = 0; at < sizeof routes / sizeof *routes; at++) {
    roost_http_route route = {.size = sizeof route, .method_borrowed = text(routes[at].method),
                              .pattern_borrowed = text(routes[at].pattern), .body_limit = 2 << 20,
                              .handler = routes[at].handler};
    int32_t code = self->http->route(self->plugin, &route);
    if (code != ROOST_DONE) return code;
  }
  return ROOST_DONE;
}

static int32_t nothing(void *instance, uint64_t ticket) {
  (void)instance, (void)ticket;
  return ROOST_DONE;
}

static void destroy(void *instance) { free(instance); }

static const roost_plugin descriptor = {
    .size = sizeof(roost_plugin), .abi_major = ROOST_ABI_MAJOR, .abi_minor = ROOST_ABI_MINOR, .create = create,
    .configure = configure, .start = start, .stop = nothing, .destroy = destroy};

ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
