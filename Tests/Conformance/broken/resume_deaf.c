/* It is resumed, but answers no more. */
#define GLOBALS static int resumed;
#define RESUME resumed = 1;
#define ANSWER if (resumed) return ROOST_PENDING;
#include "sound.h"
