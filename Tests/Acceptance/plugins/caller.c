/* A plugin that provides services and calls others'. POST /ID/call calls the method that the body's first line names
 * with what follows that line, and answers with what comes back, X-Code being its code, or X-Refused the code that was
 * returned at once: ?ms=N is the deadline, ?times=N calls so often at once, the answer being how many were refused,
 * ?alone=1 names no ticket, ?stale=1 one that is none, ?null=1 gives no function, ?loop=N asks for that loop,
 * ?size=N asks with so many bytes.
 *
 * What it provides:
 *   echo   the question            who    MARK, the caller, the method and the depth
 *   fail   fails with the code and the message of "CODE MESSAGE"
 *   slow   echoes after so many milliseconds as the question says
 *   never  until it is cancelled, which it logs        left   milliseconds to its deadline
 *   big    so many bytes           die    ends its process
 *   relay  as POST /ID/call does, for the event in hand */
#define _GNU_SOURCE
#include "base.h"
#include "roost/manifest.h"
#include "roost/services.h"

#define PATH "/" ID

ROOST_MANIFEST("plugin.json");

static const roost_services *services;

/* A call of which the answer is awaited, for an HTTP request or for a call. */
typedef struct question {
  probe *self;
  uint64_t ticket;
  int is_call;
  long times, left, refused;
} question;

static roost_bytes block_text(const roost_event *event, size_t field) {
  const roost_service_call *call = event->block_ticket;
  return roost_span_bytes(call, field == 0 ? call->name : call->caller);
}

static void finish(question *one, const char *name, int32_t code, roost_bytes bytes) {
  char number[32], refused[32];
  snprintf(number, sizeof number, "%d", code);
  snprintf(refused, sizeof refused, "%ld", one->refused);
  const roost_host *host = one->self->host;
  if (!one->is_call) {
    answer_with(one->self, one->ticket, 200, name, number, one->times > 1 ? text(refused) : bytes);
  } else if (code == ROOST_DONE) {
    host->complete(one->ticket, bytes);
  } else {
    host->fail(one->ticket, code, bytes);
  }
  free(one);
}

static void answered(void *context, int32_t code, roost_bytes bytes) {
  question *one = context;
  if (--one->left == 0) finish(one, "X-Code", code, bytes);
}

static int32_t ask(probe *self, const roost_event *event, uint64_t ticket, int is_call) {
  question *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  long times = is_call ? 1 : query(event, "times"), ms = is_call ? 10000 : query(event, "ms");
  *one = (question){.self = self, .ticket = ticket, .is_call = is_call, .times = times > 0 ? times : 1};
  roost_bytes name = event->body_ticket, body = {NULL, 0};
  const uint8_t *end = name.size > 0 ? memchr(name.data, '\n', name.size) : NULL;
  if (end != NULL) {
    body = (roost_bytes){end + 1, name.size - (uint64_t)(end + 1 - name.data)};
    name.size = (uint64_t)(end - name.data);
  }
  uint64_t loop = event->loop;
  roost_service_request request = {.size = sizeof request, .ticket = ticket, .deadline_ms = ms != 0 ? ms : 10000,
                                   .name_borrowed = name, .body_borrowed = body};
  roost_answered function = answered;
  static uint8_t zeros[2 << 20];
  if (!is_call) {
    if (query(event, "alone")) request.ticket = 0;
    if (query(event, "stale")) request.ticket = ticket ^ (1ull << 40);
    if (query(event, "null")) function = NULL;
    if (query(event, "loop")) loop = (uint64_t)query(event, "loop");
    if (query(event, "size")) request.body_borrowed = (roost_bytes){zeros, (uint64_t)query(event, "size")};
  }
  int32_t last = ROOST_DONE;
  if (one->times == 1) {
    /* Perhaps answered on another loop before this returns. */
    one->left = 1;
    last = services->call(self->plugin, loop, &request, function, one);
    if (last != ROOST_DONE) finish(one, "X-Refused", last, text(""));
    return ROOST_PENDING;
  }
  for (long at = 0; at < one->times; at++) {
    /* Answered on this very loop, so not before this returns. */
    int32_t code = services->call(self->plugin, loop, &request, function, one);
    if (code == ROOST_DONE) {
      one->left++;
    } else {
      last = code;
      one->refused++;
    }
  }
  if (one->left == 0) finish(one, "X-Refused", last, text(""));
  return ROOST_PENDING;
}

HANDLER(call) { SELF; return ask(self, event, ticket, 0); }
HANDLER(relay) { SELF; return ask(self, event, ticket, 1); }

HANDLER(echo) {
  SELF;
  self->host->complete(ticket, event->body_ticket);
  return ROOST_PENDING;
}

