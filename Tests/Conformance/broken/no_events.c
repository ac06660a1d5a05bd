/* It uses roost.events/1 without asking whether it is there. */
#include "roost/events.h"
#define START const roost_events *events = self->host->get_extension(self->plugin, ROOST_EVENTS_ID); events->on(self->plugin, ROOST_EVENT_JOB, text("job"), NULL, NULL);
#include "sound.h"
