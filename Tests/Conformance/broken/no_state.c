/* It uses roost.state/1 without asking whether it is there. */
#include "roost/state.h"
#define START const roost_state *state = self->host->get_extension(self->plugin, ROOST_STATE_ID); state->get(self->plugin, 0, text(""), NULL, NULL);
#include "sound.h"
