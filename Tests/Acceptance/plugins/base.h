/* What all of the probe's handlers use. */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "roost/abi.h"
#include "roost/http.h"
#include "roost/metrics.h"
#include "roost/updates.h"

#ifndef MARK
#define MARK "one"
#endif

typedef struct probe {
  const roost_host *host;
  const roost_http *http;
  const roost_metrics *metrics;
  uint64_t plugin;
  long count;
} probe;

/* One event that is answered later. */
typedef struct job {
  probe *self;
  const roost_event *event;
  uint64_t ticket;
  long left;
  int64_t after;
  uint64_t timer;
  int ended;
} job;

static roost_bytes text(const char *string) {
  roost_bytes bytes = {(const uint8_t *)string, strlen(string)};
  return bytes;
}

static inline void say(probe *self, const char *line) {
  self->host->log(self->plugin, ROOST_LOG_INFO, text(line), NULL, 0);
}

static int32_t answer_with(
    probe *self, uint64_t ticket, uint32_t status, const char *name, const char *value, roost_bytes body) {
  roost_http_field fields[2] = {
      {text("Content-Type"), text("text/plain; charset=utf-8")},
      {text(name ? name : "X-Mark"), text(value ? value : MARK)},
  };
  roost_http_response response = {
      .size = sizeof response, .status = status, .fields_borrowed = fields, .field_count = 2,
      .body_borrowed = body};
  int32_t code = self->http->respond(ticket, &response);
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static inline int32_t answer(probe *self, uint64_t ticket, const char *body) {
  return answer_with(self, ticket, 200, NULL, NULL, text(body));
}

/* The number after "name=" in the query, or 0. */
static inline long query(const roost_event *event, const char *name) {
  const roost_http_request *request = event->block_ticket;
  roost_bytes bytes = roost_span_bytes(request, request->query);
  char copy[256] = "&";
  size_t size = bytes.size < sizeof copy - 2 ? bytes.size : sizeof copy - 2;
  memcpy(copy + 1, bytes.data, size);
  char key[32];
  snprintf(key, sizeof key, "&%s=", name);
  char *found = strstr(copy, key);
  return found ? strtol(found + strlen(key), NULL, 10) : 0;
}

static inline job *new_job(probe *self, const roost_event *event, uint64_t ticket) {
  job *made = calloc(1, sizeof *made);
  if (made == NULL) abort();
  made->self = self;
  made->event = event;
  made->ticket = ticket;
  return made;
}

/* Not every probe registers every handler. */
#define HANDLER(name) \
  __attribute__((unused)) static int32_t name(void *instance, void *user, const roost_event *event, uint64_t ticket)
#define SELF            \
  probe *self = instance; \
  (void)self;           \
  (void)user;           \
  (void)event;          \
  (void)ticket
