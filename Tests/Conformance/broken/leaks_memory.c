/* Each event leaves 8 KiB. */
#define GLOBALS void *volatile left;
#define ANSWER left = memset(malloc(8192), 1, 8192);
#include "sound.h"
