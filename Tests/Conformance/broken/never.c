/* It forgets every third event. */
#define GLOBALS static _Atomic int events;
#define ANSWER if (events++ % 3 == 2) return ROOST_PENDING;
#include "sound.h"
