/* A plugin that tells secrets: POST /ID/read asks for the one that the body names and answers with what comes back,
 * X-Code being its code, or X-Refused the code that was returned at once; ?null=1 asks without a function, ?times=N so
 * often at once, the answer being how many were refused; ?gate=1 asks once there is a file "open". POST /ID/log logs the body, as a message and as a field, and
 * /ID/print prints it. */
#include "base.h"
#include "roost/manifest.h"
#include "roost/secrets.h"

#define PATH "/" ID

ROOST_MANIFEST("plugin.json");

static const roost_secrets *secrets;

typedef struct question {
  probe *self;
  uint64_t ticket;
  uint64_t loop;
  roost_bytes name;
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

static void ask_at_the_gate(void *context) {
  question *one = context;
  if (access("open", F_OK) != 0) {
    one->self->host->timer_start(one->self->plugin, one->loop, 10000000, ask_at_the_gate, one);
    return;
  }
  one->left = 1;
  int32_t code = secrets->get(one->self->plugin, one->loop, one->name, answered, one);
  if (code != ROOST_DONE) answer_all(one, "X-Refused", code, text(""));
}

HANDLER(read_secret) {
  SELF;
  question *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  long times = query(event, "times");
  *one = (question){.self = self, .ticket = ticket, .loop = event->loop, .name = event->body_ticket,
                    .times = times > 0 ? times : 1};
  if (query(event, "gate")) {
    ask_at_the_gate(one);
    return ROOST_PENDING;
  }
  int32_t last = ROOST_DONE;
  for (long at = 0; at < one->times; at++) {
    /* Answered on this very loop, so not before this returns. */
    int32_t code = secrets->get(self->plugin, event->loop, event->body_ticket, query(event, "null") ? NULL : answered,
                                one);
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

HANDLER(log_body) {
  SELF;
  roost_field field = {text("what"), event->body_ticket};
  self->host->log(self->plugin, ROOST_LOG_INFO, event->body_ticket, &field, 1);
  return answer(self, ticket, "logged\n");
}

HANDLER(print_body) {
  SELF;
  printf("%.*s\n", (int)event->body_ticket.size, (const char *)event->body_ticket.data);
  fflush(stdout);
  return answer(self, ticket, "printed\n");
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
  secrets = self->host->get_extension(self->plugin, ROOST_SECRETS_ID);
  if (self->http == NULL || secrets == NULL) return ROOST_DENIED;
  static const struct { const char *pattern; roost_handler handler; } routes[] = {
      {PATH "/read", read_secret}, {PATH "/log", log_body}, {PATH "/print", print_body}};
  for (size_t at = 0; at < sizeof routes / sizeof *routes; at++) {
    roost_http_route route = {.size = sizeof route, .method_borrowed = text("POST"),
                              .pattern_borrowed = text(routes[at].pattern), .body_limit = 64 << 10,
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
