/* It ends the process. */
#define ANSWER exit(3);
#include "sound.h"
