/* It puts text into JSON without escaping it. */
#define UPDATE \
  const roost_update *update = event->block_ticket; \
  roost_bytes said = roost_span_bytes(update, update->text); \
  char reply[256]; \
  snprintf(reply, sizeof reply, "{\"method\":\"sendMessage\",\"text\":\"%.*s\"}", \
           (int)(said.size < 100 ? said.size : 100), (const char *)said.data); \
  self->host->complete(ticket, text(reply)); \
  return ROOST_PENDING;
#include "sound.h"
