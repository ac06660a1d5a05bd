/* It does not expect kinds of updates that come later. */
#define UPDATE \
  const roost_update *update = event->block_ticket; \
  if (update->kind == ROOST_UPDATE_OTHER) abort();
#include "sound.h"
