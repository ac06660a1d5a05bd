/* A plugin that hands blocks on: POST /ID/get, /ID/scan and /ID/commit ask the store what the body says, and answer
 * with the block that comes back. X-Code is the answer's code, or X-Refused the one that was returned at once.
 * ?loop=N asks for the answer on that loop, ?null=1 without a function, ?times=N so often at once, the answer being
 * how many were refused. What it does with updates is in kept.h, what with requests to others in outcomes.h, with calls of
 * the Bot API in sends.h. With ORDERS
 * it has durable routes, see orders.h, with RUNS=N as many schedules, see runs.h. */
#define _GNU_SOURCE
#include "base.h"
#include "outcomes.h"
#include "sends.h"
#include "orders.h"
#include "roost/manifest.h"
#include "roost/state.h"
#ifdef RUNS
#include "runs.h"
#endif

#define PATH "/" ID
#ifndef TOPICS
#define TOPICS ID ".**"
#endif
#ifndef JOBS
#define JOBS 0
#endif

ROOST_MANIFEST("plugin.json");

static const roost_state *state;
static const roost_fetch *fetch;

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
  if (bytes.size > 0 && (uintptr_t)bytes.data % 8 != 0) abort();
  if (--one->left == 0) answer_all(one, "X-Code", code, bytes);
}

typedef int32_t (*method)(uint64_t, uint64_t, roost_bytes, roost_answered, void *);

static int32_t ask(probe *self, const roost_event *event, uint64_t ticket, method method) {
  question *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  long times = query(event, "times"), loop = query(event, "loop");
  *one = (question){.self = self, .ticket = ticket, .times = times > 0 ? times : 1};
  int32_t last = ROOST_DONE;
  for (long at = 0; at < one->times; at++) {
    /* Answered on this very loop, so not before this returns. */
    int32_t code = method(self->plugin, loop > 0 ? (uint64_t)loop : event->loop, event->body_ticket,
                          query(event, "null") ? NULL : answered, one);
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

HANDLER(get) { SELF; return ask(self, event, ticket, state->get); }
HANDLER(scan) { SELF; return ask(self, event, ticket, state->scan); }
HANDLER(commit) { SELF; return ask(self, event, ticket, state->commit); }
HANDLER(fetch_send) { SELF; return ask(self, event, ticket, fetch->send); }
HANDLER(fetch_open) { SELF; return ask(self, event, ticket, fetch->open); }
HANDLER(fetch_read) { SELF; return ask(self, event, ticket, fetch->read); }
HANDLER(fetch_close) { SELF; return ask(self, event, ticket, fetch->close); }

HANDLER(telegram_call) { SELF; return ask(self, event, ticket, telegram->call); }
HANDLER(telegram_download) { SELF; return ask(self, event, ticket, telegram->download); }
HANDLER(telegram_bots) { SELF; return ask(self, event, ticket, ask_bots); }

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
  state = self->host->get_extension(self->plugin, ROOST_STATE_ID);
  fetch = self->host->get_extension(self->plugin, ROOST_FETCH_ID);
  telegram = self->host->get_extension(self->plugin, ROOST_TELEGRAM_ID);
  if (self->http == NULL || telegram == NULL || state == NULL || fetch == NULL) return ROOST_DENIED;
  static const struct { const char *pattern; roost_handler handler; } routes[] = {
      {PATH "/get", get}, {PATH "/scan", scan}, {PATH "/commit", commit},
      {PATH "/fetch/send", fetch_send}, {PATH "/fetch/open", fetch_open}, {PATH "/fetch/read", fetch_read},
      {PATH "/fetch/close", fetch_close}, {PATH "/telegram/call", telegram_call},
      {PATH "/telegram/bots", telegram_bots}, {PATH "/telegram/download", telegram_download}};
  for (size_t at = 0; at < sizeof routes / sizeof *routes; at++) {
    roost_http_route route = {.size = sizeof route, .method_borrowed = text("POST"),
                              .pattern_borrowed = text(routes[at].pattern), .body_limit = 8 << 20,
                              .handler = routes[at].handler};
    int32_t code = self->http->route(self->plugin, &route);
    if (code != ROOST_DONE) return code;
  }
  kept_state = state;
  kept_more = add_order;
#ifdef ORDERS
  if (add_orders(self, PATH "/" ORDERS "/{name}", PATH "/hook") != ROOST_DONE) return ROOST_PERMANENT;
#endif
  const roost_updates *updates = self->host->get_extension(self->plugin, ROOST_UPDATES_ID);
  if (updates == NULL) return ROOST_DENIED;
  roost_update_filter filter = {.size = sizeof filter};
  int32_t code = updates->on(self->plugin, &filter, on_kept, NULL);
  const roost_events *events = self->host->get_extension(self->plugin, ROOST_EVENTS_ID);
  if (events == NULL || code != ROOST_DONE) return ROOST_DENIED;
  static const char *const jobs[] = {"remind", "late.job"};
  for (size_t at = 0; at < sizeof jobs / sizeof *jobs; at++)
    if (events->on(self->plugin, ROOST_EVENT_JOB, text(jobs[at]), on_message, NULL) != ROOST_DONE) return ROOST_INVALID;
  if (events->on(self->plugin, ROOST_EVENT_OUTCOME, text("bought"), on_outcome, NULL) != ROOST_DONE) return ROOST_INVALID;
  if (events->on(self->plugin, ROOST_EVENT_OUTCOME, text("said"), on_said, NULL) != ROOST_DONE) return ROOST_INVALID;
  for (int at = 0; at < JOBS; at++) {
    char job[16];
    snprintf(job, sizeof job, "job.%d", at);
    if (events->on(self->plugin, ROOST_EVENT_JOB, text(job), on_message, NULL) != ROOST_DONE) return ROOST_INVALID;
  }
#ifdef RUNS
  if (add_minutes(self, RUNS) != ROOST_DONE) return ROOST_PERMANENT;
#endif
  return TOPICS[0] == 0 ? ROOST_DONE : events->on(self->plugin, ROOST_EVENT_TOPIC, text(TOPICS), on_message, NULL);
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
