/* Handlers that answer, at once or later, well or badly. */
#pragma once

#include <pthread.h>

#include "base.h"

HANDLER(mark) { SELF; return answer(self, ticket, MARK "\n"); }

HANDLER(echo) {
  SELF;
  return answer_with(self, ticket, 200, NULL, NULL, event->body_ticket);
}

HANDLER(count) {
  SELF;
  char line[32];
  snprintf(line, sizeof line, "%ld\n", __atomic_add_fetch(&self->count, 1, __ATOMIC_SEQ_CST));
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
