/* It answers a call with more than may be. */
#define SERVICE \
  static uint8_t zeros[ROOST_SERVICE_BODY_MAX + 1]; \
  self->host->complete(ticket, (roost_bytes){zeros, sizeof zeros}); \
  return ROOST_PENDING;
#include "sound.h"
