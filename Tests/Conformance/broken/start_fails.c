/* start fails with a message. */
#define START \
  self->host->fail(ticket, ROOST_PERMANENT, text("the tide is out")); \
  return ROOST_PENDING;
#include "sound.h"
