/* It drops a stream whose requester has gone. */
#define CANCELLED if (reason == ROOST_CANCEL_GONE) { free(one); return; }
#include "sound.h"
