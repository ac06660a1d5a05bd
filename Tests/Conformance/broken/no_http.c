/* It uses roost.http/1 without asking whether it is there. */
#define OPTIONAL if (self->http->size == 0) return ROOST_INVALID;
#include "sound.h"
