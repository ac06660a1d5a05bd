/* It forgets what it has in hand when it drains. */
#define GLOBALS static _Atomic int draining;
#define DRAIN draining = 1;
#define LATER usleep(3000); if (draining) { free(one); return; }
#include "sound.h"
