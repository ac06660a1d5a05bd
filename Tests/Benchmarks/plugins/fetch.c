/* A plugin that sends requests: GET /bench-fetch/COUNT/DEPTH sends so many GETs to BENCH_URL, DEPTH of them at once,
 * each with its whole body read, and is answered with how many were answered 200 with a body. */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <roost/abi.h>
#include <roost/fetch.h>
#include <roost/http.h>
#include <roost/manifest.h>

ROOST_MANIFEST("plugin.json");

#define TEXT(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}

static const roost_host *host;
static const roost_http *http;
static const roost_fetch *fetch;
static uint64_t plugin;

/* All of it happens on the event's loop. */
typedef struct burst {
  uint64_t ticket, loop;
  long unsent, open, good;
} burst;

static void next(burst *all);

static void answered(void *context, int32_t code, roost_bytes bytes) {
  burst *all = context;
  const roost_fetch_answer *answer = (const void *)bytes.data;
  all->open--;
  if (code == ROOST_DONE && answer->status == 200 && bytes.size > sizeof *answer) all->good++;
  next(all);
}

static void next(burst *all) {
  static const struct {
    roost_fetch_request head;
    char words[sizeof("GET" BENCH_URL) - 1];
  } request = {
      {.size = sizeof(roost_fetch_request), .method_size = 3, .url_size = sizeof(BENCH_URL) - 1},
      "GET" BENCH_URL,
  };
  const roost_bytes block = {(const uint8_t *)&request, sizeof request.head + sizeof request.words};
  if (all->unsent > 0) {
    all->unsent--;
    all->open++;
    if (fetch->send(plugin, all->loop, block, answered, all) != ROOST_DONE) all->open--;
  }
  if (all->open > 0) return;
  char body[24];
  int size = snprintf(body, sizeof body, "%ld", all->good);
  const roost_http_response response = {
      .size = sizeof response, .status = 200, .body_borrowed = {(const uint8_t *)body, (uint64_t)size}};
  http->respond(all->ticket, &response);
  free(all);
}

static long parameter(const roost_http_request *request, int number) {
  const roost_span *parameters = (const void *)((const uint8_t *)request + request->parameters_offset);
  roost_bytes text = roost_span_bytes(request, parameters[number]);
  char copy[24] = "";
  memcpy(copy, text.data, text.size < sizeof copy ? text.size : sizeof copy - 1);
  return atol(copy);
}

static int32_t run(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)instance, (void)user;
  long count = parameter(event->block_ticket, 0), depth = parameter(event->block_ticket, 1);
  if (count < depth || depth < 1 || depth > ROOST_FETCH_CALLS_MAX) return ROOST_INVALID;
  burst *all = malloc(sizeof *all);
  if (all == NULL) return ROOST_RETRYABLE;
  *all = (burst){.ticket = ticket, .loop = event->loop, .unsent = count};
  /* None is answered before this returns. */
  for (long at = 0; at < depth; at++) next(all);
  return ROOST_PENDING;
}

static int32_t create(const roost_host *given, uint64_t handle, void **instance, uint64_t ticket) {
  (void)ticket;
  host = given;
  plugin = handle;
  *instance = &plugin;
  return ROOST_DONE;
}

static int32_t start(void *instance, uint64_t ticket) {
  (void)instance, (void)ticket;
  http = host->get_extension(plugin, ROOST_HTTP_ID);
  fetch = host->get_extension(plugin, ROOST_FETCH_ID);
  if (!http || !fetch) return ROOST_DENIED;
  const roost_http_route route = {
      .size = sizeof route,
      .method_borrowed = TEXT("GET"),
      .pattern_borrowed = TEXT("/bench-fetch/{count}/{depth}"),
      .handler = run,
  };
  return http->route(plugin, &route);
}

#include "life.h"
