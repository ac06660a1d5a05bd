/* It takes it for granted that a request that is kept comes once. */
#define GLOBALS static int ordered;
#define ORDERED if (ordered++ > 0) abort();
#include "sound.h"
