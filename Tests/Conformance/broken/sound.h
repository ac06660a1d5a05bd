/*
 * A sound plugin that does a little of everything: routes that answer at once, later and by a stream, one that
 * reads its body as it comes, an update handler, a service, and a count that is handed over.
 *
 * A broken plugin defines what it does wrong, as code for one or more of these places, and includes this file:
 *
 *   CREATE CONFIGURE IMPORT START DRAIN EXPORT RESUME STOP DESTROY   at the beginning of that step, with `self`;
 *                     a `return` there is the step's answer
 *   ANSWER            at the beginning of GET /ID/answer/{name}, with `self`, `event` and `ticket`
 *   POSTED            the same for POST /ID/answer
 *   UPDATE            the same for updates
 *   SERVICE           the same for calls of ID.echo
 *   LATER             on the loop, before the answer that comes later, with `one`, an event
 *   CANCELLED         when GET /ID/stream is cancelled, with `one` and `reason`
 *   AFTER             after each answer of GET /ID/answer/{name}
 *   OPTIONAL          code for a host without roost.http/1, in place of refusing to start
 *   ORDERED           at the beginning of POST /ID/order, a durable route
 *   RUN               at the beginning of a run of its schedule
 *   DEADLINE_MS       of GET /ID/later
 *   GLOBALS           at file level
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "roost/abi.h"
#include "roost/http.h"
#include "roost/manifest.h"
#include "roost/metrics.h"
#include "roost/schedule.h"
#include "roost/services.h"
#include "roost/updates.h"

ROOST_MANIFEST("plugin.json");

#ifndef DEADLINE_MS
#define DEADLINE_MS 0
#endif

typedef struct sound {
  const roost_host *host;
  const roost_http *http;
  const roost_updates *updates;
  uint64_t plugin;
  _Atomic long count;
} sound;

/* An event that is completed later. */
typedef struct event_in_hand {
  sound *self;
  uint64_t ticket;
  uint64_t loop;
} event_in_hand;

static inline roost_bytes text(const char *string) {
  roost_bytes bytes = {(const uint8_t *)string, strlen(string)};
  return bytes;
}

