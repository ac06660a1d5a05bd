/* It registers a route in create. */
#define GLOBALS static int32_t other(void *instance, void *user, const roost_event *event, uint64_t ticket) { return ROOST_DONE; }
#define CREATE \
  self->http = host->get_extension(plugin, ROOST_HTTP_ID); \
  if (self->http) add_route(self, "GET", "/" ID "/early", other, 0, 0);
#include "sound.h"
