/* Each event leaves a timer for an hour. */
#define GLOBALS static void nothing(void *context) { (void)context; }
#define ANSWER self->host->timer_start(self->plugin, event->loop, 3600000000000, nothing, NULL);
#include "sound.h"
