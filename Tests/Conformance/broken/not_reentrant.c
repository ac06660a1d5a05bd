/* It can do one thing at a time. */
#define GLOBALS static _Atomic int inside;
#define ANSWER if (inside++ > 0) abort(); usleep(2000); inside--;
#include "sound.h"