static inline int32_t answer(sound *self, uint64_t ticket, uint32_t status, roost_bytes body) {
  roost_http_response response = {.size = sizeof response, .status = status, .body_borrowed = body};
  int32_t code = self->http->respond(ticket, &response);
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static inline event_in_hand *keep(sound *self, const roost_event *event, uint64_t ticket) {
  event_in_hand *one = calloc(1, sizeof *one);
  if (one == NULL) abort();
  *one = (event_in_hand){self, ticket, event->loop};
  return one;
}

static int32_t add_route(sound *self, const char *method, const char *pattern, roost_handler handler,
                         uint32_t flags, int64_t deadline_ms) {
  roost_http_route route = {.size = sizeof route, .flags = flags, .method_borrowed = text(method),
                            .pattern_borrowed = text(pattern), .deadline_ns = deadline_ms * 1000000,
                            .handler = handler};
  if (flags & ROOST_HTTP_DURABLE) route.key_borrowed = text("Idempotency-Key");
  return self->http->route(self->plugin, &route);
}

#ifdef GLOBALS
GLOBALS
#endif

static int32_t handle_answer(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  sound *self = instance;
  (void)user;
  (void)event;
  self->count++;
#ifdef ANSWER
  ANSWER
#endif
  int32_t code = answer(self, ticket, 200, text("sound\n"));
#ifdef AFTER
  AFTER
#endif
  return code;
}

static int32_t handle_post(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  sound *self = instance;
  (void)user;
#ifdef POSTED
  POSTED
#endif
  return answer(self, ticket, 200, event->body_ticket);
}

static int32_t handle_order(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  sound *self = instance;
  (void)user;
  (void)event;
#ifdef ORDERED
  ORDERED
#endif
  return answer(self, ticket, 200, text("ordered\n"));
}

static void finish_later(void *context) {
  event_in_hand *one = context;
#ifdef LATER
  LATER
#endif
  answer(one->self, one->ticket, 200, text("later\n"));
  free(one);
}

static int32_t handle_later(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  sound *self = instance;
  (void)user;
  self->host->timer_start(self->plugin, event->loop, 1000000, finish_later, keep(self, event, ticket));
  return ROOST_PENDING;
}

static void stream_cancelled(void *context, int32_t reason) {
  event_in_hand *one = context;
  (void)reason;
#ifdef CANCELLED
  CANCELLED
#endif
  one->self->http->stream_close(one->ticket);
  free(one);
}

static int32_t handle_stream(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  sound *self = instance;
  (void)user;
  roost_http_response head = {.size = sizeof head, .status = 200, .body_borrowed = text("data: 1\n\n")};
  int32_t code = self->http->stream_open(ticket, &head);
  if (code != ROOST_DONE) return code;
  self->host->on_cancel(ticket, stream_cancelled, keep(self, event, ticket));
  return ROOST_PENDING;
}

static void piece_came(void *context, roost_bytes bytes, int32_t end) {
  event_in_hand *one = context;
  (void)bytes;
  if (end == 0) {
    one->self->http->body_read(one->ticket, 65536, piece_came, one);
    return;
  }
  answer(one->self, one->ticket, 200, text("uploaded\n"));
  free(one);
}

static int32_t handle_upload(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  sound *self = instance;
  (void)user;
  return self->http->body_read(ticket, 65536, piece_came, keep(self, event, ticket)) == ROOST_DONE
             ? ROOST_PENDING
             : ROOST_RETRYABLE;
}

static int32_t handle_update(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  sound *self = instance;
  (void)user;
  (void)event;
#ifdef UPDATE
  UPDATE
#endif
  self->host->complete(ticket, text("{\"method\":\"sendMessage\",\"chat_id\":1,\"text\":\"sound\"}"));
  return ROOST_PENDING;
}

static int32_t handle_run(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  sound *self = instance;
  (void)self;
  (void)user;
  (void)event;
  (void)ticket;
#ifdef RUN
  RUN
#endif
  return ROOST_DONE;
}

static int32_t handle_call(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  sound *self = instance;
  (void)user;
#ifdef SERVICE
  SERVICE
#endif
  self->host->complete(ticket, event->body_ticket);
  return ROOST_PENDING;
}

static int32_t create(const roost_host *host, uint64_t plugin, void **instance, uint64_t ticket) {
  (void)ticket;
  sound *self = calloc(1, sizeof *self);
  if (self == NULL) return ROOST_RETRYABLE;
  self->host = host;
  self->plugin = plugin;
  *instance = self;
#ifdef CREATE
  CREATE
#endif
  return ROOST_DONE;
}

static int32_t configure(void *instance, roost_bytes json, uint64_t ticket) {
  sound *self = instance;
  (void)self;
  (void)json;
  (void)ticket;
#ifdef CONFIGURE
  CONFIGURE
#endif
  return ROOST_DONE;
}

static int32_t import_state(void *instance, roost_bytes state, uint32_t version, uint64_t ticket) {
  sound *self = instance;
  (void)version;
  (void)ticket;
#ifdef IMPORT
  IMPORT
#endif
  char number[24] = "", *end;
  if (state.size == 0 || state.size >= sizeof number) return ROOST_INVALID;
  memcpy(number, state.data, state.size);
  self->count = strtol(number, &end, 10);
  return *end == 0 ? ROOST_DONE : ROOST_INVALID;
}

static int32_t start(void *instance, uint64_t ticket) {
  sound *self = instance;
  (void)ticket;
#ifdef START
  START
#endif
  self->http = self->host->get_extension(self->plugin, ROOST_HTTP_ID);
  self->updates = self->host->get_extension(self->plugin, ROOST_UPDATES_ID);
#ifdef OPTIONAL
  OPTIONAL
#endif
  if (self->http == NULL) return ROOST_DENIED;
  int32_t code = add_route(self, "GET", "/" ID "/answer/{name}", handle_answer, 0, 0);
  if (code == ROOST_DONE) code = add_route(self, "POST", "/" ID "/answer", handle_post, 0, 0);
  if (code == ROOST_DONE) code = add_route(self, "GET", "/" ID "/later", handle_later, 0, DEADLINE_MS);
  if (code == ROOST_DONE) code = add_route(self, "GET", "/" ID "/stream", handle_stream, 0, 0);
  if (code == ROOST_DONE)
    code = add_route(self, "POST", "/" ID "/upload", handle_upload, ROOST_HTTP_STREAM_BODY, 0);
  if (code == ROOST_DONE)
    code = add_route(self, "POST", "/" ID "/order", handle_order, ROOST_HTTP_DURABLE, 0);
  const roost_schedule *schedule = self->host->get_extension(self->plugin, ROOST_SCHEDULE_ID);
  roost_schedule_rule rule = {.size = sizeof rule, .missed = ROOST_MISSED_ONCE, .name_borrowed = text("nightly"),
                              .rule_borrowed = text("0 3 * * *"), .handler = handle_run};
  if (code == ROOST_DONE && schedule != NULL) code = schedule->on(self->plugin, &rule);
  const roost_services *calls = self->host->get_extension(self->plugin, ROOST_SERVICES_ID);
  if (code == ROOST_DONE && calls != NULL) code = calls->provide(self->plugin, text("echo"), handle_call, NULL);
  if (code != ROOST_DONE || self->updates == NULL) return code;
  roost_update_filter filter = {.size = sizeof filter};
  return self->updates->on(self->plugin, &filter, handle_update, NULL);
}

static int32_t drain(void *instance, uint64_t ticket) {
  sound *self = instance;
  (void)self;
  (void)ticket;
#ifdef DRAIN
  DRAIN
#endif
  return ROOST_DONE;
}

static int32_t export_state(void *instance, uint64_t ticket) {
  sound *self = instance;
#ifdef EXPORT
  EXPORT
#endif
  char line[24];
  snprintf(line, sizeof line, "%ld", self->count);
  self->host->complete(ticket, text(line));
  return ROOST_PENDING;
}

static int32_t resume(void *instance, uint64_t ticket) {
  sound *self = instance;
  (void)self;
  (void)ticket;
#ifdef RESUME
  RESUME
#endif
  return ROOST_DONE;
}

static int32_t stop(void *instance, uint64_t ticket) {
  sound *self = instance;
  (void)self;
  (void)ticket;
#ifdef STOP
  STOP
#endif
  return ROOST_DONE;
}

static void destroy(void *instance) {
  sound *self = instance;
#ifdef DESTROY
  DESTROY
#endif
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
    .export_state = export_state,
    .import_state = import_state,
    .resume = resume,
    .stop = stop,
    .destroy = destroy,
};

#ifndef HIDE_ENTRY
ROOST_EXPORT
#endif
const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
