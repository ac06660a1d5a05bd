/* It takes for granted that somebody caused an update. */
#define UPDATE \
  const roost_update *update = event->block_ticket; \
  if (update->kind == ROOST_UPDATE_MESSAGE && update->user_id == 0) raise(SIGSEGV);
#include "sound.h"
