/* It uses roost.secrets/1 without asking whether it is there. */
#include "roost/secrets.h"
#define START const roost_secrets *secrets = self->host->get_extension(self->plugin, ROOST_SECRETS_ID); secrets->get(self->plugin, 0, text("key"), NULL, NULL);
#include "sound.h"
