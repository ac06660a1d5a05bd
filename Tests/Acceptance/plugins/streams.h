/* Handlers that stream, and those that are streamed to. */
#pragma once

#include "base.h"


static void pour(void *context) {
  static uint8_t piece[65536];
  job *one = context;
  while (one->left > 0 && !one->ended) {
    roost_bytes bytes = {piece, (uint64_t)(one->left < 65536 ? one->left : 65536)};
    int32_t code = one->self->http->stream_write(one->ticket, bytes, pour, one);
    if (code == ROOST_BUSY) return;
    if (code != ROOST_DONE) break;
    one->left -= (long)bytes.size;
  }
  char line[64];
  snprintf(line, sizeof line, "pour ends %ld left", one->left);
  say(one->self, line);
  one->self->http->stream_close(one->ticket);
  free(one);
}

static void told_pour(void *context, int32_t reason) {
  job *one = context;
  char line[64];
  snprintf(line, sizeof line, "pour cancelled %d", reason);
  say(one->self, line);
  if (reason == ROOST_CANCEL_DRAIN) return;
  one->ended = 1;
  pour(one);
}

static int32_t open_stream(probe *self, uint64_t ticket, const char *type, const char *first) {
  roost_http_field field = {text("Content-Type"), text(type)};
  roost_http_response head = {.size = sizeof head, .status = 200, .fields_borrowed = &field,
                              .field_count = 1, .body_borrowed = text(first)};
  return self->http->stream_open(ticket, &head);
}

HANDLER(stream) {
  SELF;
  job *one = new_job(self, event, ticket);
  one->left = query(event, "n");
  self->host->on_cancel(ticket, told_pour, one);
  int32_t code = open_stream(self, ticket, "application/octet-stream", "");
  if (code != ROOST_DONE) return code;
  pour(one);
  return ROOST_PENDING;
}

static void no_more(void *context) { (void)context; }

static void told_sse(void *context, int32_t reason) {
  job *one = context;
  char line[64];
  snprintf(line, sizeof line, "sse cancelled %d", reason);
  say(one->self, line);
  one->self->http->stream_write(one->ticket, text("event: bye\n\n"), no_more, NULL);
  one->self->http->stream_close(one->ticket);
  free(one);
}

HANDLER(sse) {
  SELF;
  self->host->on_cancel(ticket, told_sse, new_job(self, event, ticket));
  int32_t code = open_stream(self, ticket, "text/event-stream", "data: " MARK "\n\n");
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static void ask_more(void *context);

static void piece_came(void *context, roost_bytes bytes, int32_t end) {
  job *one = context;
  one->left += (long)bytes.size;
  // The end may come while more has not been asked for yet.
  one->self->host->timer_cancel(one->timer);
  if (end == 0) {
    one->timer = one->self->host->timer_start(one->self->plugin, one->event->loop, one->after, ask_more, one);
    return;
  }
  char line[64];
  snprintf(line, sizeof line, "upload %s after %ld\n", end == 1 ? "ended" : "broken off", one->left);
  say(one->self, line);
  answer(one->self, one->ticket, line);
  free(one);
}

static void ask_more(void *context) {
  job *one = context;
  one->self->http->body_read(one->ticket, 16384, piece_came, one);
}

HANDLER(upload) {
  SELF;
  job *one = new_job(self, event, ticket);
  one->after = query(event, "us") * 1000;
  ask_more(one);
  return ROOST_PENDING;
}
