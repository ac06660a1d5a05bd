/* It registers a route while it handles an event. */
#define ANSWER add_route(self, "GET", "/" ID "/more", other, 0, 0);
#define GLOBALS static int32_t other(void *instance, void *user, const roost_event *event, uint64_t ticket) { return ROOST_DONE; }
#include "sound.h"
