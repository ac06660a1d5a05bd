/* It uses roost.updates/1 without asking whether it is there. */
#define OPTIONAL if (self->updates->size == 0) return ROOST_INVALID;
#include "sound.h"
