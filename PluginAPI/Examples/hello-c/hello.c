/* Says hello in C: GET /hello-c/NAME. */
#include <stdlib.h>
#include <string.h>

#include "roost/abi.h"
#include "roost/http.h"
#include "roost/manifest.h"

ROOST_MANIFEST("plugin.json");

typedef struct hello {
  const roost_host *host;
  const roost_http *http;
  uint64_t plugin;
} hello;

static roost_bytes text(const char *string) {
  roost_bytes bytes = {(const uint8_t *)string, strlen(string)};
  return bytes;
}

static int32_t say(void *instance, void *user, const roost_event *event, uint64_t ticket) {
  (void)user;
  const hello *self = instance;
  const roost_http_request *request = event->block_ticket;
  const roost_span *parameters =
      (const roost_span *)((const uint8_t *)request + request->parameters_offset);
  roost_bytes name = roost_span_bytes(request, parameters[0]);

  char answer[256] = "Hello, ";
  size_t size = strlen(answer);
  size_t room = sizeof answer - size - 2;
  size_t taken = name.size < room ? name.size : room;
  memcpy(answer + size, name.data, taken);
  size += taken;
  answer[size++] = '!';
  answer[size++] = '\n';

  roost_http_field type = {text("Content-Type"), text("text/plain; charset=utf-8")};
  roost_http_response response = {
      .size = sizeof response,
      .status = 200,
      .fields_borrowed = &type,
      .field_count = 1,
      .body_borrowed = {(const uint8_t *)answer, size},
  };
  int32_t code = self->http->respond(ticket, &response);
  return code == ROOST_DONE ? ROOST_PENDING : code;
}

static int32_t create(const roost_host *host, uint64_t plugin, void **instance, uint64_t ticket) {
  (void)ticket;
  hello *self = calloc(1, sizeof *self);
  if (self == NULL) return ROOST_RETRYABLE;
  self->host = host;
  self->plugin = plugin;
  *instance = self;
  return ROOST_DONE;
}

static int32_t start(void *instance, uint64_t ticket) {
  (void)ticket;
  hello *self = instance;
  self->http = self->host->get_extension(self->plugin, ROOST_HTTP_ID);
  if (self->http == NULL) return ROOST_DENIED;
  roost_http_route route = {
      .size = sizeof route,
      .method_borrowed = text("GET"),
      .pattern_borrowed = text("/hello-c/{name}"),
      .handler = say,
  };
  return self->http->route(self->plugin, &route);
}

static void destroy(void *instance) { free(instance); }

static const roost_plugin descriptor = {
    .size = sizeof(roost_plugin),
    .abi_major = ROOST_ABI_MAJOR,
    .abi_minor = ROOST_ABI_MINOR,
    .create = create,
    .start = start,
    .destroy = destroy,
};

ROOST_EXPORT const roost_plugin *roost_plugin_entry(void) { return &descriptor; }
