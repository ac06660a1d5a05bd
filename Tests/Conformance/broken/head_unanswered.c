/* It forgets requests with HEAD. */
#define ANSWER \
  const roost_http_request *request = event->block_ticket; \
  if (request->method == ROOST_HTTP_HEAD) return ROOST_PENDING;
#include "sound.h"