HANDLER(who) {
  SELF;
  const roost_service_call *block = event->block_ticket;
  roost_bytes name = block_text(event, 0), caller = block_text(event, 1);
  char line[512];
  snprintf(line, sizeof line, "%s %.*s %.*s %u", MARK, (int)caller.size, (const char *)caller.data, (int)name.size,
           (const char *)name.data, block->depth);
  self->host->complete(ticket, text(line));
  return ROOST_PENDING;
}

static long number_in(roost_bytes bytes) {
  char line[32] = "";
  memcpy(line, bytes.data, bytes.size < sizeof line - 1 ? bytes.size : sizeof line - 1);
  return strtol(line, NULL, 10);
}

HANDLER(fail) {
  SELF;
  const uint8_t *space = memchr(event->body_ticket.data, ' ', event->body_ticket.size);
  if (space == NULL) return (int32_t)number_in(event->body_ticket);
  roost_bytes message = {space + 1, event->body_ticket.size - (uint64_t)(space + 1 - event->body_ticket.data)};
  self->host->fail(ticket, (int32_t)number_in(event->body_ticket), message);
  return ROOST_PENDING;
}

static void slept(void *context) {
  job *one = context;
  one->self->host->complete(one->ticket, one->event->body_ticket);
  free(one);
}

HANDLER(slow) {
  SELF;
  self->host->timer_start(self->plugin, event->loop, number_in(event->body_ticket) * 1000000, slept,
                          new_job(self, event, ticket));
  return ROOST_PENDING;
}

static void cancelled(void *context, int32_t reason) {
  job *one = context;
  if (reason == ROOST_CANCEL_DRAIN) return;
  char line[64];
  snprintf(line, sizeof line, "cancelled %d", reason);
  say(one->self, line);
  one->self->host->complete(one->ticket, text("too late"));
  free(one);
}

HANDLER(never) {
  SELF;
  say(self, "waiting");
  self->host->on_cancel(ticket, cancelled, new_job(self, event, ticket));
  return ROOST_PENDING;
}

HANDLER(left) {
  SELF;
  char line[32];
  int64_t left = event->deadline_ns - self->host->now(ROOST_CLOCK_MONOTONIC);
  snprintf(line, sizeof line, "%lld", (long long)(left / 1000000));
  self->host->complete(ticket, text(line));
  return ROOST_PENDING;
}

HANDLER(big) {
  SELF;
  size_t size = (size_t)number_in(event->body_ticket);
  uint8_t *bytes = calloc(1, size + 1);
  if (bytes == NULL) return ROOST_RETRYABLE;
  self->host->complete(ticket, (roost_bytes){bytes, size});
  free(bytes);
  return ROOST_PENDING;
}

HANDLER(die) {
  SELF;
  say(self, "dying");
  _exit(3);
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

static int32_t import_state(void *instance, roost_bytes state, uint32_t version, uint64_t ticket) {
  (void)instance, (void)state, (void)version, (void)ticket;
  return ROOST_DONE;
}

static int32_t start(void *instance, uint64_t ticket) {
  (void)ticket;
  probe *self = instance;
  self->http = self->host->get_extension(self->plugin, ROOST_HTTP_ID);
  services = self->host->get_extension(self->plugin, ROOST_SERVICES_ID);
  if (self->http == NULL || services == NULL) return ROOST_DENIED;
  static const struct { const char *name; roost_handler handler; } methods[] = {
      {"echo", echo}, {ID ".who", who}, {"fail", fail}, {"slow", slow}, {"never", never}, {"left", left},
      {"big", big}, {"die", die}, {"relay", relay}};
  for (size_t at = 0; at < sizeof methods / sizeof *methods; at++) {
    int32_t code = services->provide(self->plugin, text(methods[at].name), methods[at].handler, NULL);
    if (code != ROOST_DONE) return code;
  }
#ifdef PROVIDES
  int32_t refused = services->provide(self->plugin, text(PROVIDES), echo, NULL);
  if (refused != ROOST_DONE) return refused;
#endif
  roost_http_route route = {.size = sizeof route, .method_borrowed = text("POST"),
                            .pattern_borrowed = text(PATH "/call"), .body_limit = 4 << 20, .handler = call};
  return self->http->route(self->plugin, &route);
}

static int32_t nothing(void *instance, uint64_t ticket) {
  (void)instance, (void)ticket;
  return ROOST_DONE;
}

static void destroy(void *instance) { free(instance); }

static const roost_plugin descriptor = {
    .size = sizeof(roost_plugin), .abi_major = ROOST_ABI_MAJOR, .abi_minor = ROOST_ABI_MINOR, .create = create,
    .configure = configure, .start = start, .drain = nothing, .export_state = nothing, .import_state = import_state,
    .resume = nothing, .stop = nothing, .destroy = destroy};

ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
