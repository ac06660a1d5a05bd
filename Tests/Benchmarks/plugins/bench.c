/* A plugin with one route and a constant answer, compiled by the harness with ids and answers of its
 * choice: what a plugin costs that does nothing, and how soon a changed one serves. */
#include <roost/abi.h>
#include <roost/http.h>
#include <roost/manifest.h>

ROOST_MANIFEST("plugin.json");

#define TEXT(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}

typedef struct bench {
  const roost_host *host;
  uint64_t plugin;
  const roost_http *http;
} bench;

static bench only;

static int32_t answer(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user, (void)event;
  const roost_http_field type = {TEXT("content-type"), TEXT("text/plain")};
  const roost_http_response response = {
      .size = sizeof response,
      .status = 200,
      .fields_borrowed = &type,
      .field_count = 1,
      .body_borrowed = TEXT(BENCH_ANSWER),
  };
  return ((bench *)instance)->http->respond(ticket, &response);
}

static int32_t create(const roost_host *host, uint64_t plugin, void **instance, uint64_t ticket) {
  (void)ticket;
  only.host = host;
  only.plugin = plugin;
  *instance = &only;
  return ROOST_DONE;
}

static int32_t start(void *instance, uint64_t ticket) {
  (void)ticket;
  bench *self = instance;
  self->http = self->host->get_extension(self->plugin, ROOST_HTTP_ID);
  if (!self->http) return ROOST_DENIED;
  const roost_http_route route = {
      .size = sizeof route,
      .method_borrowed = TEXT("GET"),
      .pattern_borrowed = TEXT(BENCH_PATTERN),
      .handler = answer,
  };
  return self->http->route(self->plugin, &route);
}

#include "life.h"
