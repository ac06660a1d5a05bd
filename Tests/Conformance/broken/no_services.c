/* It uses roost.services/1 without asking whether it is there. */
#include "roost/services.h"
#define START const roost_services *services = self->host->get_extension(self->plugin, ROOST_SERVICES_ID); services->call(self->plugin, 0, NULL, NULL, NULL);
#include "sound.h"
