/* One event of 500 is never completed. */
#define GLOBALS static _Atomic int events;
#define UPDATE if (++events % 50 == 0) return ROOST_PENDING;
#include "sound.h"
