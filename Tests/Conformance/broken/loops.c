/* A handler never returns. */
#define ANSWER for (;;) usleep(1000);
#include "sound.h"
