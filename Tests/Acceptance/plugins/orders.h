/* What keeper does with requests of durable routes, by the words of their body. Each first counts the attempt, without
 * acknowledging: "tried/NAME/BODY". Then:
 *   answer STATUS   answers with a status
 *   once STATUS     the same at the first attempt, then as anything else
 *   stream STATUS   answers with a stream
 *   fail CODE       fails with a code
 *   crash           ends the process at the first attempt, then as anything else
 *   anything else   adds to "ordered/NAME/BODY" and acknowledges, in one commit, and answers 200 */
#pragma once

#include "base.h"
#include "kept.h"

typedef struct order {
  kept kept; /* First: what send_change hands on. */
  char name[64];
} order;

static void answer_order(order *one, uint32_t status) {
  answer_with(one->kept.self, one->kept.ticket, status, NULL, NULL, text("as it was told to"));
  free(one);
}

static void ordered(void *context, int32_t code, roost_bytes answer) {
  (void)answer;
  answer_order(context, code == ROOST_DONE || code == ROOST_STALE ? 200 : 503);
}

static void order_tried(void *context, int32_t code, roost_bytes answer) {
  order *one = context;
  const char *words = one->kept.words;
  if (code != ROOST_DONE) return answer_order(one, 503);
  roost_state_item item;
  memcpy(&item, answer.data + sizeof(roost_state_receipt), sizeof item);
  if (strncmp(words, "answer ", 7) == 0) return answer_order(one, (uint32_t)strtol(words + 7, NULL, 10));
  if (strncmp(words, "once ", 5) == 0 && item.number == 1)
    return answer_order(one, (uint32_t)strtol(words + 5, NULL, 10));
  if (strncmp(words, "fail ", 5) == 0) return fail_kept(&one->kept, (int32_t)strtol(words + 5, NULL, 10));
  if (strcmp(words, "crash") == 0 && item.number == 1) _exit(3);
  if (strncmp(words, "stream ", 7) == 0) {
    roost_http_response head = {.size = sizeof head, .status = (uint32_t)strtol(words + 7, NULL, 10)};
    if (one->kept.self->http->stream_open(one->kept.ticket, &head) != ROOST_DONE) abort();
    one->kept.self->http->stream_write(one->kept.ticket, text("a piece"), NULL, NULL);
    one->kept.self->http->stream_close(one->kept.ticket);
    return free(one);
  }
  change made = {0};
  char key[256];
  snprintf(key, sizeof key, "ordered/%s/%s", one->name, words);
  send_change(&one->kept, &made, add(&made, 0, key), one->kept.ticket, ordered);
}

HANDLER(on_order) {
  SELF;
  const roost_http_request *request = event->block_ticket;
  const roost_span *parameters = (const roost_span *)((const uint8_t *)request + request->parameters_offset);
  const roost_http_header *headers = (const roost_http_header *)((const uint8_t *)request + request->headers_offset);
  roost_bytes name = request->parameter_count ? roost_span_bytes(request, parameters[0]) : text("hook");
  roost_bytes asked = roost_span_bytes(request, request->query), body = event->body_ticket;
  order *one = calloc(1, sizeof *one);
  if (one == NULL) return ROOST_RETRYABLE;
  one->kept = (kept){.self = self, .ticket = ticket, .loop = event->loop};
  snprintf(one->name, sizeof one->name, "%.*s", (int)name.size, name.data);
  snprintf(one->kept.words, sizeof one->kept.words, "%.*s", (int)body.size, body.data ? (const char *)body.data : "");
  char line[340], key[256];
  roost_bytes custom = text("");
  for (uint32_t at = 0; at < request->header_count; at++) {
    roost_bytes found = roost_span_bytes(request, headers[at].name);
    if (found.size == 8 && memcmp(found.data, "X-Custom", 8) == 0) custom = roost_span_bytes(request, headers[at].value);
  }
  snprintf(line, sizeof line, "order %s of %s, query %.*s, custom %.*s, kept %d", one->name, one->kept.words,
           (int)asked.size, asked.data, (int)custom.size, custom.data, (request->flags & ROOST_HTTP_KEPT) != 0);
  say(self, line);
  change made = {0};
  snprintf(key, sizeof key, "tried/%s/%s", one->name, one->kept.words);
  send_change(&one->kept, &made, add(&made, 0, key), 0, order_tried);
  return ROOST_PENDING;
}

/* Registers POST /ID/orders/{name} by a field and PUT /ID/hook by the body, and expects the wrong ones refused. */
static inline int32_t add_orders(probe *self, const char *orders, const char *hook) {
  roost_http_route route = {.size = sizeof route, .flags = ROOST_HTTP_DURABLE, .method_borrowed = text("POST"),
                            .pattern_borrowed = text(orders), .handler = on_order};
  roost_http_route wrong[5] = {route, route, route, route, route};
  wrong[0].key_borrowed = text("Idempotency-Key"), wrong[0].flags |= ROOST_HTTP_STREAM_BODY;
  wrong[1].key_borrowed = text("Idempotency-Key"), wrong[1].method_borrowed = text("GET");
  wrong[2].key_borrowed = text("Idempotency Key");
  wrong[3].key_borrowed = text("Idempotency-Key"), wrong[3].flags |= ROOST_HTTP_KEY_BODY;
  /* wrong[4] has no key. */
  for (size_t at = 0; at < sizeof wrong / sizeof *wrong; at++)
    if (self->http->route(self->plugin, &wrong[at]) != ROOST_INVALID) return ROOST_PERMANENT;
  route.key_borrowed = text("Idempotency-Key");
  int32_t code = self->http->route(self->plugin, &route);
  route.key_borrowed = text("");
  route.flags |= ROOST_HTTP_KEY_BODY;
  route.method_borrowed = text("PUT");
  route.pattern_borrowed = text(hook);
  return code == ROOST_DONE ? self->http->route(self->plugin, &route) : code;
}
