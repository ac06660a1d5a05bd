/* It uses roost.fetch/1 without asking whether it is there. */
#include "roost/fetch.h"
#define START const roost_fetch *fetch = self->host->get_extension(self->plugin, ROOST_FETCH_ID); fetch->send(self->plugin, 0, text(""), NULL, NULL);
#include "sound.h"
