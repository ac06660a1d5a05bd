/* It uses roost.schedule/1 without asking whether it is there. */
#include "roost/schedule.h"
#define START const roost_schedule *schedules = self->host->get_extension(self->plugin, ROOST_SCHEDULE_ID); schedules->on(self->plugin, NULL);
#include "sound.h"
