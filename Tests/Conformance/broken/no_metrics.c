/* It uses roost.metrics/1 without asking whether it is there. */
#define START const roost_metrics *metrics = self->host->get_extension(self->plugin, ROOST_METRICS_ID); metrics->count(self->plugin, text("starts"), 1);
#include "sound.h"
