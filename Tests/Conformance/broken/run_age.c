/* It takes it for granted that a run comes when it is due. */
#include "roost/events.h"
#define RUN const roost_message *run = event->block_ticket; if (run->time_ms < 1600000000000) abort();
#include "sound.h"
